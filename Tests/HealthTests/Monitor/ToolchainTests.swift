import GoRules
import Health
import Testing

/// A toolchain: go asks for its zip and nothing else, and so do we.
@Suite struct ToolchainTests {
  private static let toolchain = ModuleVersion(
    module: "golang.org/toolchain", version: "v0.0.1-go1.99.0.linux-amd64")

  /// Two mirrors that are asked about a toolchain alone.
  private func settings() -> MonitorSettings {
    var settings = chainSettings(separator: .pipe)
    settings.canaries = [Self.toolchain]
    for index in settings.mirrors.indices { settings.mirrors[index].canary = Self.toolchain }
    return settings
  }

  /// The first mirror answers by `outcome` from 100 s to 200 s.
  private func simulation(
    _ settings: MonitorSettings, _ outcome: RequestOutcome, after time: Duration
  ) -> Simulation {
    let first = settings.mirrors[0].id
    return Simulation(settings: settings) { mirror, _, second in
      mirror == first && (100..<200).contains(second)
        ? (outcome, time) : (.ok, .milliseconds(20))
    }
  }

  @Test func nothingButTheZipIsAsked() throws {
    var simulation = simulation(settings(), .ok, after: .milliseconds(20))
    simulation.run(until: 90)
    let requests = simulation.rounds.flatMap(\.round.requests)
    #expect(Set(requests.map(\.kind)) == [.zip, .sumdb])
    #expect(requests.filter { $0.kind == .zip }.allSatisfy { $0.use == .cold })
    let mirror = try #require(simulation.snapshot.mirrors.first)
    #expect(mirror.state == .up)
    #expect(mirror.lastCold?.request.kind == .zip)
    #expect(mirror.statistics[.minute]?.total.p50 != nil)
    let walk = try #require(simulation.snapshot.walks.first { $0.kind == .zip })
    #expect(walk.standing == .served && walk.proof != nil)
  }

  @Test(arguments: [
    (RequestOutcome.hang(.processing), Duration.seconds(10), Walk.Verdict.fallback),
    (.badGateway, .milliseconds(20), .fallback), (.refused, .milliseconds(20), .fallback),
  ])
  func anOutageIsSeenInStateWalkAndJournal(
    outcome: RequestOutcome, time: Duration, then: Walk.Verdict
  ) throws {
    var simulation = simulation(settings(), outcome, after: time)
    simulation.run(until: 107.5)
    if time > .seconds(1) {
      #expect(simulation.snapshot.mirrors[0].state == .waiting)
      let walks = simulation.snapshot.walks
      #expect(walks.allSatisfy { $0.isOpen })
    }
    simulation.run(until: 130)
    let snapshot = simulation.snapshot
    #expect(snapshot.mirrors[0].state == .down)
    let walk = try #require(snapshot.walks.first { $0.kind == .zip })
    #expect(walk.verdict == (outcome == .hang(.processing) ? .hangs : then))
    #expect(simulation.failovers.contains { $0.kind == .zip && $0.at > Simulation.begin })
    simulation.run(until: 260)
    #expect(simulation.snapshot.mirrors[0].state == .up)
    #expect(simulation.snapshot.walks.allSatisfy { $0.standing == .served })
  }

  /// A mirror that has it not is up, and go says of it in its own words that none has.
  @Test func oneThatNobodyHas() throws {
    var settings = settings()
    settings.mirrors.removeLast()
    settings.chain?.entries.removeLast()
    settings.chain?.entries[0].separator = nil
    var simulation = Simulation(settings: settings) { _, _, _ in
      (.notFound(NotFound(status: 404)), .milliseconds(20))
    }
    simulation.run(until: 20)
    #expect(simulation.snapshot.mirrors[0].state == .up)
    let walk = try #require(simulation.snapshot.walks.first { $0.kind == .zip })
    #expect(walk.verdict == .broken)
    #expect(walk.error == "toolchain not available")
  }

  /// A real one is large: of that too no more is read than of any zip, and its head shows the mirror's health.
  @Test func aLargeOneIsAskedForSeldom() throws {
    let size = 60 << 20
    var settings = settings()
    settings.mirrors.removeLast()
    var monitor = Monitor(settings: settings, seed: 1, at: Simulation.begin)
    var now = Simulation.begin
    var commands = monitor.start(at: now)
    var (asked, bytes): ([Double], Int) = ([], 0)
    while now.since(Simulation.begin) < .seconds(650) {
      var next: [MonitorCommand] = []
      for case .probe(let round) in commands {
        for request in round.requests {
          var result = ProbeResult(
            mirror: round.mirror, request: request, startedAt: now, outcome: .ok)
          result.timings.total = .milliseconds(500)
          if request.kind == .zip {
            asked.append(now.since(Simulation.begin).seconds)
            result.bodyBytes = min(size, request.limit ?? size)
            result.declaredBytes = size
            result.wasStopped = result.bodyBytes < size
            bytes += result.bodyBytes
            if result.wasStopped {
              result.outcome = .failure(RequestFailure(.transfer, .notMeasured("a large zip")))
            }
          }
          next += monitor.handle(.probeFinished(result), at: now)
        }
        next += monitor.handle(.roundFinished(round.mirror, round.lane), at: now)
      }
      commands = next
      if !commands.contains(where: { if case .probe = $0 { true } else { false } }) {
        now = now.advanced(by: .milliseconds(500))
        commands += monitor.handle(.timeReached, at: now)
      }
      #expect(monitor.snapshot(at: now).mirrors[0].state == .up)
    }
    #expect(bytes <= 256 << 10)
    #expect((9...12).contains(asked.count))
    #expect(zip(asked, asked.dropFirst()).allSatisfy { $1 - $0 >= 55 })
    // What of it was not read is not known.
    let walk = try #require(monitor.snapshot(at: now).walks.first { $0.kind == .zip })
    #expect(walk.standing == .unknown)
  }

  /// Beside another canary it is asked as one of that mirror's questions, which does not judge it.
  @Test func besideAnotherCanary() {
    var settings = settings()
    settings.canaries = [.standard, Self.toolchain]
    for index in settings.mirrors.indices { settings.mirrors[index].canary = .standard }
    var simulation = Simulation(settings: settings) { _, request, _ in
      request.canary == Self.toolchain
        ? (.notFound(NotFound(status: 404)), .milliseconds(20)) : (.ok, .milliseconds(20))
    }
    simulation.run(until: 100)
    let about = simulation.rounds.flatMap(\.round.requests).filter { $0.canary == Self.toolchain }
    #expect(Set(about.map(\.kind)) == [.zip, .sumdb])
    #expect(simulation.snapshot.mirrors.allSatisfy { $0.state == .up })
  }
}
