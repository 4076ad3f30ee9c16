import GoRules

/// The span over which statistics are kept.
package enum Window: String, Sendable, Hashable, CaseIterable {
  case minute, quarterHour, day

  package var length: Duration {
    switch self {
    case .minute: .seconds(60)
    case .quarterHour: .seconds(900)
    case .day: .seconds(86_400)
    }
  }
}

/// A summary of what was measured in one window. A summary of nothing has no numbers: they are nil.
package struct LatencySummary: Sendable, Hashable {
  /// Probes with a time.
  package var count = 0
  /// Nearest-rank percentiles of the times, off by at most 1 %.
  @OptionalTime package var p50: Duration?
  @OptionalTime package var p95: Duration?
  @OptionalTime package var p99: Duration?
  @OptionalTime package var max: Duration?
  /// Interarrival jitter of RFC 3550, 6.4.1, over successive times; nil below two.
  @OptionalTime package var jitter: Duration?

  package init() {}
}

/// What one mirror did in one window.
package struct MirrorStatistics: Sendable, Hashable {
  /// Probes that ended, well or not.
  package var probes = 0
  package var failures = 0
  /// Totals of cold `info` probes.
  package var total = LatencySummary()
  package var warm = LatencySummary()
  package var phases: [Phase: LatencySummary] = [:]
  /// How the totals of cold `info` probes spread.
  package var distribution = LatencyHistogram()
  /// From when on this was measured, where that is less than the window; nil where it is all of it.
  package var since: Timestamp?

  /// Failures in proportion to probes, 0 to 1; nil without probes.
  package var failureRate: Double? { probes == 0 ? nil : Double(failures) / Double(probes) }

  package init() {}
}
