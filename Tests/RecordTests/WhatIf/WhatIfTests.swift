import GoRules
import Health
import Record
import Testing

/// What-if by hand-computed tables.
struct WhatIfTests {
  private static let a = ProxyURL(scheme: .https, host: "a.example")
  private static let b = ProxyURL(scheme: .http, host: "b.example")

  /// An answer and how many milliseconds it took.
  private typealias Answered = (outcome: RequestOutcome, milliseconds: Int)

  private func ok(_ milliseconds: Int) -> Answered { (.ok, milliseconds) }
  private func failed(_ milliseconds: Int) -> Answered {
    (.failure(RequestFailure(.processing, .status(502))), milliseconds)
  }
  private func lacking(_ milliseconds: Int) -> Answered {
    (.notFound(NotFound(status: 404)), milliseconds)
  }

  /// A time in which a mirror gave each kind one answer.
  private func span(
    _ seconds: Int, _ url: ProxyURL, _ answers: [RequestKind: Answered]
  ) -> RecordedSpan {
    RecordedSpan(
      start: .zero, length: .seconds(seconds), mirror: Mirror.ID(rawValue: url.redacted),
      outcomes: answers.map { kind, answer in
        RecordedOutcome(
          request: ProbeRequest(kind, canary: .standard, use: kind == .info ? .cold : .warm),
          outcome: answer.outcome, count: 1, time: .milliseconds(answer.milliseconds))
      }, latencies: RecordedLatencies())
  }

  /// Ten hours in which a was broken for 30 minutes, lacked the module for 60, and was unmeasured for 10.
  private var record: WhatIf {
    var whatIf = WhatIf()
    let times: [(minutes: Int, a: Answered?, b: Answered)] = [
      (300, ok(20), ok(100)), (200, ok(50), ok(100)), (30, failed(10), ok(100)),
      (60, lacking(10), ok(200)), (10, nil, ok(100)), (0, failed(1), failed(1)),
    ]
    for (minutes, a, b) in times {
      let spans = [
        a.map { span(60 * minutes, Self.a, [.info: $0]) }, span(60 * minutes, Self.b, [.info: b]),
      ]
      whatIf.observe(spans.compactMap { $0 })
    }
    return whatIf
  }

  private struct Row: Sendable {
    var chain: String
    /// Minutes broken, on a fallback, served and unknown.
    var minutes: [Int]
    /// Sum of milliseconds times minutes over the minutes with a known wait; nil without such.
    var wait: (sum: Double, over: Double)?
  }

  private static let rows = [
    // a serves 300 min at 20 ms and 200 at 50; over https its 404 is asked twice: 20 + 200 ms for 60 min.
    Row(
      chain: "https://a.example,http://b.example", minutes: [30, 60, 500, 10],
      wait: (6000 + 10000 + 13200, 560)),
    // And 30 min through b after the 502: 10 + 100 ms.
    Row(
      chain: "https://a.example|http://b.example", minutes: [0, 90, 500, 10],
      wait: (6000 + 10000 + 13200 + 3300, 590)),
    Row(
      chain: "http://b.example,https://a.example", minutes: [0, 0, 600, 0],
      wait: (54000 + 12000, 600)),
    // The wait for direct is not known: only the time served by a counts.
    Row(chain: "https://a.example|direct", minutes: [0, 90, 500, 10], wait: (16000, 500)),
    Row(chain: "https://a.example", minutes: [90, 0, 500, 10], wait: (16000, 500)),
    Row(chain: "off", minutes: [600, 0, 0, 0]),
  ]

  @Test(arguments: rows.indices)
  func addsUpMinutesAndWaits(index: Int) throws {
    let row = Self.rows[index]
    let candidate = ChainCandidate(try Chain(parsing: row.chain), .present)
    let result = try #require(record.results(of: [candidate]).first)
    let lengths = [result.broken, result.fallback, result.served, result.unknown]
    #expect(lengths == row.minutes.map { .seconds(60 * $0) })
    #expect((result.expectedWait == nil) == (row.wait == nil))
    if let wait = row.wait, let expected = result.expectedWait {
      #expect(abs(expected.milliseconds - wait.sum / wait.over) < 1e-6)
    }
  }

