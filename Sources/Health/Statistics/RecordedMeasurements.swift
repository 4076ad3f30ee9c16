import GoRules

/// What one mirror did in a part of the history, as its statistics count it.
package struct RecordedMeasurements: Sendable, Hashable {
  /// Wall time from which on it was recorded, since 1970. Where that was within an hour of which only the sum is read,
  /// a mirror that was added later in that hour has the start of the hour, or of the session that recorded it.
  package let since: Duration
  /// Rounds that ended, well or not: each has one probe by which it is shown.
  package private(set) var probes = 0
  package private(set) var failures = 0
  package private(set) var latencies = RecordedLatencies()

  package init(since: Duration) { self.since = since }

  /// Adds probes that ended, `failures` of them badly, and the times of those that were answered.
  package mutating func add(probes: Int, failures: Int, latencies: RecordedLatencies) {
    self.probes += probes
    self.failures += failures
    self.latencies.merge(latencies)
  }
}

extension ProbeRequest {
  /// A result of it on record is the one that its round is shown by: asked on a new connection, or on the same and never
  /// answered.
  package func isRound(endingIn outcome: RequestOutcome) -> Bool {
    guard kind == .info, family == nil, !outcome.isFailureNotMeasured else { return false }
    return use == .cold || use == .warm && outcome.tookAllPatience
  }

  /// It counts for the state of its mirror: all but what compares address families, or tries a connection that was kept.
  package var isCounted: Bool { family == nil && use != .idle }
}
