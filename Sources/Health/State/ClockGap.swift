/// Finds the times in which nothing was measured though it was meant to be: the machine slept, this
/// process was stopped, or a clock was set.
package struct ClockGap: Sendable {
  private var last: Timestamp
  /// When the next event is expected at the latest; nil where none is.
  private var expected: Timestamp?

  package init(at now: Timestamp) { last = now }

  /// An event is expected by `time`.
  package mutating func eventExpected(by time: Timestamp?) { expected = time }

  /// An event came at `now`; returns the gap that it ends.
  ///
  /// A gap is a disagreement of the clocks, or a lateness of the event, of over `tolerance`.
  package mutating func eventCame(at now: Timestamp, tolerance: Duration) -> Gap? {
    let before = last
    last = now
    let monotonic = now.since(before)
    let wall = now.wall - before.wall
    let apart = wall > monotonic ? wall - monotonic : monotonic - wall
    let late = expected.map { now.since($0) } ?? .zero
    guard apart > tolerance || late > tolerance else { return nil }
    return Gap(from: before, to: now)
  }
}
