import GoRules
import Health
import Metrics
import Testing

@Suite struct ExpositionTests {
  private static var families: [MetricFamily] {
    var gauge = MetricFamily("a_seconds", .gauge, "What \"a\" is\\was")
    gauge.add(0.25, MetricFamily.Label("name", "x\"y\\z\nw\u{1B}[31m"))
    gauge.add(nil, MetricFamily.Label("name", "absent"))
    gauge.add(3)
    var counter = MetricFamily("b", .counter, "B")
    counter.add(12)
    var histogram = MetricFamily("c", .histogram, "C")
    var buckets = Buckets()
    for time: Duration in [.milliseconds(1), .milliseconds(30), .seconds(20)] {
      buckets.record(time)
    }
    histogram.add(buckets, MetricFamily.Label("phase", "tls"))
    return [gauge, MetricFamily("none", .gauge, "nothing is known"), counter, histogram]
  }

  private static func histogram() -> String {
    let counts: [(String, Int)] = [
      ("0.001", 1), ("0.005", 1), ("0.01", 1), ("0.025", 1), ("0.05", 2), ("0.1", 2), ("0.25", 2),
      ("0.5", 2), ("1", 2), ("2.5", 2), ("5", 2), ("10", 2), ("+Inf", 3),
    ]
    return counts.map { "c_bucket{phase=\"tls\",le=\"\($0)\"} \($1)\n" }.joined()
      + "c_sum{phase=\"tls\"} 20.031\nc_count{phase=\"tls\"} 3\n"
  }

  @Test("OpenMetrics: a counter is named without _total, and the end is marked")
  func openMetrics() {
    #expect(
      Exposition.openMetrics.text(Self.families)
        == #"""
        # HELP a_seconds What \"a\" is\\was
        # TYPE a_seconds gauge
        a_seconds{name="x\"y\\z\nw[31m"} 0.25
        a_seconds 3
        # HELP b B
        # TYPE b counter
        b_total 12
        # HELP c C
        # TYPE c histogram

        """# + Self.histogram() + "# EOF\n")
  }

  @Test("Prometheus' own format: a counter is named whole, and quotes in help stay")
  func prometheus() {
    #expect(
      Exposition.prometheus.text(Self.families)
        == #"""
        # HELP a_seconds What "a" is\\was
        # TYPE a_seconds gauge
        a_seconds{name="x\"y\\z\nw[31m"} 0.25
        a_seconds 3
        # HELP b_total B
        # TYPE b_total counter
        b_total 12
        # HELP c C
        # TYPE c histogram

        """# + Self.histogram())
  }

  @Test(
    "What Prometheus accepts is what it gets",
    arguments: [
      ("", Exposition.prometheus), ("text/plain;version=0.0.4;q=1,*/*;q=0.1", .prometheus),
      (
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        .openMetrics
      ),
    ])
  func accepted(header: String, form: Exposition) {
    #expect(Exposition(accepted: header) == form)
  }
}
