import ProxyHealth

extension HistoryFile {
  /// The recorded probes of a span of wall time, in order.
  func replay(from: Duration, until: Duration) throws(HistoryError) -> [RecordedProbe] {
    // A minute of which samples were dropped is told by its row.
    let dropped = try progress("sample") ?? 0
    let boundary = Duration.microseconds(
      Resolution.minute.start(of: dropped + Resolution.minute.rawValue - 1))
    var probes: [RecordedProbe] = []
    if from < boundary {
      try visitSpans(from: from, until: min(until, boundary), mirror: nil) { span in
        probes += span.probes.filter { $0.result.startedAt.wall >= from }
        return true
      }
    }
    if until > boundary {
      let kept = try samples(
        of: nil, from: max(from, boundary), until: until, limit: Int(Int32.max))
      probes += kept.map { RecordedProbe(result: $0, origin: .sample) }
    }
    return probes.sorted { $0.result.startedAt.wall < $1.result.startedAt.wall }
  }
}

extension RecordedSpan {
  /// As many probes as were made, each request's spread evenly over the span, its outcomes in the order in which
  /// they first came; the times are the medians.
  var probes: [RecordedProbe] {
    var totals: [ProbeRequest: Int] = [:]
    for outcome in outcomes { totals[outcome.request, default: 0] += outcome.count }
    var made: [ProbeRequest: Int] = [:]
    var probes: [RecordedProbe] = []
    for outcome in outcomes {
      let total = totals[outcome.request] ?? outcome.count
      let timings = timings(of: outcome)
      for _ in 0..<outcome.count {
        let number = made[outcome.request, default: 0]
        made[outcome.request] = number + 1
        let wall = start + length * (Double(number) + 0.5) / Double(total)
        probes.append(
          RecordedProbe(
            result: ProbeResult(
              mirror: mirror, request: outcome.request,
              startedAt: Timestamp(monotonic: wall, wall: wall), outcome: outcome.outcome,
              timings: timings),
            origin: .rollup(length: length)))
      }
    }
    return probes
  }

  private func timings(of outcome: RecordedOutcome) -> PhaseTimings {
    var timings = PhaseTimings()
    timings.total = outcome.count > 0 ? outcome.time / outcome.count : nil
    guard outcome.outcome.isAlive, outcome.request.series.contains(.tls) else { return timings }
    timings.resolve = latencies[.resolve].percentile(50)
    timings.connect = latencies[.connect].percentile(50)
    timings.tls = latencies[.tls].percentile(50)
    timings.processing = latencies[.processing].percentile(50)
    timings.transfer = latencies[.transfer].percentile(50)
    return timings
  }
}
