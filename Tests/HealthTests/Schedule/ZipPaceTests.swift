import GoRules
import Health
import Testing

/// How often zips are asked for: by their size, and by what came of the last request.
@Suite struct ZipPaceTests {
  private var pace = ZipPace()
  private let canary = ModuleVersion.standard
  private static let minute = 256 << 10

  private mutating func zip(
    _ bytes: Int, declared: Int? = nil, alive: Bool = true, stopped: Bool = false, at seconds: Int
  ) {
    pace.finished(
      canary, bytes: bytes, declared: declared, isAlive: alive && !stopped, wasStopped: stopped,
      startedAt: .seconds(seconds), endedAt: .seconds(seconds))
  }

  /// What may be read where the zip is in question; nil for nothing.
  private mutating func limit(at seconds: Int) -> Int? {
    pace.plan(canary, isDue: true, at: .seconds(seconds), early: .zero)
  }

  @Test mutating func whatIsNotKnownHasTheMinutesAllowance() {
    #expect(limit(at: 0) == Self.minute)
    #expect(pace.plan(canary, isDue: false, at: .zero, early: .zero) == nil)
    // Another one asked for in the same round waits for what is left.
    let other = ModuleVersion(module: "corp.example/m", version: "v1.0.0")
    #expect(pace.plan(other, isDue: true, at: .zero, early: .zero) == nil)
    zip(20_000, at: 0)
    #expect(pace.plan(other, isDue: true, at: .zero, early: .zero) == Self.minute - 20_000)
  }

  @Test mutating func aSmallOneEveryMinute() {
    #expect(limit(at: 0) == Self.minute)
    zip(20_000, at: 0)
    #expect(pace.interval(of: canary) == .seconds(60))
    // Sooner too, where something is in question.
    #expect(limit(at: 1) == 80_000)
    #expect(pace.affordsAnother(canary, at: .seconds(1)))
  }

  /// By its head: 8,000,000 bytes and their slack are saved for in 34 minutes, and its head is asked for meanwhile.
  @Test mutating func aLargeOneIsSavedFor() {
    #expect(limit(at: 0) == Self.minute)
    zip(0, declared: 8_000_000, stopped: true, at: 0)
    #expect(!pace.stands(canary))
    #expect(limit(at: 59) == nil)
    #expect(limit(at: 60) == 0)
    zip(0, declared: 8_000_000, stopped: true, at: 60)
    #expect(limit(at: 2059) == 0)
    #expect(limit(at: 2061) == 9_004_096)
    zip(8_000_000, declared: 8_000_000, at: 2061)
    #expect(pace.stands(canary))
    #expect(!pace.affordsAnother(canary, at: .seconds(2061)))
    #expect(limit(at: 2062) == nil)
    #expect((2060...2062).contains(pace.interval(of: canary) / .seconds(1)))
    // What is another zip by its head is to be read.
    zip(0, declared: 9_900_000, stopped: true, at: 2200)
    #expect(!pace.stands(canary))
  }

  @Test mutating func whatTheUserWantsIsReadAtOnce() {
    zip(0, declared: 8_000_000, stopped: true, at: 0)
    pace.want([canary])
    #expect(limit(at: 1) == Int.max)
    zip(8_000_000, declared: 8_000_000, at: 1)
    #expect(limit(at: 2) == nil)
    // It was ahead of its time: the next one is so much later.
    #expect(limit(at: 2063) == 0)
    pace.readsWhole = true
    #expect(limit(at: 2064) == Int.max)
  }

  /// What was small and is large may be a page in its place: its head is asked in each round, and one as small as before
  /// is read at once.
  @Test mutating func whatHasGrownIsLookedAt() {
    zip(20_000, at: 0)
    zip(0, declared: 1_000_000, stopped: true, at: 60)
    for second in stride(from: 65, to: 120, by: 5) {
      #expect(limit(at: second) == 26_596)
      zip(0, declared: 1_000_000, stopped: true, at: second)
    }
    zip(20_000, declared: 20_000, at: 120)
    #expect(pace.stands(canary))
    #expect(limit(at: 121) == 80_000)
  }

  /// An error with a text is as cheap as a short one.
  @Test mutating func anErrorIsAskedAgainInEachRound() {
    for second in stride(from: 0, to: 300, by: 5) {
      #expect(limit(at: second) != nil, "\(second)")
      zip(20_000, alive: false, at: second)
    }
  }

  /// A zip of 100 kB that fails is asked for twice in a minute, not a third time: 256 kB.
  @Test mutating func aMinuteHasItsLimit() {
    zip(100_000, alive: false, at: 0)
    #expect(pace.affordsAnother(canary, at: .zero))
    #expect(limit(at: 5) == Self.minute - 100_000)
    zip(100_000, alive: false, at: 5)
    #expect(!pace.affordsAnother(canary, at: .seconds(5)))
    #expect(limit(at: 10) == nil)
    #expect(limit(at: 59) == nil)
    #expect(limit(at: 60) != nil)
    // What costs nothing is asked at any time.
    zip(0, alive: false, at: 70)
    #expect(limit(at: 71) == Self.minute)
  }
}
