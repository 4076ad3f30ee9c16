import GoRules
import Health
import Testing

/// Answers that bring much and are wrong: for as long as they are, and no longer.
@Suite struct HeavyFailureTests {
  private static let notJSON = RequestOutcome.failure(RequestFailure(.transfer, .notJSON))
  private static let notZip = RequestOutcome.failure(RequestFailure(.transfer, .notZip))
  private static let truncated = RequestOutcome.failure(RequestFailure(.transfer, .truncated))

  /// From 60 s until `end` what `outcome` has a failure for brings `size` bytes.
  private func simulation(
    until end: Double, size: Int, _ outcome: @escaping (RequestKind) -> RequestOutcome?
  ) -> Simulation {
    let isFaulty = { (time: Double) in (60..<end).contains(time) }
    var simulation = Simulation(settings: chainSettings(["a.example"])) { _, request, time in
      (isFaulty(time) ? outcome(request.kind) ?? .ok : .ok, .milliseconds(9))
    }
    simulation.sizes = { request, time in
      isFaulty(time) && outcome(request.kind) != nil ? size : 400
    }
    return simulation
  }

  private func asked(
    _ simulation: Simulation, from begin: Double, to end: Double
  ) -> [RequestKind: Int] {
    var counts: [RequestKind: Int] = [:]
    for (at, round) in simulation.rounds
    where (begin..<end).contains(at.since(Simulation.begin).seconds) {
      for request in round.requests { counts[request.kind, default: 0] += 1 }
    }
    return counts
  }

  private func verdict(_ kind: RequestKind, _ simulation: Simulation) -> Walk.Verdict? {
    simulation.snapshot.walks.first { $0.kind == kind }?.standing
  }

  /// A page instead of `.info` alone: the mirror is down, and nothing is asked every second.
  @Test(arguments: [300_000, 8_000_000]) func ofInfoAlone(size: Int) {
    var simulation = simulation(until: 200, size: size) { $0 == .info ? Self.notJSON : nil }
    simulation.run(until: 120)
    #expect(verdict(.info, simulation) == .broken)
    #expect(simulation.snapshot.mirrors[0].state == .down)
    #expect(simulation.failovers.last?.kind == .info)
    #expect(simulation.stateChanges.last?.to == .down)
    for (kind, count) in asked(simulation, from: 60, to: 120) {
      #expect(count <= 60 / 5 + 6, "\(kind)")
    }
    // The beginning is read again in each round.
    simulation.run(until: 230)
    #expect(verdict(.info, simulation) == .served)
    #expect(simulation.snapshot.mirrors[0].state == .up)
  }

  /// A page of 1 MB instead of everything for half a minute.
  @Test func ofEverything() {
    var simulation = simulation(until: 90, size: 1_000_000) { kind in
      return switch kind {
      case .info, .latest: Self.notJSON
      case .zip: Self.notZip
      case .mod: .failure(RequestFailure(.transfer, .checksumMismatch))
      case .sumdb: .failure(RequestFailure(.transfer, FailureCause(.sumdbMalformed)))
      case .list: nil
      }
    }
    simulation.run(until: 80)
    for kind in [RequestKind.info, .mod, .sumdb] { #expect(verdict(kind, simulation) == .broken) }
    #expect(simulation.snapshot.mirrors[0].state == .down)
    // A mirror that is down is asked every 15 s or so.
    simulation.run(until: 125)
    for walk in simulation.snapshot.walks { #expect(walk.standing == .served, "\(walk.kind)") }
    #expect(simulation.snapshot.mirrors[0].state == .up)
    for (kind, count) in asked(simulation, from: 60, to: 125) {
      #expect(count <= 3 * 65 / 5, "\(kind)")
    }
  }

  /// An error with much text.
  @Test(arguments: [RequestKind.list, .mod, .zip]) func anErrorWithMuchText(kind: RequestKind) {
    var simulation = simulation(until: 150, size: 60_000) { $0 == kind ? .badGateway : nil }
    simulation.run(until: 145)
    #expect(verdict(kind, simulation) == .broken)
    simulation.run(until: 162)
    #expect(verdict(kind, simulation) == .served)
  }

  /// What cannot be told by its beginning is not known when it is old, and read to its end in its time.
  @Test func anOldFailureDecidesNothing() {
    // It is read every four minutes.
    var simulation = Simulation(settings: chainSettings(["a.example"])) { _, request, time in
      let isFaulty = request.kind == .list && (200..<300).contains(time)
      return (isFaulty ? Self.truncated : .ok, .milliseconds(9))
    }
    simulation.sizes = { request, _ in request.kind == .list ? 1_000_000 : 400 }
    var begin = 0.0
    while verdict(.list, simulation) != .broken, begin < 400 {
      begin += 1
      simulation.run(until: begin)
    }
    #expect((200...300).contains(begin))
    simulation.run(until: begin + 80)
    #expect(verdict(.list, simulation) == .broken)
    simulation.run(until: begin + 100)
    #expect(verdict(.list, simulation) == .unknown)
    let walk = simulation.snapshot.walks.first { $0.kind == .list }
    #expect(walk?.isUnmeasured == true && walk?.error == nil)
    simulation.run(until: begin + 250)
    #expect(verdict(.list, simulation) == .served)
  }

  /// The user asks: every kind is asked once, and then no more than before.
  @Test func everyKindIsAskedWhenTheUserAsks() {
    var simulation = Simulation(settings: chainSettings()) { _, _, _ in (.ok, .milliseconds(9)) }
    simulation.run(until: 72)
    simulation.send(.probeNowRequested)
    simulation.send(.probeNowRequested)
    simulation.run(until: 73.5)
    var counts = asked(simulation, from: 72, to: 73.5)
    counts[.info] = nil
    #expect(counts == [.list: 2, .mod: 2, .zip: 2, .sumdb: 2])
    simulation.run(until: 84)
    #expect(asked(simulation, from: 73.5, to: 84).keys.allSatisfy { $0 == .info })
  }

  /// What a new go would ask of the checksum database is asked every two minutes, and soon after a change.
  @Test func proofsBeginAnew() {
    var simulation = Simulation(settings: chainSettings(["a.example"])) { _, request, time in
      (request.kind == .list && time > 310 ? .badGateway : .ok, .milliseconds(9))
    }
    func times(from begin: Double, to end: Double) -> [Double] {
      simulation.rounds.filter { $0.round.requests.contains(where: \.provesAnew) }
        .map { $0.at.since(Simulation.begin).seconds }.filter { (begin..<end).contains($0) }
    }
    simulation.run(until: 400)
    let before = times(from: 0, to: 310)
    #expect(before.count == 3)
    #expect(zip(before, before.dropFirst()).allSatisfy { (115...155).contains($1 - $0) })
    // The list was asked within 30 s, and its failure is news at once.
    #expect(times(from: 310, to: 350).count == 1)
  }
}
