import GoRules
import Health
import Testing

/// What mirrors serve against what the checksum database has on record.
@Suite struct SumTests {
  private static let first = ModuleSum("h1:first")
  private static let other = ModuleSum("h1:other")
  private static let start = Timestamp(monotonic: .seconds(100), wall: .seconds(1_800_000_000))

  private static func settings() throws -> MonitorSettings {
    let chain = try Chain(parsing: "https://a.example|https://b.example")
    var settings = MonitorSettings(
      setting: GoproxySetting(value: chain.value, source: .environment), chain: chain,
      mirrors: chain.entries.indices.compactMap { index in
        chain.entries[index].url.map { Mirror(url: $0, entry: index) }
      })
    settings.addServices()
    return settings
  }

  private static func result(_ kind: RequestKind, of mirror: String, sum: ModuleSum? = nil)
    -> ProbeResult
  {
    var result = ProbeResult(
      mirror: Mirror.ID(rawValue: mirror),
      request: ProbeRequest(kind, canary: .standard, use: kind == .info ? .cold : .warm),
      startedAt: start, outcome: .ok)
    result.sum = sum
    if kind == .sumdb { result.recordedSums = SumErrand.Sums(mod: first, zip: first) }
    return result
  }

  /// Of the kind at the first mirror, whether or not the record is there first; the second serves what is on record.
  @Test(arguments: [RequestKind.mod, .zip], [true, false])
  func anAlteredFileIsNamed(kind: RequestKind, recordFirst: Bool) throws {
    var monitor = Monitor(settings: try Self.settings(), seed: 1, at: Self.start)
    var now = Self.start
    _ = monitor.start(at: now)
    for _ in 0..<3 {
      now = now.advanced(by: .milliseconds(10))
      _ = monitor.handle(.timeReached, at: now)
    }
    let record = Self.result(.sumdb, of: "https://b.example")
    var results = [
      Self.result(.info, of: "https://a.example"), Self.result(.info, of: "https://b.example"),
      Self.result(kind, of: "https://b.example", sum: Self.first),
      Self.result(kind, of: "https://a.example", sum: Self.other),
    ]
    results.insert(record, at: recordFirst ? 2 : 4)
    for result in results {
      now = now.advanced(by: .milliseconds(10))
      _ = monitor.handle(.probeFinished(result), at: now)
    }
    let snapshot = monitor.snapshot(at: now)
    let mismatch = RequestOutcome.failure(RequestFailure(.transfer, .checksumMismatch))
    #expect(snapshot.mirrors.map { $0.latest[kind]?.outcome } == [mismatch, .ok])
    let walk = try #require(snapshot.walks.first { $0.kind == kind })
    // A .zip is checked when the loop over the list is over.
    #expect(walk.verdict == (kind == .mod ? .fallback : .broken))
    #expect(walk.steps.first?.outcome == mismatch)
    if kind == .zip {
      #expect(
        walk.error?.hasPrefix(
          "verifying module: checksum mismatch\n\tdownloaded: h1:other\n\tsum.golang.org: h1:first")
          == true)
    }
  }

  /// Where the mirrors carry the database it is neither asked nor shown.
  @Test func theDatabaseItselfIsAskedWhereTheChainLeadsToIt() throws {
    let carried = try Self.settings()
    var simulation = Simulation(settings: carried) { _, _, _ in (.ok, .milliseconds(5)) }
    simulation.run(until: 60)
    #expect(!simulation.rounds.contains { $0.round.service == .checksumDatabase })
    #expect(simulation.snapshot.mirrors.map(\.mirror.name) == ["a.example", "b.example"])
    var itself = Simulation(settings: carried) { _, request, _ in
      (request.kind == .sumdb ? .notFound(NotFound(status: 404)) : .ok, .milliseconds(5))
    }
    itself.run(until: 60)
    let rounds = itself.rounds.filter { $0.round.service == .checksumDatabase }
    #expect((2...3).contains(rounds.count))
    #expect(itself.snapshot.mirrors.map(\.mirror.name).last == "sum.golang.org")
    // It has lacked the module as the mirrors have.
    let walk = try #require(itself.snapshot.walks.last)
    #expect(walk.kind == .sumdb)
    #expect(walk.verdict == .broken)
    #expect(walk.database?.outcome == .notFound(NotFound(status: 404)))
    #expect(itself.snapshot.walks.verdict == .broken)
  }

  /// No entry leads to the database: what it answered has an age all the same, and is stale in its time.
  @Test(arguments: [true, false]) func theDatabaseItselfHasAnAge(hasURL: Bool) throws {
    var settings = try Self.settings()
    if hasURL {
      let environment = GoEnvironment(
        variables: ["GOSUMDB": "sum.golang.org https://db.example"], userFile: nil)
      settings.chain = try environment.chain(of: "https://a.example,https://b.example")
      settings.mirrors.removeAll { $0.service == .checksumDatabase }
      settings.addServices()
    }
    var simulation = Simulation(settings: settings) { mirror, request, _ in
      request.kind == .sumdb && mirror != Self.databaseID(settings)
        ? (.notFound(NotFound(status: 404)), .milliseconds(5)) : (.ok, .milliseconds(5))
    }
    simulation.run(until: 100)
    let walk = try #require(simulation.snapshot.walks.last { $0.kind == .sumdb })
    #expect(walk.verdict == .direct && walk.database?.outcome == .ok)
    let proof = try #require(walk.proof)
    #expect(!proof.isStale)
    let later = simulation.monitor.snapshot(at: simulation.now.advanced(by: .seconds(200)))
    let old = try #require(later.walks.last { $0.kind == .sumdb })
    #expect(old.isStale && old.standing == .unknown)
    if hasURL { #expect(old.proof?.entry == nil) }
  }

  private static func databaseID(_ settings: MonitorSettings) -> Mirror.ID? {
    settings.mirrors.first { $0.service == .checksumDatabase }?.id
  }
}
