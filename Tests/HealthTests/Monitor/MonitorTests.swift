import GoRules
import Health
import Testing

@Suite struct MonitorTests {
  private let settings = chainSettings()
  private var first: Mirror { settings.mirrors[0] }
  private var second: Mirror { settings.mirrors[1] }

  /// What is asked of a canary: every kind but `latest`.
  private let asked: [RequestKind] = [.list, .info, .mod, .zip, .sumdb]

  @Test func everyWalkIsKnownAfterTheFirstRound() {
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(20)) }
    #expect(simulation.snapshot.walks.allSatisfy { $0.verdict == .unknown })
    simulation.run(until: 1)
    #expect(simulation.snapshot.walks.map(\.kind) == asked)
    #expect(simulation.snapshot.walks.allSatisfy { $0.verdict == .served && $0.active == 0 })
    #expect(simulation.snapshot.mirrors.map(\.state) == [.up, .up])
    #expect(simulation.failovers.isEmpty)
  }

  @Test func failoverIsSeenWithinTwoIntervalsAndSaysWhy() throws {
    let fault = 20.5
    var simulation = Simulation(settings: settings) { mirror, _, time in
      (
        mirror.rawValue == "https://a.example" && time >= fault ? .badGateway : .ok,
        .milliseconds(9)
      )
    }
    simulation.run(until: 60)
    let info = try #require(simulation.failovers.first { $0.kind == .info })
    #expect(info.at.since(Simulation.begin).seconds - fault < 10)
    #expect(info.from == .mirror(first.id, name: "a.example"))
    #expect(info.to == .mirror(second.id, name: "b.example"))
    #expect(info.cause == "status 502 (|)")
    #expect(Set(simulation.failovers.map(\.kind)) == Set(asked))
    for failover in simulation.failovers {
      #expect(failover.at.since(Simulation.begin).seconds - fault < 10, "\(failover.kind)")
    }
    #expect(simulation.snapshot.mirrors[0].state == .down)
    #expect(simulation.snapshot.walks.allSatisfy { $0.verdict == .fallback })
  }

  @Test func recoveryIsAFailoverBackAndEndsTheOneBefore() throws {
    var simulation = Simulation(settings: settings) { mirror, _, time in
      let isFaulty = mirror.rawValue == "https://a.example" && (20.0..<40).contains(time)
      return (isFaulty ? .refused : .ok, .milliseconds(9))
    }
    simulation.run(until: 70)
    let info = simulation.snapshot.failovers.filter { $0.kind == .info }
    #expect(info.map(\.cause) == ["recovered", "connection refused (|)"])
    #expect(info[0].lasted == nil)
    #expect(info[1].lasted == info[0].at.since(info[1].at))
    #expect(simulation.snapshot.walks.allSatisfy { $0.verdict == .served })
    #expect(
      simulation.stateChanges.filter { $0.mirror == first.id }.map(\.to) == [.up, .down, .up])
  }

  /// What is not in a mirror's cache is asked as go asks it, once an hour for each question; until then nothing follows
  /// from a 404.
  @Test func aModuleThatIsNotCachedIsNotMissing() throws {
    let missing = RequestOutcome.notFound(NotFound(status: 404))
    /// The first mirror fetches it from `fetchable` on, and never caches it.
    func simulation(fetchableFrom time: Double) -> Simulation {
      Simulation(settings: settings) { mirror, request, seconds in
        guard mirror.rawValue == "https://a.example", request.kind != .sumdb else {
          return (.ok, .milliseconds(9))
        }
        let isServed = request.fetch == .always && seconds >= time
        return (isServed ? .ok : missing, .milliseconds(9))
      }
    }
    func fetches(_ simulation: Simulation) -> Int {
      simulation.records.count {
        if case .sample(let result) = $0 { result.request.fetch == .always } else { false }
      }
    }
    var served = simulation(fetchableFrom: 0)
    served.run(until: 3)
    #expect(served.snapshot.walks.allSatisfy { $0.verdict == .served })
    served.run(until: 600)
    // list, info, mod and zip: what was fetched is not in question while only the cache lacks it.
    #expect(fetches(served) == 4)
    #expect(served.snapshot.walks.allSatisfy { $0.verdict == .served })
    #expect(served.snapshot.mirrors[0].state == .up)

    var lacking = simulation(fetchableFrom: 1800)
    lacking.run(until: 3)
    let walks = lacking.snapshot.walks.filter { $0.kind != .sumdb }
    #expect(walks.allSatisfy { $0.verdict == .fallback })
    #expect(walks.allSatisfy { $0.steps[0].outcome == missing })
    // Between two rounds.
    lacking.run(until: 1900)
    #expect(fetches(lacking) == 4)
    #expect(lacking.snapshot.walks.filter { $0.kind == .info }.map(\.verdict) == [.fallback])
    // Asked for by a person, it is put so at once.
    lacking.send(.probeNowRequested)
    lacking.run(until: 1906)
    #expect(lacking.snapshot.walks.filter { $0.kind == .info }.map(\.verdict) == [.served])
  }

  @Test func aCommaMakesItBroken() throws {
    var simulation = Simulation(settings: chainSettings(separator: .comma)) { mirror, _, time in
      let isFaulty = mirror.rawValue == "https://a.example" && time >= 20
      return (isFaulty ? .refused : .ok, .milliseconds(9))
    }
    simulation.run(until: 40)
    let info = try #require(simulation.failovers.first { $0.kind == .info })
    #expect(info.to == .nowhere(.broken, at: "a.example"))
    #expect(info.cause == "connection refused (,)")
  }

  /// The zip is asked once a minute, while it serves: what was found out holds until it was asked again.
  @Test func aFaultOfTheZipHoldsUntilItServesAgain() throws {
    var simulation = Simulation(settings: settings) { mirror, request, time in
      let isFaulty =
        mirror.rawValue == "https://a.example" && request.kind == .zip && (20..<170).contains(time)
      return (isFaulty ? .badGateway : .ok, .milliseconds(9))
    }
    func verdict() -> Walk.Verdict? {
      simulation.snapshot.walks.first { $0.kind == .zip }?.verdict
    }
    simulation.run(until: 55)
    #expect(verdict() == .served)
    simulation.run(until: 70)
    #expect(verdict() == .fallback)
    for time in stride(from: 70.0, to: 170, by: 10) {
      simulation.run(until: time)
      #expect(verdict() == .fallback, "at \(time) s")
    }
    simulation.run(until: 185)
    #expect(verdict() == .served)
    #expect(simulation.failovers.map(\.kind) == [.zip, .zip])
    #expect(simulation.failovers.map(\.cause) == ["status 502 (|)", "recovered"])
  }

  /// Every request kind was asked for half a minute ago at most, a zip a minute ago.
  @Test func everyProofHasAnAge() throws {
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(9)) }
    let limits: [RequestKind: Duration] = [
      .list: .seconds(35), .info: .seconds(6), .mod: .seconds(35), .zip: .seconds(65),
      .sumdb: .seconds(35),
    ]
    for time in stride(from: 2.0, to: 400, by: 1) {
      simulation.run(until: time)
      for walk in simulation.snapshot.walks {
        let proof = try #require(walk.proof)
        #expect(proof.age <= limits[walk.kind] ?? .zero, "\(walk.kind) at \(time) s")
        #expect(!proof.isStale)
      }
    }
  }

  /// An answer that is older than three of its intervals says nothing of now.
  @Test(
    arguments: [
      (19, []), (21, [.info]), (95, [.list, .info, .mod, .sumdb]),
      (185, [.list, .info, .mod, .zip, .sumdb]),
    ] as [(Int, Set<RequestKind>)])
  func anOldProofIsNone(seconds: Int, stale: Set<RequestKind>) {
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .zero) }
    simulation.run(until: 0.1)
    let later = simulation.now.advanced(by: .seconds(seconds))
    let walks = simulation.monitor.snapshot(at: later).walks
    #expect(Set(walks.filter(\.isStale).map(\.kind)) == stale)
    for walk in walks {
      #expect(walk.verdict == .served)
      #expect(walk.standing == (stale.contains(walk.kind) ? .unknown : .served))
    }
    #expect(walks.verdict == (stale.isEmpty ? .served : .unknown))
  }

  /// A change of another answer is reason enough to ask for the zip, too.
  @Test func aChangeAsksForTheZipAtOnce() {
    var simulation = Simulation(settings: settings) { mirror, request, time in
      let isFaulty = request.kind == .info && (20..<40).contains(time)
      return (isFaulty ? .badGateway : .ok, .milliseconds(9))
    }
    simulation.run(until: 50)
    let times = simulation.rounds.filter {
      $0.round.mirror.rawValue == "https://a.example"
        && $0.round.requests.contains { $0.kind == .zip }
    }.map { $0.at.since(Simulation.begin).seconds }
    #expect(times.contains { (20..<27).contains($0) }, "\(times)")
    #expect(times.contains { (40..<47).contains($0) }, "\(times)")
  }

  @Test func aFaultOfOneKindIsItsOwnFailover() throws {
    var simulation = Simulation(settings: settings) { mirror, request, time in
      let isFaulty =
        mirror.rawValue == "https://a.example" && request.kind == .mod && (20..<70).contains(time)
      return (isFaulty ? .badGateway : .ok, .milliseconds(9))
    }
    simulation.run(until: 120)
    #expect(simulation.failovers.map(\.kind) == [.mod, .mod])
    let back = try #require(simulation.failovers.last)
    #expect(back.cause == "recovered")
    #expect(back.at.since(Simulation.begin).seconds < 80)
  }

  /// The age of an answer on which a cure rests is told, as that of any other.
  @Test func whatPipeWouldLeadToHasAnAge() throws {
    var simulation = Simulation(settings: chainSettings(separator: .comma)) { mirror, _, time in
      (mirror.rawValue == "https://a.example" && time > 70 ? .badGateway : .ok, .milliseconds(9))
    }
    simulation.run(until: 100)
    let snapshot = simulation.snapshot
    for walk in snapshot.walks {
      let proof = try #require(walk.withPipe?.proof)
      let question = Question(walk.kind, walk.canary)
      #expect(proof.entry == 1 && proof.age == snapshot.answers[1][question]?.age)
    }
    let zip = try #require(snapshot.walks.first { $0.kind == .zip })
    let own = try #require(zip.proof?.age)
    #expect(try #require(zip.withPipe?.proof?.age) > own)
  }

  /// `off` needs no answer: since the start it is known that go fails.
  @Test func offIsBrokenSinceTheStart() throws {
    var settings = chainSettings(["a.example"])
    settings.chain = try Chain(parsing: "off,https://a.example")
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(9)) }
    simulation.run(until: 30)
    let breakdown = try #require(simulation.snapshot.breakdown)
    #expect(breakdown == Breakdown(begin: Simulation.begin, isOlder: true))
  }

  @Test func oneBadProbeIsNoFailover() {
    var simulation = Simulation(settings: settings) { mirror, request, time in
      let isFaulty =
        mirror.rawValue == "https://a.example" && request.use == .cold
        && (20.0..<20.01).contains(time)
      return (isFaulty ? .badGateway : .ok, .milliseconds(9))
    }
    simulation.run(until: 60)
    #expect(simulation.failovers.isEmpty)
    #expect(!simulation.stateChanges.contains { $0.to == .down })
  }

  @Test func withoutNetworkNoMirrorIsBlamed() {
    var simulation = Simulation(settings: settings) { _, _, time in
      ((20.0..<60).contains(time) ? .noNetwork : .ok, .milliseconds(1))
    }
    simulation.run(until: 19)
    let probes = simulation.snapshot.mirrors.map { $0.statistics[.day]?.failures }
    simulation.run(until: 40)
    #expect(simulation.snapshot.isLocal)
    #expect(simulation.snapshot.mirrors.map(\.state) == [.local, .local])
    simulation.run(until: 80)
    #expect(!simulation.snapshot.isLocal)
    #expect(simulation.snapshot.mirrors.map(\.state) == [.up, .up])
    #expect(simulation.failovers.isEmpty)
    #expect(!simulation.stateChanges.contains { $0.to == .down })
    #expect(probes == [0, 0])
    #expect(simulation.snapshot.mirrors.map { $0.statistics[.day]?.failures } == [0, 0])
  }

  @Test func aLocalCauseAtOneMirrorAloneIsItsOwnFault() {
    var simulation = Simulation(settings: settings) { mirror, _, time in
      let isFaulty = mirror.rawValue == "https://a.example" && time >= 20
      return (isFaulty ? .noNetwork : .ok, .milliseconds(9))
    }
    simulation.run(until: 31)
    #expect(!simulation.snapshot.isLocal)
    #expect(simulation.snapshot.mirrors.map(\.state) == [.down, .up])
    #expect(simulation.failovers.contains { $0.kind == .info })
  }

  @Test func aNightOfSleepIsAGap() throws {
    var simulation = Simulation(settings: settings) { _, request, _ in
      (.ok, request.use == .cold ? .seconds(2) : .milliseconds(10))
    }
    simulation.run(until: 20)
    simulation.sleep(monotonic: .seconds(1), wall: .seconds(28_800))
    simulation.behaviour = { _, _, _ in (.ok, .milliseconds(9)) }
    simulation.run(until: 60)
    let gaps: [Gap] = simulation.records.compactMap {
      if case .gap(let gap) = $0 { gap } else { nil }
    }
    #expect(gaps.count == 1)
    let gap = try #require(gaps.first)
    #expect(gap.to.wall - gap.from.wall >= .seconds(28_800))
    #expect(simulation.failovers.isEmpty)
    #expect(simulation.snapshot.mirrors.map(\.state) == [.up, .up])
  }

  @Test func resultsFromBeforeAGapCountForNothing() {
    var monitor = Monitor(settings: settings, seed: 1, at: Simulation.begin)
    _ = monitor.start(at: Simulation.begin)
    let before = ProbeResult(
      mirror: first.id, request: ProbeRequest(.info, canary: .standard, use: .cold),
      startedAt: Simulation.begin, outcome: .refused)
    let after = Timestamp(
      monotonic: Simulation.begin.monotonic + .seconds(1),
      wall: Simulation.begin.wall + .seconds(3600))
    let commands = monitor.handle(.probeFinished(before), at: after)
    #expect(!commands.contains { if case .record(.sample) = $0 { true } else { false } })
    #expect(monitor.snapshot(at: after).mirrors[0].lastCold == nil)
  }

  @Test func aHandshakeFailureIsToldAtOnceAndFallsAfterThree() {
    var simulation = Simulation(settings: settings) { mirror, _, time in
      let isFaulty = mirror.rawValue == "https://a.example" && time >= 20
      return (isFaulty ? .handshake : .ok, .milliseconds(9))
    }
    simulation.run(until: 20.01)
    #expect(simulation.snapshot.mirrors[0].alert == RequestFailure(.tls, .tlsAlert(40)))
    #expect(simulation.snapshot.mirrors[0].state == .up)
    simulation.run(until: 20.2)
    #expect(simulation.snapshot.mirrors[0].state == .up)
    simulation.run(until: 20.4)
    #expect(simulation.snapshot.mirrors[0].state == .down)
  }

  @Test func aChangedChainIsSaidToBeSuch() throws {
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(9)) }
    simulation.run(until: 20)
    var turned = settings
    turned.mirrors = [second, first]
    turned.mirrors[0].entry = 0
    turned.mirrors[1].entry = 1
    let entries = try #require(settings.chain).entries
    turned.chain = Chain(entries: [
      Chain.Entry(entries[1].target, separator: .pipe), Chain.Entry(entries[0].target),
    ])
    simulation.send(.settingsChanged(turned))
    #expect(simulation.failovers.count == asked.count)
    #expect(simulation.failovers.allSatisfy { $0.cause == "chain changed" })
    #expect(simulation.snapshot.mirrors.map(\.state) == [.up, .up])
    #expect(simulation.snapshot.walks.allSatisfy { $0.verdict == .served })
    simulation.run(until: 40)
    #expect(simulation.failovers.count == asked.count)
  }

  @Test func aMirrorThatGoesAndComesHasOneRoundInFlight() {
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .seconds(1)) }
    simulation.run(until: 0.5)
    var fewer = settings
    fewer.mirrors = [first]
    simulation.send(.settingsChanged(fewer))
    simulation.send(.settingsChanged(settings))
    simulation.run(until: 60)
    #expect(!simulation.overlapped)
    #expect(simulation.snapshot.mirrors.map(\.state) == [.up, .up])
  }

  /// The last of a thousand serves, and that is known within one round.
  @Test func aLongChainHasItsVerdictWithinOneRound() {
    let hosts = (0..<1_000).map { "m\($0).example" }
    let last = "https://m999.example"
    var simulation = Simulation(settings: chainSettings(hosts)) { mirror, _, _ in
      (mirror.rawValue == last ? .ok : .notFound(NotFound(status: 404)), .milliseconds(9))
    }
    simulation.run(until: 6)
    let walk = simulation.snapshot.walks.first { $0.kind == .info }
    #expect(walk?.active == 999)
    #expect(walk?.verdict == .fallback)
  }

  @Test func everyCanaryIsAskedOfEveryChainEntry() {
    let own = ModuleVersion(module: "corp.example/m", version: "v1.0.0")
    var several = settings
    several.canaries = [.standard, own]
    var simulation = Simulation(settings: several) { mirror, request, _ in
      let lacks = mirror.rawValue == "https://a.example" && request.canary == own
      return (lacks ? .notFound(NotFound(status: 404)) : .ok, .milliseconds(9))
    }
    simulation.run(until: 2)
    let walks = simulation.snapshot.walks
    #expect(walks.count == 10)
    #expect(walks.first { $0.kind == .zip && $0.canary == own }?.active == 1)
    #expect(walks.first { $0.kind == .zip && $0.canary == .standard }?.active == 0)
    #expect(simulation.snapshot.mirrors.map(\.state) == [.up, .up])
  }
}
