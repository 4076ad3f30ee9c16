import GoRules
import Health
import Record

extension HistoryFile {
  /// From this wall time on every sample is kept. A minute that had some of them dropped is known from its row alone.
  var samplesBegin: Duration {
    get throws(HistoryError) {
      let dropped = try progress("sample") ?? 0
      return .microseconds(Resolution.minute.start(of: dropped + Resolution.minute.rawValue - 1))
    }
  }

  /// What decides of the samples of each minute that has any, in order of time, with the part of the minute that is
  /// asked for.
  func visitMinutes(
    from: Duration, until: Duration,
    _ visit: (_ samples: [WhatIf.Sample], _ start: Duration, _ end: Duration) -> Void
  ) throws(HistoryError) {
    let vocabulary = try Vocabulary(from: connection)
    let rows = try connection.prepare(
      """
      SELECT time, mirror, request, outcome, total FROM sample
      WHERE time >= ? AND time < ? ORDER BY time
      """, as: "read")
    rows.bind(1, from)
    rows.bind(2, until)
    var samples: [WhatIf.Sample] = []
    var minute: Int64 = 0
    func end() {
      guard !samples.isEmpty else { return }
      let start = Duration.microseconds(minute)
      visit(samples, max(from, start), min(until, start + .seconds(60)))
      samples.removeAll(keepingCapacity: true)
    }
    while try rows.step() {
      guard let (mirror, request, outcome) = try vocabulary.values(of: rows, from: 1) else {
        continue
      }
      let time = try rows.time(0)
      let start = Resolution.minute.start(of: time.microseconds)
      if start != minute { end() }
      minute = start
      samples.append(
        WhatIf.Sample(
          at: time, mirror: mirror, request: request, outcome: outcome,
          total: try rows.optionalLength(4)))
    }
    end()
  }

  /// The recorded probes of a span of wall time, in order.
  func replay(from: Duration, until: Duration) throws(HistoryError) -> [ProbeResult] {
    let boundary = try samplesBegin
    var probes: [ProbeResult] = []
    if from < boundary {
      try visitSpans(from: from, until: min(until, boundary)) { span in
        probes += span.probes.filter { $0.startedAt.wall >= from }
      }
    }
    if until > boundary {
      probes += try samples(from: max(from, boundary), until: until)
    }
    return probes.sorted { $0.startedAt.wall < $1.startedAt.wall }
  }
}

extension RecordedSpan {
  /// As many probes as were made, each request's spread evenly over the span, its outcomes in the order in which
  /// they first came; the times are the medians.
  var probes: [ProbeResult] {
    var totals: [ProbeRequest: Int] = [:]
    for outcome in outcomes { totals[outcome.request, default: 0] += outcome.count }
    var made: [ProbeRequest: Int] = [:]
    var probes: [ProbeResult] = []
    for outcome in outcomes {
      let total = totals[outcome.request] ?? outcome.count
      let timings = timings(of: outcome)
      for _ in 0..<min(outcome.count, Self.mostProbes) {
        let number = made[outcome.request, default: 0]
        made[outcome.request] = number + 1
        let wall = start + length * (Double(number) + 0.5) / Double(total)
        probes.append(
          ProbeResult(
            mirror: mirror, request: outcome.request,
            startedAt: Timestamp(monotonic: wall, wall: wall), outcome: outcome.outcome,
            timings: timings))
      }
    }
    return probes
  }

  /// Of one request with one outcome: more than an hour holds.
  private static var mostProbes: Int { 10_000 }

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
