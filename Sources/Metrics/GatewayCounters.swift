import GoRules
import Health

/// What a gateway tells Prometheus: its tally, and how long its answers took.
package struct GatewayCounters: Sendable {
  package private(set) var tally = GatewayTally()
  private var times = Buckets()

  package init() {}

  package mutating func count(_ event: GatewayEvent) {
    tally.count(event)
    times.record(event.time)
  }

  /// An entry was asked, and how it answered.
  package mutating func count(asked mirror: String, _ outcome: RequestOutcome) {
    tally.count(asked: mirror, outcome)
  }

  package mutating func countProbe() { tally.countProbe() }

  /// `waiting`: requests that have no answer yet.
  package func metrics(waiting: Int) -> [MetricFamily] {
    var answered = MetricFamily(
      "goproxy_gateway_requests", .counter,
      "Requests from go, by the entry that decided and by result")
    let answers = tally.answers.map { (entry: $0.entry ?? "none", result: $0.result.rawValue, $1) }
    for (entry, result, count) in answers.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
      answered.add(
        Double(count), MetricFamily.Label("entry", entry), MetricFamily.Label("result", result))
    }
    var asked = MetricFamily(
      "goproxy_gateway_asks", .counter, "Requests that the gateway sent to entries itself")
    for (key, count) in tally.asks.sorted(by: {
      ($0.key.mirror, $0.key.outcome.rawValue) < ($1.key.mirror, $1.key.outcome.rawValue)
    }) {
      asked.add(
        Double(count), MetricFamily.Label("mirror", key.mirror),
        MetricFamily.Label("outcome", key.outcome.rawValue))
    }
    var probes = MetricFamily(
      "goproxy_gateway_probes", .counter,
      "Requests of dashboards and agents, which are none of the others")
    probes.add(Double(tally.probes))
    var open = MetricFamily(
      "goproxy_gateway_waiting", .gauge, "Requests of go that have no answer yet")
    open.add(Double(waiting))
    var time = MetricFamily(
      "goproxy_gateway_answer_seconds", .histogram, "From a request of go to the gateway's answer")
    time.add(times)
    return [answered, asked, probes, open, time]
  }
}
