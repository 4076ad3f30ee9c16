import Glibc
import GoRules
import Health
import Metrics
import Platform
import Serving

/// What the agent serves.
struct AgentPages: Sendable {
  /// Wall time.
  let start: Duration
  /// It is a gateway as well.
  var hasGateway = false

  func page(
    for request: HTTPServer.Request, _ snapshot: Snapshot, _ counters: MetricCounters,
    _ more: [MetricFamily]
  ) -> HTTPServer.Page {
    switch request.path {
    case "/metrics":
      let form = Exposition(accepted: request.accept)
      return HTTPServer.Page(metrics(snapshot, counters, more, as: form), type: form.contentType)
    case "/healthz": return HTTPServer.Page("ok\n")
    case "/status.json":
      guard let text = try? JSONOutput.text(CheckReport(snapshot)) else {
        return HTTPServer.Page("a figure has no decimal form\n", status: 500)
      }
      return HTTPServer.Page(Redaction.queriesHidden(text) + "\n", type: "application/json")
    case "/":
      return HTTPServer.Page(
        """
        goproxytop \(Version.text)
        /metrics      for Prometheus
        /status.json  as goproxytop check --json
        /healthz      the agent works
        \(hasGateway ? "/gateway      what the gateway does\n" : "")
        """)
    default: return HTTPServer.Page("not found\n", status: 404)
    }
  }

  func metrics(
    _ snapshot: Snapshot, _ counters: MetricCounters, _ more: [MetricFamily], as form: Exposition
  ) -> String {
    form.text(snapshot.metrics(counters) + more + process.families)
  }

  private var process: ProcessMetrics {
    ProcessMetrics(
      processorTime: .nanoseconds(SystemClock.processorTime()),
      residentBytes: MachineLimits.residentBytes, openDescriptors: MachineLimits.openDescriptors,
      mostDescriptors: MachineLimits.allowDescriptors(0), start: start, version: Version.text)
  }
}
