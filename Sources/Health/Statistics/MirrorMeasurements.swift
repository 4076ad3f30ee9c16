import GoRules

/// All measurements of one mirror that its statistics are made of, over every window.
///
/// The day goes back beyond the start of the program to what is on record. It has that by hours, each of which counts
/// as measured at its start: so an hour leaves the window up to an hour early. Nothing in it is older than a day, and of
/// the last 21 hours nothing is missing; of those measured here, of 22, since slices of two hours leave as a whole.
/// Of the times the histograms are the same; the greatest is off by at most 1/8192 of itself.
package struct MirrorMeasurements: Sendable, Hashable {
  private typealias Series = RecordedLatencies.Series

  private var minute = SlidingWindow(
    length: Window.minute.length, sliceCount: 12, series: Series.allCases.count)
  private var quarterHour = SlidingWindow(
    length: Window.quarterHour.length, sliceCount: 15, series: Series.allCases.count)
  private var day = SlidingWindow(
    length: Window.day.length, sliceCount: 12, series: Series.allCases.count)
  private var jitter = [Jitter](repeating: Jitter(), count: Series.allCases.count)

  /// Since when it is measured.
  let begin: Timestamp

  /// Of a mirror that is measured from `begin` on.
  package init(from begin: Timestamp) { self.begin = begin }

  /// A probe has ended. Its times count where they are to, the mirror answered and the clocks agreed.
  ///
  /// `isRound`: it is the one that its round is shown by; of those alone it is counted how many there are and how many
  /// fail, so that a share of failures and a distribution of times are of the same probes.
  package mutating func probeFinished(
    _ result: ProbeResult, isRound: Bool = true, countingTimes: Bool = true, at now: Timestamp
  ) {
    var values: [(series: Int, value: Duration)] = []
    if countingTimes, result.outcome.isAlive, !result.timingsAreUnusable {
      values = Self.values(of: result)
    }
    let failed = isRound ? !result.outcome.isAlive : nil
    minute.record(failed: failed, values: values, at: now)
    quarterHour.record(failed: failed, values: values, at: now)
    day.record(failed: failed, values: values, at: now)
    for (series, value) in values { jitter[series].record(value) }
  }

  /// Adds what is on record of one of the `spansOnRecord` before the first measurement; each may be added once.
  package mutating func recall(_ recorded: RecordedMeasurements, at now: Timestamp) {
    day.advance(to: now)
    let age = begin.wall - recorded.since
    guard age > .zero else { return }
    day.recall(
      probes: recorded.probes, failures: recorded.failures,
      latencies: Series.allCases.map { recorded.latencies[$0] },
      since: begin.advanced(by: .zero - age))
  }

  /// The parts of the history, in wall time, that belong to the day before `start`: the newest first, each within one
  /// slice of the window, by whole hours.
  package static func spansOnRecord(before start: Timestamp) -> [Range<Duration>] {
    let day = MirrorMeasurements(from: start).day
    let open = day.ordinal(of: start.monotonic)
    func bound(_ ordinal: Int64) -> Duration {
      let age = start.monotonic - day.sliceLength * Int(ordinal)
      let hour = Int64(3600)
      let second = (start.wall - age).components.seconds
      return min(start.wall, .seconds((second + hour) / hour * hour))
    }
    var spans: [Range<Duration>] = []
    var end = start.wall
    for ordinal in (0..<Int64(day.sliceCount)).lazy.map({ open - $0 }) {
      let begin = bound(ordinal)
      if begin < end { spans.append(begin..<end) }
      end = begin
    }
    return spans
  }

  /// The statistics of every window at `now`.
  package mutating func summaries(at now: Timestamp) -> [Window: MirrorStatistics] {
    minute.advance(to: now)
    quarterHour.advance(to: now)
    day.advance(to: now)
    return [
      .minute: summary(of: minute, at: now), .quarterHour: summary(of: quarterHour, at: now),
      .day: summary(of: day, at: now),
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

  private func summary(of window: SlidingWindow, at now: Timestamp) -> MirrorStatistics {
    func latency(_ series: Series) -> LatencySummary {
      LatencySummary(window.sums[series.rawValue], jitter: jitter[series.rawValue])
    }
    let recalled = window.recalledSince
    let oldest = recalled.map { min($0, begin) } ?? begin
    var statistics = MirrorStatistics()
    statistics.probes = window.probes
    statistics.failures = window.failures
    statistics.total = latency(.total)
    statistics.warm = latency(.warm)
    for phase in Phase.allCases {
      let summary = latency(Series(phase))
      if summary.count > 0 { statistics.phases[phase] = summary }
    }
    statistics.distribution = window.sums[Series.total.rawValue]
    let isCovered = window.isCovered(
      since: oldest, at: now, within: recalled == nil ? .zero : .seconds(3600))
    statistics.since = isCovered ? nil : oldest
    return statistics
  }
}

extension LatencySummary {
  package init(_ histogram: LatencyHistogram, jitter: Jitter) {
    self.init()
    count = histogram.count
    p50 = histogram.percentile(50)
    p95 = histogram.percentile(95)
    p99 = histogram.percentile(99)
    max = histogram.max
    self.jitter = histogram.count < 2 ? nil : jitter.value
  }
}
