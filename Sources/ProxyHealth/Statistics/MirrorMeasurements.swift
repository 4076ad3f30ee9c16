/// All measurements of one mirror that its statistics are made of, over every window.
package struct MirrorMeasurements: Sendable, Hashable {
  /// What is summed up apart; the raw value is its place in a window.
  private enum Series: Int, CaseIterable {
    case total, warm, resolve, connect, tls, processing, transfer

    init(_ phase: Phase) {
      switch phase {
      case .resolve: self = .resolve
      case .connect: self = .connect
      case .tls: self = .tls
      case .processing: self = .processing
      case .transfer: self = .transfer
      }
    }
  }

  private var minute = SlidingWindow(
    length: Window.minute.length, sliceCount: 12, series: Series.allCases.count)
  private var quarterHour = SlidingWindow(
    length: Window.quarterHour.length, sliceCount: 15, series: Series.allCases.count)
  private var day = SlidingWindow(
    length: Window.day.length, sliceCount: 12, series: Series.allCases.count)
  private var jitter = [Jitter](repeating: Jitter(), count: Series.allCases.count)

  package init() {}

  /// A probe has ended. Its times count where the mirror answered and the clocks agreed.
  package mutating func probeFinished(_ result: ProbeResult, at now: Timestamp) {
    var values: [(series: Int, value: Duration)] = []
    if result.outcome.isAlive, !result.timingsAreUnusable, result.request.kind == .info {
      values = Self.values(of: result)
    }
    let failed = !result.outcome.isAlive
    minute.record(failed: failed, values: values, at: now)
    quarterHour.record(failed: failed, values: values, at: now)
    day.record(failed: failed, values: values, at: now)
    for (series, value) in values { jitter[series].record(value) }
  }

  /// The statistics of every window at `now`.
  package mutating func summaries(at now: Timestamp) -> [Window: MirrorStatistics] {
    minute.advance(to: now)
    quarterHour.advance(to: now)
    day.advance(to: now)
    return [
      .minute: summary(of: minute), .quarterHour: summary(of: quarterHour), .day: summary(of: day),
    ]
  }

  private static func values(of result: ProbeResult) -> [(series: Int, value: Duration)] {
    var values: [(series: Int, value: Duration)] = []
    switch result.request.use {
    case .idle: break
    case .warm:
      if let total = result.timings.total { values.append((Series.warm.rawValue, total)) }
    case .cold:
      if let total = result.timings.total { values.append((Series.total.rawValue, total)) }
      for phase in Phase.allCases {
        guard let time = result.timings[phase] else { continue }
        values.append((Series(phase).rawValue, time))
      }
    }
    return values
  }

  private func summary(of window: SlidingWindow) -> MirrorStatistics {
    func latency(_ series: Series) -> LatencySummary {
      LatencySummary(window.sums[series.rawValue], jitter: jitter[series.rawValue])
    }
    var phases: [Phase: LatencySummary] = [:]
    for phase in Phase.allCases {
      let summary = latency(Series(phase))
      if summary.count > 0 { phases[phase] = summary }
    }
    return MirrorStatistics(
      probes: window.probes, failures: window.failures, total: latency(.total),
      warm: latency(.warm), phases: phases,
      distribution: window.sums[Series.total.rawValue])
  }
}

extension LatencySummary {
  /// The summary of what a histogram holds.
  package init(_ histogram: LatencyHistogram, jitter: Jitter) {
    self.init(
      count: histogram.count, p50: histogram.percentile(50), p95: histogram.percentile(95),
      p99: histogram.percentile(99), max: histogram.max,
      jitter: histogram.count < 2 ? nil : jitter.value)
  }
}