  @Test func oneBrokenKindBreaksTheTime() throws {
    var whatIf = WhatIf(kinds: [.info, .zip])
    whatIf.observe([span(60, Self.b, [.info: ok(100), .zip: failed(10)])])
    whatIf.observe([span(30, Self.b, [.info: ok(100), .zip: ok(300)])])
    let candidate = ChainCandidate(try Chain(parsing: "http://b.example"), .present)
    let result = try #require(whatIf.results(of: [candidate]).first)
    #expect(result.broken == .seconds(60))
    #expect(result.served == .seconds(30))
    #expect(result.expectedWait == .milliseconds(200))
  }

  @Test func keepsThePresentChainAmongEquals() throws {
    let present = try Chain(parsing: "http://b.example,https://a.example")
    let all = ChainCandidate.all(present: present, watched: [Self.a, Self.b])
    let best = try #require(WhatIf.best(of: record.results(of: all)))
    #expect(best.candidate.change == .present)
    let bad = try Chain(parsing: "https://a.example,http://b.example")
    let others = ChainCandidate.all(present: bad, watched: [Self.a, Self.b])
    let better = try #require(WhatIf.best(of: record.results(of: others)))
    #expect(better.candidate.chain.redacted == "http://b.example,https://a.example")
    #expect(WhatIf.best(of: []) == nil)
  }

  @Test func makesEachCandidateOnce() throws {
    let present = try Chain(parsing: "https://p.example,https://a.example,direct")
    let all = ChainCandidate.all(present: present, watched: [Self.a, Self.b])
    #expect(
      all.map(\.chain.redacted) == [
        "https://p.example,https://a.example,direct", "https://p.example|https://a.example,direct",
        "https://p.example,https://a.example|direct", "https://p.example|https://a.example|direct",
        "https://p.example,https://a.example,http://b.example,direct",
        "https://p.example,https://a.example|http://b.example|direct",
        "https://p.example,http://b.example,https://a.example,direct",
        "https://p.example,http://b.example|https://a.example|direct",
      ])
  }

  @Test func ordersAtMostFiveMirrors() throws {
    let urls = (1...7).map { ProxyURL(scheme: .https, host: "m\($0).example") }
    let present = try Chain(parsing: "https://m1.example,direct")
    // 5! orders with two separators, the present chain and its one `|`; none of them equal.
    #expect(ChainCandidate.all(present: present, watched: urls).count == 242)
  }

  @Test func everyCandidateIsAListThatGoReads() throws {
    let present = try Chain(
      parsing: "https://u:pw@p.example|https://a.example,http://b.example", noproxy: "corp.example")
    for candidate in ChainCandidate.all(present: present, watched: [Self.a, Self.b]) {
      #expect(try Chain(parsing: candidate.chain.value, noproxy: "corp.example") == candidate.chain)
    }
  }

  /// The record of ten hours recommends `b` first; of its first half hour nothing is recommended. A mirror that is
  /// watched and never answered is in no chain.
  @Test(arguments: [(minutes: 600, isTelling: true), (59, false), (60, true)])
  func recommendsOnAnHourOfRecord(minutes: Int, isTelling: Bool) throws {
    let dead = ProxyURL(scheme: .https, host: "dead.example")
    var whatIf = WhatIf()
    whatIf.observe([
      span(60 * minutes, Self.a, [.info: failed(10)]), span(60 * minutes, Self.b, [.info: ok(10)]),
      span(60 * minutes, dead, [.info: failed(1)]),
    ])
    let chain = try Chain(parsing: "https://a.example,http://b.example")
    let settings = MonitorSettings(
      setting: GoproxySetting(value: chain.redacted, source: .option), chain: chain,
      mirrors: [
        Mirror(url: Self.a, entry: 0), Mirror(url: Self.b, entry: 1), Mirror(url: dead),
      ])
    let comparison = try #require(ChainComparison(whatIf, settings))
    #expect(comparison.best?.candidate.chain.redacted == "http://b.example,https://a.example")
    #expect(comparison.recommended == (isTelling ? comparison.best : nil))
    #expect(!comparison.ordered.contains { $0.candidate.chain.redacted.contains("dead") })
    #expect(whatIf.answered == [Mirror.ID(Self.b)])
  }
}
