import GoRules
import Health
import Testing

/// A request that hangs delays no other.
@Suite struct LaneTests {
  /// From 20 s to 80 s the kinds hang; the others and the fresh `.info` go on meanwhile.
  private func simulation(hanging kinds: Set<RequestKind>) -> Simulation {
    Simulation(settings: chainSettings(["a.example"])) { _, request, time in
      let hangs = kinds.contains(request.kind) && (20..<80).contains(time)
      return hangs ? (.hang(.processing), .seconds(10)) : (.ok, .milliseconds(9))
    }
  }

  @Test(arguments: [[.zip], [.mod, .zip], [.list, .mod, .zip, .sumdb]] as [Set<RequestKind>])
  func theOthersGoOn(kinds: Set<RequestKind>) throws {
    var simulation = simulation(hanging: kinds)
    for second in stride(from: 25.0, to: 140, by: 0.5) {
      simulation.run(until: second)
      let walks = simulation.snapshot.walks
      for walk in walks where !kinds.contains(walk.kind) {
        let age = try #require(walk.proof?.age)
        let limit: Double = [.info: 8, .zip: 68][walk.kind] ?? 38
        #expect(age.seconds <= limit, "\(walk.kind) at \(second) s")
        #expect(walk.standing == .served, "\(walk.kind) at \(second) s")
      }
      // Every kind was asked at least once by then, and found out.
      for walk in walks where kinds.contains(walk.kind) && (75..<80).contains(second) {
        #expect(walk.verdict == .hangs, "\(walk.kind) at \(second) s")
      }
    }
    #expect(!simulation.overlapped)
    #expect(simulation.snapshot.walks.allSatisfy { $0.standing == .served })
    let failed = Set(
      simulation.failovers.filter { $0.to == .nowhere(.hangs, at: "a.example") }.map(\.kind))
    #expect(failed == kinds.subtracting([.sumdb]) || failed == kinds)
  }

  /// The wait is as old as the first of the requests, and ends with the deadline of the one made in its place.
  @Test func aSilenceIsNotBegunAnew() throws {
    var simulation = simulation(hanging: [.mod])
    var before: Duration = .zero
    var isSeen = false
    for step in 0..<400 {
      simulation.run(until: 20 + Double(step) / 10)
      let snapshot = simulation.snapshot
      guard let waiting = snapshot.mirrors[0].waiting else {
        if isSeen { break }
        continue
      }
      isSeen = true
      let age = snapshot.now.since(waiting.startedAt)
      #expect(age > before)
      before = age
    }
    #expect(isSeen)
    #expect((8.0...11.2).contains(before.seconds))
    #expect(simulation.snapshot.walks.first { $0.kind == .mod }?.verdict == .hangs)
  }

  /// Answered again, it is asked with the others.
  @Test func itComesBack() throws {
    var simulation = simulation(hanging: [.mod])
    simulation.run(until: 200)
    let lanes = simulation.rounds.filter { $0.round.requests.contains { $0.kind == .mod } }
    let apart = lanes.filter { $0.round.lane == .apart(.mod) }
    #expect(!apart.isEmpty)
    #expect(apart.allSatisfy { $0.round.requests.allSatisfy { $0.use == .cold } })
    #expect(try #require(lanes.last).round.lane == .fresh)
  }

  /// What stood behind it in its round is asked at once, and until then not all is known.
  @Test(arguments: [
    (RequestOutcome.ok, Duration.milliseconds(1500)), (.hang(.processing), .seconds(10)),
    (.badGateway, .milliseconds(1500)),
  ])
  func theRestFollowsAtOnce(outcome: RequestOutcome, time: Duration) {
    var settings = chainSettings(["a.example"], interval: .seconds(3600))
    settings.thresholds = settings.thresholds.immediate
    var simulation = Simulation(settings: settings) { _, request, _ in
      request.kind == .list ? (outcome, time) : (.ok, .milliseconds(9))
    }
    simulation.run(until: 0.5)
    #expect(simulation.monitor.isInDoubt || simulation.snapshot.walks[0].verdict == .unknown)
    simulation.run(until: 1.3)
    for walk in simulation.snapshot.walks where walk.kind != .list {
      #expect(walk.standing == .served, "\(walk.kind)")
    }
    simulation.run(until: 13)
    #expect(!simulation.monitor.isInDoubt)
    let list = simulation.snapshot.walks.first { $0.kind == .list }
    #expect(list?.verdict == (outcome == .ok ? .served : outcome == .badGateway ? .broken : .hangs))
  }
}
