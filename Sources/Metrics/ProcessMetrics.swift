import GoRules

/// What every program tells Prometheus of its own process.
package struct ProcessMetrics: Sendable, Hashable {
  package var processorTime: Duration
  package var residentBytes: Int
  package var openDescriptors: Int
  package var mostDescriptors: Int
  /// Wall time.
  package var start: Duration
  package var version: String

  package init(
    processorTime: Duration, residentBytes: Int, openDescriptors: Int, mostDescriptors: Int,
    start: Duration, version: String
  ) {
    self.processorTime = processorTime
    self.residentBytes = residentBytes
    self.openDescriptors = openDescriptors
    self.mostDescriptors = mostDescriptors
    self.start = start
    self.version = version
  }

  package var families: [MetricFamily] {
    func family(
      _ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: Double,
      _ labels: MetricFamily.Label...
    ) -> MetricFamily {
      var family = MetricFamily(name, kind, help)
      family.add(value, labels)
      return family
    }
    return [
      family(
        "goproxy_build_info", .gauge, "The version of goproxytop", 1,
        MetricFamily.Label("version", version)),
      family(
        "process_cpu_seconds", .counter, "Processor time used", processorTime.seconds),
      family(
        "process_resident_memory_bytes", .gauge, "Resident memory", Double(residentBytes)),
      family("process_open_fds", .gauge, "Open file descriptors", Double(openDescriptors)),
      family("process_max_fds", .gauge, "Most open file descriptors", Double(mostDescriptors)),
      family(
        "process_start_time_seconds", .gauge, "When the process began, in Unix time",
        start.seconds),
    ]
  }
}
