import GoRules
import Health
import Testing

/// What is shown, second by second, of mirrors that do not answer.
@Suite struct WaitingTests {
  private let settings = chainSettings()
  private var first: Mirror { settings.mirrors[0] }

  /// Runs a monitor whose first mirror answers by `behaviour`, and returns a column a second of `read`, from the
  /// second `from` on, each half a second after its start.
  private func columns(
    _ settings: MonitorSettings? = nil, from: Int, until: Int,
    _ behaviour: @escaping (ProbeRequest, Double) -> (RequestOutcome, Duration),
    _ read: (Snapshot) -> Character
  ) -> (columns: String, simulation: Simulation) {
    let first = first.id
    var simulation = Simulation(settings: settings ?? self.settings) { mirror, request, time in
      mirror == first ? behaviour(request, time) : (.ok, .milliseconds(20))
    }
    var columns = ""
    for second in from..<until {
      simulation.run(until: Double(second) + 0.5)
      columns.append(read(simulation.snapshot))
    }
    return (columns, simulation)
  }

  private func state(_ snapshot: Snapshot) -> Character { mark(snapshot.mirrors[0].state) }

  private func mark(_ state: HealthState) -> Character {
    switch state {
    case .unknown: "?"
    case .up: "+"
    case .slow: "%"
    case .degraded: "~"
    case .waiting: "w"
    case .down: "-"
    case .local: "l"
    }
  }

  /// `S` served, `w` not known now, `H` hangs, `F` on a fallback, `B` broken.
  private func verdict(_ snapshot: Snapshot) -> Character {
    guard let walk = snapshot.walks.first(where: { $0.kind == .info }) else { return "?" }
    if walk.isWaiting { return "w" }
    return switch walk.verdict {
    case .served: "S"
    case .fallback: "F"
    case .hangs: "H"
    case .broken: "B"
    case .direct: "D"
    case .unknown: "?"
    }
  }

  /// It takes every request from 20 s to 58 s, and answers none of them before it is given up after 10 s.
  private static func hangs(_ request: ProbeRequest, _ time: Double) -> (RequestOutcome, Duration) {
    guard (19.9..<58).contains(time) else { return (.ok, .milliseconds(20)) }
    return (.hang(.processing), .seconds(10))
  }

  @Test func aMirrorThatHangsForThirtyEightSeconds() throws {
    let (states, simulation) = columns(from: 19, until: 75, Self.hangs, state)
    // Asked at 20 s: overdue at 21, given up at 30, and well again with the second good probe after 58 s.
    #expect(states.hasPrefix("++wwwwwwwww---------------------------"))
    #expect(states.hasSuffix("+++"))
    #expect(!states.dropFirst(11).prefix(28).contains("+"))
    let changes = simulation.stateChanges.filter { $0.mirror == first.id }
    #expect(changes.map(\.to) == [.up, .waiting, .down, .up])
    #expect(changes.map(\.from) == [.unknown, .up, .waiting, .down])
    #expect(changes[1].at.since(Simulation.begin) == .seconds(20))
    #expect(changes[2].at.since(Simulation.begin) == .seconds(20))
    #expect(changes[2].failure?.phase == .processing)
    // The failover is as old as the change of state, for every kind, and so is the way back.
    let away = simulation.failovers.filter { $0.to == .nowhere(.hangs, at: "a.example") }
    #expect(Set(away.map(\.kind)).count == 5)
    #expect(away.allSatisfy { $0.at == changes[2].at && $0.cause == "hangs in processing (|)" })
  }

  @Test func theWalkGivesUpItsGreenAndTakesNoneBack() {
    let (verdicts, _) = columns(from: 19, until: 75, Self.hangs, verdict)
    #expect(verdicts.hasPrefix("SSwwwwwwwwwHHHHHHHHHHHHHHHHHHHHHHHHHHH"))
    #expect(verdicts.hasSuffix("SSS"))
  }

