import Record

/// How wall time is shown: the local offset from UTC, and from when on it holds.
package struct LocalClock: Sendable, Hashable {
  /// Offsets in seconds, each from a wall time (since 1970) on; ascending.
  package var transitions: [Transition]
  /// The offset before the first transition, in seconds east of UTC.
  package var offset: Int

  /// A change of the offset.
  package struct Transition: Sendable, Hashable {
    package var from: Duration
    package var offset: Int

    package init(from: Duration, offset: Int) {
      self.from = from
      self.offset = offset
    }
  }

  package init(offset: Int = 0, transitions: [Transition] = []) {
    self.offset = offset
    self.transitions = transitions
  }

  /// The same as a function.
  package var offsetFromUTC: UTCOffset {
    { wall in transitions.last { $0.from <= wall }?.offset ?? offset }
  }
}
