import GoRules
import Health
import Testing

/// What a dashboard reads of a gateway's page: whatever stands there.
@Suite struct GatewayFiguresTests {
  private static let now = Timestamp(monotonic: .seconds(1000), wall: .seconds(1_795_269_000))

  private static func read(_ text: String) -> GatewayFigures? {
    GatewayFigures(parsing: Array(text.utf8), at: now)
  }

  private static func page(
    waiting: String = "2", probes: String = "7", rates: String = #"{"ten_seconds":1.5,"minute":1}"#,
    requests: String = "[]", asks: String = "[]", recent: String = "[]"
  ) -> String {
    """
    {"schema":1,"time":"2026-11-21T13:50:00Z","waiting":\(waiting),"probes":\(probes),
    "per_second":\(rates),"requests":\(requests),"asks":\(asks),"recent":\(recent),"new":[{}]}
    """
  }

  private static let event = """
    {"age_ms":1500,"again":true,"entry":"a","kind":"zip","module":"x.example/m","ms":2.5,
    "path":"/x.example/m/@v/v1.0.0.zip","result":"redirected","status":307,"time":"?",
    "version":"v1.0.0","why":"b: HTTP 502","passed":[
    {"entry":"b","result":"failure","status":null,"phase":"processing","cause":"status 502"}]}
    """

