/// How finely the measurements of a time are still on record.
package enum RecordGrain: String, Sendable, Hashable {
  /// Every probe.
  case samples
  /// Sums of each minute, or of each hour: what happened within them is known in part.
  case minutes, hours
  /// None: only failovers and states, which are always kept.
  case gone = "none"
}

/// Where on record a moment is.
package struct PlaceOnRecord: Sendable, Hashable {
  /// How many events had begun by then, of `count`.
  package var event: Int
  package var count: Int
  package var grain: RecordGrain

  package init(event: Int, count: Int, grain: RecordGrain) {
    self.event = event
    self.count = count
    self.grain = grain
  }
}
