import GoRules
import Health

/// What a gateway tells Prometheus: its tally, and how long its answers took.
package struct GatewayCounters: Sendable {
  /// How an answer that passed through ended.
  package enum Ending: String, Sendable {
    case complete
    /// Its entry did not bring it to its end.
    case failed
    case abandoned = "client_gone"
  }

  private struct Passed: Hashable {
    var entry: String
    var ending: Ending
  }

  package private(set) var tally = GatewayTally()
  private var passes: [Passed: Int] = [:]
  private var bytes: [String: Int] = [:]
  private var times = Buckets()
  /// Entries; what is beyond counts as `other`.
  private static let most = 1000

  package init() {}

  package mutating func count(_ event: GatewayEvent) {
    tally.count(event)
    times.record(event.time)
  }

  /// An answer that passed through is over.
  package mutating func count(passedBy entry: String, bytes: Int, _ ending: Ending) {
    let isFull = self.bytes.count >= Self.most && self.bytes[entry] == nil
    let entry = isFull ? MetricCounters.other : entry
    self.bytes[entry, default: 0] += bytes
    passes[Passed(entry: entry, ending: ending), default: 0] += 1
  }

  /// An entry was asked, and how it answered.
  package mutating func count(asked mirror: String, _ outcome: RequestOutcome) {
    tally.count(asked: mirror, outcome)
  }

  package mutating func countProbe() { tally.countProbe() }

  /// `waiting`: requests that have no answer yet; `passing`: answers that pass through.
  package func metrics(waiting: Int, passing: Int) -> [MetricFamily] {
    var answered = MetricFamily(
      "goproxy_gateway_requests", .counter,
      "Requests from go, by the entry that decided and by result")
    for (key, count) in tally.answers.sorted(by: { $0.key < $1.key }) {
      answered.add(
        Double(count), MetricFamily.Label("entry", key.entry ?? "none"),
        MetricFamily.Label("result", key.result.rawValue))
    }
    var asked = MetricFamily(
      "goproxy_gateway_asks", .counter, "Requests the gateway itself sent to entries")
    for (key, count) in tally.asks.sorted(by: { $0.key < $1.key }) {
      asked.add(
        Double(count), MetricFamily.Label("mirror", key.mirror),
        MetricFamily.Label("outcome", key.outcome.rawValue))
    }
    var probes = MetricFamily(
      "goproxy_gateway_probes", .counter,
      "Requests from dashboards and agents, counted here alone")
    probes.add(Double(tally.probes))
    var open = MetricFamily(
      "goproxy_gateway_waiting", .gauge, "Requests from go still waiting for an answer")
    open.add(Double(waiting))
    var time = MetricFamily(
      "goproxy_gateway_answer_seconds", .histogram, "From a request by go to the gateway's answer")
    time.add(times)
    return [answered, asked, probes, open, time] + passed(passing)
  }

  private func passed(_ passing: Int) -> [MetricFamily] {
    var ends = MetricFamily(
      "goproxy_gateway_passed", .counter, "Answers that passed through, by how they ended")
    for (key, count) in passes.sorted(by: {
      ($0.key.entry, $0.key.ending.rawValue) < ($1.key.entry, $1.key.ending.rawValue)
    }) {
      ends.add(
        Double(count), MetricFamily.Label("end", key.ending.rawValue),
        MetricFamily.Label("entry", key.entry))
    }
    var size = MetricFamily(
      "goproxy_gateway_passed_bytes", .counter, "Bytes of their bodies")
    for (entry, count) in bytes.sorted(by: { $0.key < $1.key }) {
      size.add(Double(count), MetricFamily.Label("entry", entry))
    }
    var open = MetricFamily("goproxy_gateway_passing", .gauge, "Answers on their way")
    open.add(Double(passing))
    return [ends, size, open]
  }
}
