import GoRules
import Health
import Testing

/// What the zips of a mirror bring in rounds every 5 s.
@Suite struct ZipCostTests {
  /// Zips of one kind, and how many canaries have one.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: Int
    var declared: Int?
    var isTruncated = false
    var canaries = 1
    /// How long it is watched.
    var minutes = 60
    var testDescription: String { name }
  }

  private static let minute = 256 << 10

  static let cases = [
    Case(name: "20 kB", bytes: 20_000, declared: 20_000),
    Case(name: "200 kB", bytes: 200_000, declared: 200_000),
    Case(name: "100 kB, truncated", bytes: 100_000, declared: 200_000, isTruncated: true),
    Case(name: "8 MB", bytes: 8_000_000, declared: 8_000_000),
    Case(name: "8 MB, not declared", bytes: 8_000_000),
    Case(name: "8 MB, truncated", bytes: 4_000_000, declared: 8_000_000, isTruncated: true),
    Case(name: "8 MB, truncated, not declared", bytes: 4_000_000, isTruncated: true),
    Case(name: "without end", bytes: Int.max),
    Case(
      name: "200 kB of 10 modules", bytes: 200_000, declared: 200_000, canaries: 10, minutes: 15),
    Case(name: "20 kB of 40 modules", bytes: 20_000, canaries: 40, minutes: 6),
    Case(name: "2 MB of 3 modules", bytes: 2_000_000, declared: 2_000_000, canaries: 3),
  ]

  private func simulation(_ zips: Case) -> Simulation {
    var settings = chainSettings(["a.example"])
    settings.canaries = (0..<zips.canaries).map {
      ModuleVersion(module: "corp.example/m\($0)", version: "v1.0.0")
    }
    settings.mirrors[0].canary = settings.canaries[0]
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(9)) }
    simulation.zips = Simulation.Zips(
      bytes: zips.bytes, declared: zips.declared, isTruncated: zips.isTruncated)
    return simulation
  }

  @Test(arguments: cases) func noMoreThan256KilobytesAMinute(zips: Case) {
    var simulation = simulation(zips)
    // The first round begins with the simulation, before it knows of zips that bring something.
    simulation.run(until: Double(zips.minutes) * 60)
    let total = simulation.zipBytes.reduce(0) { $0 + $1.bytes }
    #expect(total <= (zips.minutes + 1) * Self.minute, "\(total)")
    // What a minute may bring comes within any minute, unless it was saved up for one reading.
    for (index, end) in simulation.zipBytes.enumerated() {
      let before = simulation.zipBytes[...index].filter {
        end.at.since($0.at) < .seconds(60) && $0.bytes <= Self.minute
      }
      let bytes = before.reduce(0) { $0 + $1.bytes }
      #expect(bytes <= Self.minute, "\(end.at.since(Simulation.begin))")
    }
    // Confirming is nothing that goes on: the pace is the normal one.
    #expect(simulation.rounds.count { $0.round.lane == .fresh } < 800)
    // Each is asked for.
    #expect(Set(simulation.zipBytes.map(\.request.canary)).count == zips.canaries)
  }

  /// 8 MB with their slack take 34 minutes; until then the zip is not known, and afterwards as old as that at most.
  @Test func aLargeZipIsReadToItsEndNowAndThen() throws {
    var simulation = simulation(Case(name: "", bytes: 8_000_000, declared: 8_000_000))
    func verdict() -> Walk.Verdict? {
      simulation.snapshot.walks.first { $0.kind == .zip }?.verdict
    }
    simulation.run(until: 34 * 60)
    #expect(verdict() == .unknown)
    simulation.run(until: 35.5 * 60)
    #expect(verdict() == .served)
    // Its head is asked for every minute and says nothing new.
    simulation.run(until: 100 * 60)
    #expect(verdict() == .served)
    let whole = simulation.zipBytes.filter { $0.bytes == 8_000_000 }
    #expect(whole.count == 2)
    #expect(simulation.zipBytes.count { $0.bytes == 0 } > 90)
    #expect(simulation.snapshot.mirrors[0].state == .up)
    #expect(simulation.failovers.count { $0.kind == .zip } <= 2)
  }

  /// A truncated one is known to be that by one reading: a second would take another half an hour.
  @Test func aLargeFailureCountsAtOnce() throws {
    var simulation = simulation(
      Case(name: "", bytes: 4_000_000, declared: 8_000_000, isTruncated: true))
    simulation.run(until: 36 * 60)
    let failover = try #require(simulation.failovers.last { $0.kind == .zip })
    #expect(failover.to == .nowhere(.broken, at: "a.example"))
    #expect(simulation.snapshot.walks.first { $0.kind == .zip }?.verdict == .broken)
  }

  /// An outage of the zip shows within a minute, without any of it having been read.
  @Test func theHeadShowsThatItIsGone() {
    var simulation = simulation(Case(name: "", bytes: 8_000_000, declared: 8_000_000))
    simulation.behaviour = { _, request, time in
      let isFaulty = request.kind == .zip && (2400..<2700).contains(time)
      return (isFaulty ? .badGateway : .ok, .milliseconds(9))
    }
    func verdict() -> Walk.Verdict? {
      simulation.snapshot.walks.first { $0.kind == .zip }?.verdict
    }
    simulation.run(until: 2399)
    #expect(verdict() == .served)
    simulation.run(until: 2470)
    #expect(verdict() == .broken)
    // What was served before is not known to be so again.
    simulation.run(until: 2710)
    #expect(verdict() == .unknown)
  }

  /// `R` is the user's choice: what is not known is read at once, what is known is not read again.
  @Test func theUserMayReadItNow() {
    var simulation = simulation(Case(name: "", bytes: 8_000_000, declared: 8_000_000))
    simulation.run(until: 60)
    for _ in 0..<3 {
      simulation.send(.probeNowRequested)
      simulation.run(until: simulation.elapsed + 10)
    }
    #expect(simulation.zipBytes.count { $0.bytes == 8_000_000 } == 1)
    #expect(simulation.snapshot.walks.first { $0.kind == .zip }?.verdict == .served)
  }

  /// So is `.info`, on a new connection only.
  @Test func aLargeInfoIsAskedForSeldom() {
    var cadence = Cadence()
    let info = Question(.info, .standard)
    func uses(age: Int) -> [ConnectionUse] {
      cadence.nextRound(
        canaries: [.standard], of: [info], knowing: Cadence.Knowledge(), at: .seconds(age),
        interval: .seconds(5)
      ) { _ in Cadence.Standing(.none, age: .seconds(age)) }.map(\.use)
    }
    #expect(uses(age: 5) == [.cold, .warm])
    cadence.answered(info, bytes: 1 << 20, at: .zero)
    #expect(uses(age: 230) == [])
    #expect(uses(age: 240) == [.cold])
  }

  /// Answers of other kinds that bring much are asked for at the same pace.
  @Test func aLongListIsAskedForSeldom() {
    var cadence = Cadence()
    let list = Question(.list, .standard)
    cadence.answered(list, bytes: 8 << 20, at: .zero)
    #expect(cadence.interval(of: list) == .seconds(32 * 60))
    for (age, isAsked) in [(1900, false), (1920, true)] {
      // Meanwhile its beginning, where it is in question.
      let requests = cadence.nextRound(
        canaries: [.standard], of: [list], knowing: Cadence.Knowledge(), at: .seconds(age),
        interval: .seconds(5)
      ) { _ in Cadence.Standing(.none, age: .seconds(age)) }
      #expect(requests.contains { $0.kind == .list } == isAsked)
      let inQuestion = cadence.nextRound(
        canaries: [.standard], of: [list], knowing: Cadence.Knowledge(), at: .seconds(age),
        interval: .seconds(5)
      ) { _ in Cadence.Standing(.failing, age: .seconds(5)) }
      #expect(inQuestion.first { $0.kind == .list }?.limit == (isAsked ? nil : 32 << 10))
    }
    cadence.answered(list, bytes: 900, at: .seconds(1920))
    #expect(cadence.interval(of: list) == .seconds(30))
  }
}
