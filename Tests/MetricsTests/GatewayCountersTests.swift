import GoRules
import Health
import Metrics
import Testing

@Suite struct GatewayCountersTests {
  @Test func requestsAndAsks() {
    var counters = GatewayCounters()
    let redirected = GatewayAnswer(.redirected("https://a.example/x"), name: "a")
    counters.count(redirected, after: .milliseconds(2))
    counters.count(redirected, after: .milliseconds(30))
    counters.count(GatewayAnswer(.left(.direct)), after: .zero)
    counters.count(asked: "a", .ok)
    counters.count(asked: "a", .hang(.processing))
    counters.count(asked: "a", .hang(.tls))
    let text = Exposition.prometheus.text(counters.metrics(waiting: 3))
    for line in [
      "goproxy_gateway_requests_total{entry=\"a\",result=\"redirected\"} 2",
      "goproxy_gateway_requests_total{entry=\"none\",result=\"left_to_list\"} 1",
      "goproxy_gateway_asks_total{mirror=\"a\",outcome=\"hang\"} 2",
      "goproxy_gateway_asks_total{mirror=\"a\",outcome=\"ok\"} 1",
      "goproxy_gateway_waiting 3", "goproxy_gateway_answer_seconds_count 3",
      "goproxy_gateway_answer_seconds_bucket{le=\"0.005\"} 2",
      "goproxy_gateway_answer_seconds_sum 0.032",
    ] {
      #expect(text.contains(line + "\n"), "\(line)\n\(text)")
    }
  }

  @Test func seriesAreBounded() {
    var counters = GatewayCounters()
    for number in 0..<3000 {
      counters.count(GatewayAnswer(.busy, name: "m\(number)"), after: .zero)
      counters.count(asked: "m\(number)", .ok)
    }
    let families = counters.metrics(waiting: 0)
    #expect(families[0].samples.count == 1001 && families[1].samples.count == 1001)
    #expect(families[0].samples.map(\.value).reduce(0, +) == 3000)
  }
}
