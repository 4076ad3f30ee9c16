import GoRules
import Health
import Metrics
import Testing

@Suite struct GatewayCountersTests {
  private static func event(
    _ entry: String?, _ result: GatewayResult, _ time: Duration = .zero
  ) -> GatewayEvent {
    GatewayEvent(
      at: Timestamp(monotonic: .zero, wall: .zero), path: "/", entry: entry, result: result,
      status: 200, time: time)
  }

  @Test func requestsAndAsks() {
    var counters = GatewayCounters()
    counters.count(Self.event("a", .redirected, .milliseconds(2)))
    counters.count(Self.event("a", .redirected, .milliseconds(30)))
    counters.count(Self.event(nil, .leftToList))
    counters.countProbe()
    counters.count(asked: "a", .ok)
    counters.count(asked: "a", .hang(.processing))
    counters.count(asked: "a", .hang(.tls))
    counters.count(passedBy: "a", bytes: 1000, .complete)
    counters.count(passedBy: "a", bytes: 20, .abandoned)
    let text = Exposition.prometheus.text(counters.metrics(waiting: 3, passing: 2))
    for line in [
      "goproxy_gateway_requests_total{entry=\"a\",result=\"redirected\"} 2",
      "goproxy_gateway_requests_total{entry=\"none\",result=\"left_to_list\"} 1",
      "goproxy_gateway_asks_total{mirror=\"a\",outcome=\"hang\"} 2",
      "goproxy_gateway_asks_total{mirror=\"a\",outcome=\"ok\"} 1",
      "goproxy_gateway_probes_total 1", "goproxy_gateway_waiting 3",
      "goproxy_gateway_answer_seconds_count 3",
      "goproxy_gateway_passed_total{end=\"client_gone\",entry=\"a\"} 1",
      "goproxy_gateway_passed_total{end=\"complete\",entry=\"a\"} 1",
      "goproxy_gateway_passed_bytes_total{entry=\"a\"} 1020", "goproxy_gateway_passing 2",
      "goproxy_gateway_answer_seconds_bucket{le=\"0.005\"} 2",
      "goproxy_gateway_answer_seconds_sum 0.032",
    ] {
      #expect(text.contains(line + "\n"), "\(line)\n\(text)")
    }
  }

  /// As they are told, they differ by their figures alone.
  @Test func seriesStandInOrder() {
    var counters = GatewayCounters()
    for entry in ["b", "a", nil, "c"] {
      for result in [GatewayResult.redirected, .busy] { counters.count(Self.event(entry, result)) }
      guard let entry else { continue }
      for outcome in [RequestOutcome.ok, .hang(.tls)] { counters.count(asked: entry, outcome) }
      for ending in [GatewayCounters.Ending.failed, .complete] {
        counters.count(passedBy: entry, bytes: 1, ending)
      }
    }
    let families = counters.metrics(waiting: 0, passing: 0)
    func labels(_ family: Int) -> [String] {
      families[family].samples.map { $0.labels.map(\.value).joined(separator: " ") }
    }
    #expect(
      labels(0) == [
        "none busy", "none redirected", "a busy", "a redirected", "b busy", "b redirected",
        "c busy", "c redirected",
      ])
    #expect(labels(1) == ["a hang", "a ok", "b hang", "b ok", "c hang", "c ok"])
    #expect(
      labels(5) == [
        "complete a", "failed a", "complete b", "failed b", "complete c", "failed c",
      ])
    #expect(labels(6) == ["a", "b", "c"])
  }

  @Test func seriesAreBounded() {
    var counters = GatewayCounters()
    for number in 0..<3000 {
      counters.count(Self.event("m\(number)", .busy))
      counters.count(asked: "m\(number)", .ok)
      counters.count(passedBy: "m\(number)", bytes: 1, .complete)
    }
    let families = counters.metrics(waiting: 0, passing: 0)
    #expect(families[5].samples.count == 1001 && families[6].samples.count == 1001)
    #expect(families[0].samples.count == 1001 && families[1].samples.count == 1001)
    #expect(families[0].samples.map(\.value).reduce(0, +) == 3000)
  }
}
