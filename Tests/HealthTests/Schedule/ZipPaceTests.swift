import GoRules
import Health
import Testing

/// How often zips are asked for: by their size, and by what came of the last request.
@Suite struct ZipPaceTests {
  private var pace = ZipPace()
  private let canary = ModuleVersion.standard

  private mutating func zip(_ bytes: Int, alive: Bool = true, at seconds: Int) {
    pace.finished(canary, bytes: bytes, isAlive: alive, startedAt: .seconds(seconds))
  }

  private func allows(at seconds: Int) -> Bool {
    pace.allows(canary, at: .seconds(seconds), early: .zero)
  }

  @Test mutating func aSmallOneEveryMinute() {
    #expect(allows(at: 0))
    zip(20_000, at: 0)
    #expect(pace.interval(of: canary) == .seconds(60))
    // Sooner too, where something is in question.
    #expect(allows(at: 1))
  }

  @Test mutating func aLargeOneEveryFiveMinutes() {
    zip(8_000_000, at: 0)
    #expect(pace.interval(of: canary) == .seconds(300))
    #expect(!allows(at: 299))
    #expect(allows(at: 300))
  }

  /// 1, 2, 4, 8 and at most 10 minutes after failures for which much was fetched; then as any other.
  @Test mutating func expensiveFailuresBackOff() {
    for minutes in [1, 2, 4, 8, 10, 10] {
      zip(4_000_000, alive: false, at: 0)
      #expect(pace.interval(of: canary) == .seconds(60 * minutes))
      #expect(!allows(at: 60 * minutes - 1))
    }
    zip(8_000_000, at: 0)
    #expect(pace.interval(of: canary) == .seconds(300))
  }

  /// A zip of 100 kB that fails is asked for twice in a minute, not a third time: 256 kB.
  @Test mutating func aMinuteHasItsLimit() {
    zip(100_000, alive: false, at: 0)
    #expect(allows(at: 5))
    zip(100_000, alive: false, at: 5)
    #expect(!allows(at: 10))
    #expect(!allows(at: 59))
    #expect(allows(at: 60))
    // What costs nothing is asked at any time.
    zip(0, alive: false, at: 60)
    #expect(allows(at: 61))
  }
}
