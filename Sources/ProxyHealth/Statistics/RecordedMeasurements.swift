/// What one mirror did in a part of the record, as its statistics count it.
package struct RecordedMeasurements: Sendable, Hashable {
  /// Wall time from which on it was recorded, since 1970. Where that was within an hour of which only the sum is read,
  /// a mirror that was added later in that hour has the start of the hour, or of the session that recorded it.
  package let since: Duration
  /// Probes that ended, well or not.
  package private(set) var probes = 0
  package private(set) var failures = 0
  package private(set) var latencies = RecordedLatencies()

  init(since: Duration) { self.since = since }

  /// Adds a minute or hour; without what `isLocal` tells to be the fault of this machine.
  fileprivate mutating func add(_ span: RecordedSpan, without isLocal: (ProbeOutcome) -> Bool) {
    for tally in span.outcomes where tally.request.isCounted && !isLocal(tally.outcome) {
      probes += tally.count
      if !tally.outcome.isAlive { failures += tally.count }
    }
    latencies.merge(span.latencies)
  }
}

extension [Mirror.ID: RecordedMeasurements] {
  /// Adds what each mirror did in one and the same minute or hour of the record, which was recorded from `start` on.
  ///
  /// Where every mirror met faults that can be ours, those are: as in `LocalFault` they count for none.
  package mutating func add(_ together: [RecordedSpan], from start: Duration) {
    let isLocal = LocalFault.outcomes(of: together)
    for span in together {
      self[span.mirror, default: RecordedMeasurements(since: start)].add(span, without: isLocal)
    }
  }
}

extension ProbeRequest {
  /// It counts for the statistics of its mirror: all but what compares address families, or tries a connection
  /// that was kept.
  var isCounted: Bool { family == nil && use != .idle }
}

extension LocalFault {
  /// Which outcomes of one minute or hour are the fault of this machine: where every mirror had a failure that can be,
  /// those; of a single mirror those that are.
  fileprivate static func outcomes(of together: [RecordedSpan]) -> (ProbeOutcome) -> Bool {
    if together.count == 1 { return { mayBeOurs($0) && $0.failure?.cause.isLocal == true } }
    let isLocal = together.allSatisfy { $0.outcomes.contains { mayBeOurs($0.outcome) } }
    return { isLocal && mayBeOurs($0) }
  }
}