  /// Whichever request meets the silence first: what it decides is not known while it lasts.
  @Test(arguments: [
    (RequestKind.info, ConnectionUse.cold), (.info, .warm), (.mod, .warm), (.zip, .warm),
  ])
  func eachRequestShowsItsSilence(kind: RequestKind, use: ConnectionUse) {
    let first = first.id
    var simulation = Simulation(settings: settings) { mirror, request, time in
      let hangs =
        mirror == first && request.kind == kind && (request.use == use || kind != .info)
        && time >= 29.9 && time < 33
      return hangs ? (.ok, .seconds(4)) : (.ok, .milliseconds(20))
    }
    var seen = false
    for second in 30..<400 where !seen {
      simulation.run(until: Double(second) + 0.5)
      let snapshot = simulation.snapshot
      guard let waiting = snapshot.mirrors[0].waiting else { continue }
      seen = true
      #expect(snapshot.mirrors[0].state == .waiting)
      #expect(simulation.now.since(waiting.startedAt) < .seconds(2))
      #expect(waiting.request.kind == kind && waiting.request.use == use)
      let walks = snapshot.walks.filter(\.isWaiting).map(\.kind)
      #expect(walks == (kind == .info ? [.list, .info, .mod, .zip, .sumdb] : [kind]))
      #expect(snapshot.walks.allSatisfy { $0.standing == ($0.isWaiting ? .unknown : .served) })
      simulation.run(until: Double(second) + 5)
      #expect(simulation.snapshot.mirrors[0].state == .up)
      #expect(simulation.snapshot.walks.allSatisfy { !$0.isWaiting && $0.verdict == .served })
    }
    #expect(seen || kind == .zip)
  }

  /// Three times the usual, where that is more than a second.
  @Test func whatIsUsualIsNoSilence() {
    func behaviour(_ request: ProbeRequest, _ time: Double) -> (RequestOutcome, Duration) {
      request.use == .cold
        ? (.ok, time > 40 ? .seconds(5) : .seconds(1.2)) : (.ok, .milliseconds(9))
    }
    let (states, _) = columns(from: 30, until: 50, behaviour, state)
    // Asked at 45 s: overdue 3.6 s later.
    #expect(states == "++++++++++++++++++w+" || states == "+++++++++++++++++++w")
  }

  /// The connection that was kept hangs, and a new one answers: the mirror is up.
  @Test func theKeptConnectionDelaysNothing() {
    func behaviour(_ request: ProbeRequest, _ time: Double) -> (RequestOutcome, Duration) {
      guard request.use == .idle, time > 19 else { return (.ok, .milliseconds(20)) }
      return (
        .failure(RequestFailure(.processing, .idleConnectionSilent(after: .seconds(5)))),
        .seconds(10)
      )
    }
    let (states, simulation) = columns(from: 10, until: 60, behaviour, state)
    #expect(states.allSatisfy { $0 == "+" })
    let (kept, _) = columns(from: 19, until: 33, behaviour) {
      $0.mirrors[0].keptWaiting == nil ? "." : "k"
    }
    #expect(kept == "..kkkkkkkkk...")
    #expect(simulation.timeline(first, seconds: 60) == String(repeating: "o....", count: 12))
    #expect(!simulation.overlapped)
    #expect(simulation.snapshot.mirrors[0].failures.contains { $0.request.use == .idle })
  }

  /// The mirror is silent on both: nothing was dropped on the way, and that a kept connection is silent, too, is no news.
  @Test func aKeptConnectionToASilentMirrorWasNotDropped() {
    func behaviour(_ request: ProbeRequest, _ time: Double) -> (RequestOutcome, Duration) {
      if time < 20 { return (.ok, .milliseconds(20)) }
      let dropped = RequestFailure(.processing, .idleConnectionSilent(after: .seconds(5)))
      return (request.use == .idle ? .failure(dropped) : .hang(.processing), .seconds(10))
    }
    let (states, simulation) = columns(from: 19, until: 60, behaviour, state)
    #expect(states.hasSuffix("-"))
    let failures = simulation.snapshot.mirrors[0].failures
    #expect(!failures.isEmpty && failures.allSatisfy { $0.request.use != .idle })
  }

  /// A mirror that closes what is idle does so all the time, and that is told once.
  @Test func aKeptConnectionThatIsClosedIsToldOnce() {
    func behaviour(_ request: ProbeRequest, _ time: Double) -> (RequestOutcome, Duration) {
      guard request.use == .idle else { return (.ok, .milliseconds(20)) }
      return (
        .failure(RequestFailure(.processing, .idleConnectionDropped(after: .seconds(4)))),
        .milliseconds(1)
      )
    }
    let (states, simulation) = columns(from: 10, until: 60, behaviour, state)
    #expect(states.allSatisfy { $0 == "+" })
    let failures = simulation.snapshot.mirrors[0].failures
    #expect(failures.count == 1 && failures.allSatisfy(\.isHarmless))
  }

  /// Both hang, and it is the new one that shows it.
  @Test func aMirrorThatIsDeadOnBothIsWaitedFor() {
    let (states, _) = columns(from: 19, until: 23, Self.hangs, state)
    #expect(states == "++ww")
  }

