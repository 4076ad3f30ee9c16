/// One reading of both clocks: `monotonic` for arithmetic, `wall` for display and for the history.
///
/// Clocks are read at the edge of the program only; everything in this module takes a `Timestamp`
/// as an argument, so that replay, tests and the live dashboard run the same code.
package struct Timestamp: Sendable, Hashable {
  /// Time since an arbitrary origin that stays the same for the life of the process
  /// (CLOCK_MONOTONIC: it does not count while the machine sleeps).
  package var monotonic: Duration
  /// Time since 1970-01-01T00:00:00Z (CLOCK_REALTIME).
  package var wall: Duration

  package init(monotonic: Duration, wall: Duration) {
    self.monotonic = monotonic
    self.wall = wall
  }

  /// The monotonic time that passed since `earlier`; negative where `earlier` is later.
  package func since(_ earlier: Timestamp) -> Duration { monotonic - earlier.monotonic }

  /// Both clocks moved forward by `duration`.
  package func advanced(by duration: Duration) -> Timestamp {
    Timestamp(monotonic: monotonic + duration, wall: wall + duration)
  }
}

extension Timestamp: Comparable {
  /// Order by the monotonic clock.
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.monotonic < right.monotonic
  }
}
