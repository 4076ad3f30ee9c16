/// Somewhere to go on record.
package enum RecordLeap: Sendable, Hashable {
  /// A wall time.
  case to(Duration)
  /// So much further, back where it is negative.
  case by(Duration)
  case earlierEvent, laterEvent
}

/// Why a leap does not lead to a moment of the past.
package enum RecordEdge: Sendable, Hashable {
  /// Nothing is on record at all.
  case empty
  /// The record begins at this wall time, and nothing is before it.
  case begin(Duration)
  /// The same, where an earlier event was wanted.
  case firstEvent(Duration)
  /// There are older events than these, the newest: one reading takes no more.
  case oldestKnownEvent(Int)
  case lastEvent
  /// The moment is still to come: the clock was set back since.
  case ahead
}
