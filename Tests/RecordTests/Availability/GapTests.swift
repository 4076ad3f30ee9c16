import GoRules
import Health
import Record
import Testing

/// What the two clocks tell of a time in which nothing was measured.
struct GapTests {
  private func gap(monotonic: Int, wall: Int) -> Gap {
    let from = at(0)
    let to = Timestamp(
      monotonic: from.monotonic + .seconds(monotonic), wall: from.wall + .seconds(wall))
    return Gap(from: from, to: to)
  }

  /// Seconds on the monotonic and on the wall clock, what that was, and how long.
  private static let cases: [(monotonic: Int, wall: Int, kind: Gap.Kind, length: Int)] = [
    // A night's sleep: the monotonic clock stood still but for 5 s.
    (5, 28_800, .asleep, 28_800),
    (5, 3_605, .asleep, 3_605),
    // An hour back, 5 s after the last event.
    (5, -3_595, .setBack, 3_600),
    (60, 60, .stopped, 60), (60, 61, .stopped, 60),
  ]

  @Test(arguments: cases.indices)
  func theClocksTellWhy(index: Int) {
    let row = Self.cases[index]
    let gap = gap(monotonic: row.monotonic, wall: row.wall)
    #expect(gap.kind == row.kind)
    #expect(gap.length == .seconds(row.length))
  }

  @Test func thoseOfThePeriodNewestFirst() {
    let early = Gap(from: at(-200), to: at(-100))
    let first = Gap(from: at(-50), to: at(10))
    let second = Gap(from: at(20), to: at(40))
    let period = RecordedPeriod(
      100, RecordedSession(from: at(-300), until: at(90), gaps: [early, first, second]))
    #expect(period.gaps() == [second, first])
  }
}
