import GoRules
import Health

extension RecordedMeasurements {
  /// Adds a minute or hour; without what `isLocal` tells to be the fault of this machine.
  fileprivate mutating func add(_ span: RecordedSpan, without isLocal: (RequestOutcome) -> Bool) {
    var (probes, failures) = (0, 0)
    for tally in span.outcomes
    where tally.request.isRound(endingIn: tally.outcome) && !isLocal(tally.outcome) {
      probes += tally.count
      if !tally.outcome.isAlive { failures += tally.count }
    }
    add(probes: probes, failures: failures, latencies: span.latencies)
  }
}

extension [Mirror.ID: RecordedMeasurements] {
  /// Adds what each mirror did in one and the same minute or hour of the history, which was recorded from `start` on.
  ///
  /// Where every mirror met faults that can be ours, those are: as in `LocalFault` they count for none.
  package mutating func add(_ spans: [RecordedSpan], from start: Duration) {
    let isLocal = LocalFault.outcomes(of: spans)
    for span in spans {
      self[span.mirror, default: RecordedMeasurements(since: start)].add(span, without: isLocal)
    }
  }
}

extension LocalFault {
  /// Which outcomes of one minute or hour are the fault of this machine: where every mirror had a failure that can be,
  /// those; of a single mirror those that are.
  fileprivate static func outcomes(of spans: [RecordedSpan]) -> (RequestOutcome) -> Bool {
    if spans.count == 1 { return { mayBeOurs($0) && $0.failure?.cause.isLocal == true } }
    let isLocal = spans.allSatisfy { $0.outcomes.contains { mayBeOurs($0.outcome) } }
    return { isLocal && mayBeOurs($0) }
  }
}
