import GoRules
import Health

extension RecordedSpan {
  /// What a chart draws of the span: its cold `info` probes as one result with the median of each time, and one with the
  /// failure that was most common, where there were failures; both begin in its middle. Their monotonic times are those
  /// of a clock that `start` was read from.
  package func rounds(since start: Timestamp) -> [ProbeResult] {
    let counted = outcomes.filter {
      $0.request.kind == .info && $0.request.use == .cold && $0.request.family == nil
    }
    let middle = start.advanced(by: self.start + length / 2 - start.wall)
    func result(_ outcome: RecordedOutcome) -> ProbeResult {
      ProbeResult(
        mirror: mirror, request: outcome.request, startedAt: middle, outcome: outcome.outcome)
    }
    var rounds: [ProbeResult] = []
    let (good, bad) = (
      counted.filter(\.outcome.isAlive),
      counted.filter { !$0.outcome.isAlive && !$0.outcome.isFailureNotMeasured }
    )
    if let common = bad.max(by: { $0.count < $1.count }) { rounds.append(result(common)) }
    if let common = good.max(by: { $0.count < $1.count }), latencies[.total].count > 0 {
      var round = result(common)
      round.timings.total = latencies[.total].percentile(50)
      for phase in Phase.allCases {
        round.timings[phase] = latencies[RecordedLatencies.Series(phase)].percentile(50)
      }
      rounds.append(round)
    }
    return rounds
  }

  /// Cold `info` probes of one mirror by minutes, as the history sums them up; `results` are in order of time.
  package static func minutes(of results: some Sequence<ProbeResult>) -> [RecordedSpan] {
    let length = Duration.seconds(60)
    var minutes: [RecordedSpan] = []
    for result in results
    where result.request.kind == .info && result.request.use == .cold
      && result.request.family == nil
    {
      let start = Duration.seconds(result.startedAt.wall.components.seconds / 60 * 60)
      if minutes.last?.start != start {
        minutes.append(
          RecordedSpan(
            start: start, length: length, mirror: result.mirror, outcomes: [],
            latencies: RecordedLatencies()))
      }
      minutes[minutes.count - 1].add(result)
    }
    return minutes
  }

  private mutating func add(_ result: ProbeResult) {
    let place = outcomes.firstIndex {
      $0.request == result.request && $0.outcome == result.outcome
    }
    if let place {
      outcomes[place].count += 1
    } else {
      outcomes.append(
        RecordedOutcome(request: result.request, outcome: result.outcome, count: 1, time: .zero))
    }
    guard result.outcome.isAlive, !result.timingsAreUnusable else { return }
    if let total = result.timings.total { latencies.record(total, in: .total) }
    for phase in Phase.allCases {
      guard let time = result.timings[phase] else { continue }
      latencies.record(time, in: RecordedLatencies.Series(phase))
    }
  }
}