  /// Connecting to it was given up each time: that it is waited for is nothing new, and does not blink.
  @Test func aDeadAddressDoesNotBlink() {
    func behaviour(_ request: ProbeRequest, _ time: Double) -> (RequestOutcome, Duration) {
      time < 20
        ? (.ok, .milliseconds(20))
        : (.failure(RequestFailure(.connect, .connectTimedOut)), .seconds(10))
    }
    let (states, simulation) = columns(from: 19, until: 90, behaviour, state)
    #expect(states.drop { "+w".contains($0) }.allSatisfy { $0 == "-" })
    let (verdicts, _) = columns(from: 19, until: 90, behaviour, verdict)
    #expect(verdicts.drop { "Sw".contains($0) }.allSatisfy { $0 == "F" })
    #expect(simulation.failovers.count == 5)
  }

  /// Nobody answers: this machine has no network, and until that is known nobody is blamed.
  @Test func silenceOfAllIsNobodysFault() {
    var simulation = Simulation(settings: settings) { _, _, time in
      (20..<45).contains(time)
        ? (.failure(RequestFailure(.resolve, .resolverTimedOut)), .seconds(10))
        : (.ok, .milliseconds(20))
    }
    var states = ""
    for second in 19..<70 {
      simulation.run(until: Double(second) + 0.5)
      states.append(state(simulation.snapshot))
    }
    #expect(!states.contains("-"), "\(states)")
    #expect(states.contains("l") && states.hasSuffix("+++"))
    let between = states.drop { $0 == "+" }.prefix { $0 != "l" }
    #expect(between.allSatisfy { $0 == "w" }, "\(states)")
    #expect(simulation.failovers.isEmpty)
  }

  /// The request is given up with its mirror: nothing is waited for any more.
  @Test func aMirrorThatIsWatchedNoMoreIsNotWaitedFor() {
    var simulation = Simulation(
      settings: settings,
      behaviour: { mirror, request, time in
        mirror.rawValue == "https://a.example"
          ? Self.hangs(request, time) : (.ok, .milliseconds(20))
      })
    simulation.run(until: 22)
    #expect(simulation.snapshot.mirrors[0].state == .waiting)
    simulation.send(.settingsChanged(chainSettings(["b.example"])))
    #expect(simulation.snapshot.walks.allSatisfy { !$0.isWaiting && $0.verdict == .served })
    simulation.send(.settingsChanged(settings))
    simulation.run(until: 22.5)
    #expect(simulation.snapshot.mirrors[0].waiting == nil)
  }
}

/// A failure that decides is asked for again at once.
@Suite struct ConfirmingTests {
  @Test(arguments: [RequestKind.info, .mod, .zip])
  func aFailureIsConfirmedAtOnce(kind: RequestKind) throws {
    let settings = chainSettings(separator: .comma)
    var simulation = Simulation(settings: settings) { mirror, request, time in
      let isBad = mirror.rawValue == "https://a.example" && request.kind == kind && time > 22
      return (isBad ? .badGateway : .ok, .milliseconds(20))
    }
    simulation.run(until: 400)
    let failover = try #require(simulation.failovers.first { $0.kind == kind })
    let bad = simulation.commands.compactMap { command -> ProbeResult? in
      guard case .record(.sample(let result)) = command, !result.outcome.isAlive else { return nil }
      return result
    }
    let met = try #require(bad.first)
    #expect(failover.at.since(met.startedAt) < .milliseconds(400))
    #expect(failover.to == .nowhere(.broken, at: "a.example"))
    guard kind == .info else { return }
    let down = try #require(simulation.stateChanges.first { $0.to == .down })
    #expect(down.at == failover.at)
  }

  /// Two are enough, but of a user who wants six the mirror has some peace: 0, 0.25, 0.5, 1 s and so on.
  @Test func furtherConfirmationsTakeTheirTime() {
    var settings = chainSettings(["a.example"])
    settings.thresholds.fall = 6
    var simulation = Simulation(settings: settings) { _, _, time in
      (time >= 19.9 ? .badGateway : .ok, .milliseconds(10))
    }
    simulation.run(until: 30)
    let starts = simulation.rounds.filter { $0.round.lane == .fresh }
      .map { $0.at.since(Simulation.begin).seconds }.filter { $0 > 19 }.prefix(7)
    let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
    let expected = [0.02, 0.25, 0.5, 1, 1]
    #expect(gaps.count >= 5)
    for (gap, wanted) in zip(gaps, expected) { #expect(abs(gap - wanted) < 0.06, "\(gaps)") }
  }
}