  @Test func isRead() throws {
    let figures = try #require(
      Self.read(
        Self.page(
          requests: #"""
            [{"entry":"a","result":"redirected","count":12},{"entry":null,"result":"busy","count":1}]
            """#,
          asks: #"[{"mirror":"a","outcome":"not_found","count":3}]"#, recent: "[\(Self.event)]")))
    #expect(figures.waiting == 2 && figures.probes == 7)
    #expect(figures.perTenSeconds == 1.5 && figures.perMinute == 1)
    #expect(
      figures.answers == [
        .init(.init(entry: "a", result: .redirected), 12),
        .init(.init(entry: nil, result: .busy), 1),
      ])
    #expect(figures.asks == [.init(.init(mirror: "a", outcome: .notFound), 3)])
    #expect(
      figures.recent == [
        GatewayEvent(
          at: Self.now.advanced(by: .milliseconds(-1500)),
          module: ModuleVersion(module: "x.example/m", version: "v1.0.0"), kind: .zip,
          path: "/x.example/m/@v/v1.0.0.zip", isAgain: true, entry: "a", result: .redirected,
          status: 307,
          passed: [
            .init(name: "b", outcome: .failure(RequestFailure(.processing, .status(502))))
          ], time: .microseconds(2500))
      ])
  }

  private static let outcomes: [(row: String, outcome: RequestOutcome?)] = [
    (#""result":"ok""#, .ok),
    (#""result":"hang","phase":"tls","cause":"no answer""#, .hang(.tls)),
    (#""result":"not_found","status":410"#, .notFound(NotFound(status: 410))),
    (
      #""result":"not_found","status":404,"cause":"bad-upstream""#,
      .notFound(NotFound(status: 404, disguise: .badUpstream))
    ),
    (#""result":"not_found","status":7,"cause":"x""#, .notFound(NotFound(status: 404))),
    (
      #""result":"failure","phase":"connect","cause":"connection refused""#,
      .failure(RequestFailure(.connect, .refused))
    ),
    // Of a later version.
    (
      #""result":"failure","phase":"odd","cause":"odd\u001b[2J""#,
      .failure(RequestFailure(.processing, .other(ServerText("odd [2J"))))
    ),
    (#""result":"failure""#, .failure(RequestFailure(.processing, .noAnswer))),
    (#""result":"odd""#, nil), (#""cause":"x""#, nil),
  ]

  @Test(arguments: outcomes)
  func whomItPassedIsRead(row: String, outcome: RequestOutcome?) throws {
    let passed = #""passed":[1,{\#(row)},{"entry":"c",\#(row)}]"#
    let event = Self.event.split(separator: #""passed""#)[0] + passed + "}"
    let figures = try #require(Self.read(Self.page(recent: "[\(event)]")))
    #expect(figures.recent.first?.passed == outcome.map { [.init(name: "c", outcome: $0)] } ?? [])
  }

  @Test(arguments: [
    "", "ok\n", "{}", "[]", "null", "1", "not found\n", "<html><body>portal</body></html>",
    // Another program's page.
    #"{"schema":1,"time":"x","verdict":"served"}"#,
    // Cut, with something behind it, or nested as deep as it goes.
    String(page().dropLast(2)), page() + "x", page(recent: "[" + String(repeating: "[", count: 99)),
    String(repeating: "[", count: 200_000),
    "{\"a\":" + String(repeating: " ", count: 600_000) + "1}",
    // Other types, and figures that cannot be.
    page(waiting: "\"2\""), page(waiting: "-1"), page(waiting: "1.5"), page(waiting: "1e400"),
    page(waiting: "1e300"), page(probes: "null"), page(rates: "[]"), page(rates: "1.5"),
    page(rates: #"{"ten_seconds":1}"#), page(rates: #"{"ten_seconds":-1,"minute":1}"#),
    page(requests: "{}"), page(asks: "1"), page(recent: "null"), page(recent: "\"\""),
  ])
  func isNoGateway(text: String) {
    #expect(Self.read(text) == nil)
  }

  /// A row that cannot be read is left out; the others stay.
  @Test(arguments: [
    "1", "null", "[]", "{}", #"{"entry":"a","result":"redirected"}"#,
    #"{"entry":"a","result":"teleported","count":1}"#, #"{"entry":"a","result":7,"count":1}"#,
    #"{"entry":"a","result":"busy","count":-1}"#, #"{"entry":"a","result":"busy","count":1e99}"#,
  ])
  func rowsOfOtherKinds(row: String) throws {
    let good = #"{"entry":"b","result":"failed","count":4}"#
    let figures = try #require(Self.read(Self.page(requests: "[\(row),\(good)]")))
    #expect(figures.answers == [.init(.init(entry: "b", result: .failed), 4)])
  }

  @Test(arguments: [
    ("1500", "-1"), ("1500", "1e99"), ("2.5", "\"1\""), ("307", "1000"), ("307", "-307"),
    ("\"redirected\"", "\"\""), ("\"/x.example/m/@v/v1.0.0.zip\"", "null"),
  ])
  func requestsOfOtherKinds(old: String, new: String) throws {
    let row = Self.event.split(separator: old, maxSplits: 1).joined(separator: new)
    let figures = try #require(Self.read(Self.page(recent: "[\(row),\(Self.event)]")))
    #expect(figures.recent.count == 1 && figures.recent[0].status == 307)
  }

  @Test func namesAreSafeAndBounded() throws {
    let long = String(repeating: "n", count: 5000)
    let figures = try #require(
      Self.read(
        Self.page(
          requests: #"[{"entry":"\u001b[2Ja\u202eb\n","result":"busy","count":1}]"#,
          asks: #"[{"mirror":"\#(long)","outcome":"ok","count":1}]"#,
          recent: #"""
            [{"age_ms":1e12,"entry":"\#(long)","kind":"odd","module":"\u0007m","ms":1e12,
            "path":"\#(long)","result":"failed","status":999,"again":1,
            "passed":[{"entry":"\#(long)","result":"failure","cause":"\#(long)\u0000"}]}]
            """#)))
    #expect(figures.answers[0].answered.entry == "[2Ja b")
    #expect(figures.asks[0].asked.mirror.count == 200)
    let event = try #require(figures.recent.first)
    #expect(event.kind == nil && event.module?.module == "m" && event.entry?.count == 200)
    #expect(event.path.count == 400 && !event.isAgain)
    let passed = try #require(event.passed.first)
    #expect(passed.name.count == 200)
    #expect(
      passed.outcome
        == .failure(RequestFailure(.processing, .other(ServerText(long.prefix(200))))))
  }

  @Test func noMoreThanAreTold() throws {
    let rows = Array(repeating: #"{"entry":"a","result":"busy","count":1}"#, count: 500)
    let events = Array(repeating: Self.event, count: 500)
    let figures = try #require(
      Self.read(
        Self.page(
          requests: "[\(rows.joined(separator: ","))]",
          recent: "[\(events.joined(separator: ","))]")))
    #expect(figures.answers.count == 100 && figures.recent.count == 50)
  }
}
