import GoRules
import Health

/// What a gateway has answered since its start, and what it asked for that.
package struct GatewayCounters: Sendable {
  private struct Answered: Hashable {
    var entry: String
    var result: String
  }

  private struct Asked: Hashable {
    var mirror: String
    var outcome: String
  }

  private var answers: [Answered: Int] = [:]
  private var asks: [Asked: Int] = [:]
  private var times = Buckets()
  /// Series of a kind; more are counted as `other`.
  private static let most = 1000

  package init() {}

  /// `time`: from the request to its answer.
  package mutating func count(_ answer: GatewayAnswer, after time: Duration) {
    let key = Answered(entry: answer.name ?? "none", result: answer.result)
    let isFull = answers.count >= Self.most && answers[key] == nil
    let other = Answered(entry: MetricCounters.other, result: answer.result)
    answers[isFull ? other : key, default: 0] += 1
    times.record(time)
  }

  /// An entry was asked, and how it answered.
  package mutating func count(asked mirror: String, _ outcome: RequestOutcome) {
    let word =
      switch outcome {
      case .ok: "ok"
      case .notFound: "not_found"
      case .failure: "failure"
      case .hang: "hang"
      }
    let key = Asked(mirror: mirror, outcome: word)
    let isFull = asks.count >= Self.most && asks[key] == nil
    asks[isFull ? Asked(mirror: MetricCounters.other, outcome: word) : key, default: 0] += 1
  }

  /// `waiting`: requests that have no answer yet.
  package func metrics(waiting: Int) -> [MetricFamily] {
    var answered = MetricFamily(
      "goproxy_gateway_requests", .counter,
      "Requests from go, by the entry that decided and by result")
    for (key, count) in answers.sorted(by: {
      ($0.key.entry, $0.key.result) < ($1.key.entry, $1.key.result)
    }) {
      answered.add(
        Double(count), MetricFamily.Label("entry", key.entry),
        MetricFamily.Label("result", key.result))
    }
    var asked = MetricFamily(
      "goproxy_gateway_asks", .counter, "Requests that the gateway sent to entries itself")
    for (key, count) in asks.sorted(by: {
      ($0.key.mirror, $0.key.outcome) < ($1.key.mirror, $1.key.outcome)
    }) {
      asked.add(
        Double(count), MetricFamily.Label("mirror", key.mirror),
        MetricFamily.Label("outcome", key.outcome))
    }
    var open = MetricFamily(
      "goproxy_gateway_waiting", .gauge, "Requests of go that have no answer yet")
    open.add(Double(waiting))
    var time = MetricFamily(
      "goproxy_gateway_answer_seconds", .histogram, "From a request of go to the gateway's answer")
    time.add(times)
    return [answered, asked, open, time]
  }
}
