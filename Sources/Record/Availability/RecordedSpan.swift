import GoRules
import Health

/// How often one request of one mirror ended in one way, within one minute or hour of the history.
package struct RecordedOutcome: Sendable, Hashable {
  package var request: ProbeRequest
  package var outcome: RequestOutcome
  package var count: Int
  /// Sum of the total times of those that have one.
  package var time: Duration

  package init(request: ProbeRequest, outcome: RequestOutcome, count: Int, time: Duration) {
    self.request = request
    self.outcome = outcome
    self.count = count
    self.time = time
  }
}

/// What one mirror did in one minute or hour of the history.
package struct RecordedSpan: Sendable, Hashable {
  /// Wall time of its start, since 1970.
  package var start: Duration
  /// A minute or an hour.
  package var length: Duration
  package var mirror: Mirror.ID
  /// Apart by request and outcome.
  package var outcomes: [RecordedOutcome]
  package var latencies: RecordedLatencies

  package init(
    start: Duration, length: Duration, mirror: Mirror.ID, outcomes: [RecordedOutcome],
    latencies: RecordedLatencies
  ) {
    self.start = start
    self.length = length
    self.mirror = mirror
    self.outcomes = outcomes
    self.latencies = latencies
  }
}
