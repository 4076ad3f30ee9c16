import GoRules
import Health
import Testing

@Suite struct GatewayTallyTests {
  private static func time(_ seconds: Double) -> Timestamp {
    Timestamp(
      monotonic: .milliseconds(Int64(seconds * 1000)),
      wall: .milliseconds(1_795_269_000_000 + Int64(seconds * 1000)))
  }

  private static func event(
    _ seconds: Double, _ entry: String? = "a", _ result: GatewayResult = .redirected
  ) -> GatewayEvent {
    GatewayEvent(
      at: time(seconds), path: "/a.example/m/@v/list", entry: entry, result: result, status: 307)
  }

  /// Requests at these times; what the rates are at that time.
  private static let rates: [(times: [Double], now: Double, ten: Double, minute: Double)] = [
    ([], 100, 0, 0),
    // The second under way does not count yet.
    ([100.1, 100.2], 100.9, 0, 0),
    ([100.1, 100.2], 101, 0.2, 2.0 / 60),
    ([100.1, 100.2], 110.9, 0.2, 2.0 / 60),
    ([100.1, 100.2], 111, 0, 2.0 / 60),
    ([100.1, 100.2], 160.9, 0, 2.0 / 60),
    ([100.1, 100.2], 161, 0, 0),
    ([0, 30, 59, 60], 61, 0.2, 3.0 / 60),
    (Array(repeating: 7.5, count: 600), 8, 60, 10),
    // A long pause leaves nothing behind.
    ([5, 6, 7, 1_000_006], 1_000_007, 0.1, 1.0 / 60),
  ]

  @Test(arguments: rates)
  func rate(times: [Double], now: Double, ten: Double, minute: Double) {
    var tally = GatewayTally()
    for time in times { tally.count(Self.event(time)) }
    let now = Self.time(now).monotonic
    #expect(abs(tally.rate(over: 10, at: now) - ten) < 1e-9)
    #expect(abs(tally.rate(over: 60, at: now) - minute) < 1e-9)
  }

  @Test func countsByEntryAndResult() {
    var tally = GatewayTally()
    for _ in 0..<3 { tally.count(Self.event(1)) }
    tally.count(Self.event(2, "b", .failed))
    tally.count(Self.event(3, nil, .leftToList))
    tally.count(asked: "a", .ok)
    tally.count(asked: "a", .hang(.tls))
    tally.count(asked: "a", .hang(.processing))
    tally.countProbe()
    let figures = GatewayFigures(tally, waiting: 2, at: Self.time(4))
    #expect(
      figures.answers == [
        .init(.init(entry: "a", result: .redirected), 3),
        .init(.init(entry: nil, result: .leftToList), 1),
        .init(.init(entry: "b", result: .failed), 1),
      ])
    #expect(
      figures.asks == [
        .init(.init(mirror: "a", outcome: .hang), 2), .init(.init(mirror: "a", outcome: .ok), 1),
      ])
    #expect(figures.total == 5 && figures.count(of: .redirected) == 3)
    #expect(figures.waiting == 2 && figures.probes == 1)
    #expect(figures.recent.map(\.entry) == [nil, "b", "a", "a", "a"])
    #expect(figures.perTenSeconds == 0.5)
  }

  @Test func isBounded() {
    var tally = GatewayTally()
    for number in 0..<3000 {
      tally.count(Self.event(Double(number), "m\(number)"))
      tally.count(asked: "m\(number)", .ok)
    }
    #expect(tally.answers.count == 1001 && tally.asks.count == 1001)
    #expect(tally.answers[.init(entry: "other", result: .redirected)] == 2000)
    #expect(tally.answers.values.reduce(0, +) == 3000)
    #expect(tally.recent.count == 50 && tally.recent.last?.entry == "m2999")
    let figures = GatewayFigures(tally, waiting: 0, at: Self.time(3000))
    #expect(figures.answers.count == 100 && figures.answers[0].answered.entry == "other")
  }

  @Test func eachVerdictHasItsResult() throws {
    let verdicts: [(GatewayAnswer.Verdict, GatewayResult)] = [
      (.redirected("https://a.example/x"), .redirected), (.passedThrough, .passed),
      (.refused(.notFound(NotFound(status: 404)), nil), .notFound),
      (.refused(.hang(.tls), nil), .failed), (.left(.direct), .leftToList),
      (.privateModule, .privateModule), (.noEntries, .noEntries), (.busy, .busy),
      (.malformed, .malformed),
    ]
    let path = "/again/a.example/m/@v/v1.0.0.zip"
    let request = try #require(GatewayRequest(path))
    for (verdict, result) in verdicts {
      let passed = [GatewayAnswer.Passed(name: "b", outcome: .hang(.tls))]
      let answer = GatewayAnswer(verdict, name: "a", passed: passed)
      let event = GatewayEvent(
        answer, to: request, path: path, after: .seconds(1), at: Self.time(1))
      #expect(event.result == result && event.status == answer.status && event.entry == "a")
      #expect(event.module == ModuleVersion(module: "a.example/m", version: "v1.0.0"))
      #expect(event.kind == .zip && event.isAgain && event.time == .seconds(1))
      #expect(event.passed == passed)
    }
  }

  /// Of a long list what has room is told.
  @Test func whomItPassedIsBounded() {
    let passed = (0..<100).map { number in
      GatewayAnswer.Passed(
        name: "mirror\(number).example", outcome: .failure(RequestFailure(.connect, .refused)))
    }
    let event = GatewayEvent(
      at: Self.time(1), path: "/", result: .failed, status: 502, passed: passed)
    #expect(event.passed.count > 5 && event.passed.count < 30)
    #expect(event.passed == Array(passed.prefix(event.passed.count)))
  }
}
