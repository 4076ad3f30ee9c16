import GoRules
import Health
import Record
import Testing

/// The kinds of request over spans of the record, by hand-computed tables.
struct WhatIfKindTests {
  private static let a = ProxyURL(scheme: .http, host: "a.example")
  private static let b = ProxyURL(scheme: .http, host: "b.example")
  private static let bad = RequestOutcome.failure(RequestFailure(.processing, .status(502)))
  private static let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))

  private func outcome(
    _ kind: RequestKind, _ outcome: RequestOutcome, _ count: Int = 1, milliseconds: Int = 100,
    use: ConnectionUse? = nil, canary: ModuleVersion = .standard
  ) -> RecordedOutcome {
    RecordedOutcome(
      request: ProbeRequest(kind, canary: canary, use: use ?? (kind == .info ? .cold : .warm)),
      outcome: outcome, count: count, time: .milliseconds(milliseconds * count))
  }

  private func span(_ minute: Int, _ url: ProxyURL, _ outcomes: RecordedOutcome...) -> RecordedSpan
  {
    RecordedSpan(
      start: .seconds(60 * minute), length: .seconds(60),
      mirror: Mirror.ID(rawValue: url.redacted), outcomes: outcomes,
      latencies: RecordedLatencies())
  }

  private func result(_ whatIf: WhatIf, _ chain: String) throws -> WhatIf.Result {
    let candidate = ChainCandidate(try Chain(parsing: chain), .present)
    return try #require(whatIf.results(of: [candidate]).first)
  }

  /// zip is asked in the minutes 0, 3 and 5 only: what it was answered holds until the next time. In minute 3 three
  /// rounds of twelve met its failure.
  @Test func aRareKindIsAnsweredAsItWasLast() throws {
    var whatIf = WhatIf()
    whatIf.observe([span(0, Self.a, outcome(.info, .ok, 12), outcome(.zip, .ok))])
    for minute in [1, 2] { whatIf.observe([span(minute, Self.a, outcome(.info, .ok, 12))]) }
    whatIf.observe([span(3, Self.a, outcome(.info, .ok, 12), outcome(.zip, Self.bad, 3))])
    whatIf.observe([span(4, Self.a, outcome(.info, .ok, 12))])
    whatIf.observe([span(5, Self.a, outcome(.info, .ok, 12), outcome(.zip, .ok))])
    #expect(whatIf.recordedKinds == [.info, .zip])
    let result = try result(whatIf, "http://a.example")
    #expect(result.served == .seconds(285))
    #expect(result.broken == .seconds(75))
    #expect(result.brokenByKind == [.zip: .seconds(75)])
    let wait = try #require(result.expectedWait)
    #expect(abs(wait.milliseconds - 100) < 1e-6)
  }

  /// An answer of over an hour ago tells nothing, nor does one from before the mirror was last measured.
  @Test func anOldAnswerIsNone() throws {
    var whatIf = WhatIf()
    whatIf.observe([span(0, Self.a, outcome(.info, .ok), outcome(.zip, .ok))])
    // Within the hour after the first minute's end.
    whatIf.observe([span(60, Self.a, outcome(.info, .ok))])
    whatIf.observe([span(61, Self.a, outcome(.info, .ok))])
    let result = try result(whatIf, "http://a.example")
    #expect(result.served == .seconds(120))
    #expect(result.unknown == .seconds(60))
  }

  /// For a quarter of the minute no connection could be made: then zip would have failed too.
  @Test func withoutAConnectionEveryKindFails() throws {
    var whatIf = WhatIf()
    whatIf.observe([
      span(
        0, Self.a, outcome(.info, .ok, 9), outcome(.info, Self.refused, 3), outcome(.zip, .ok)),
      span(0, Self.b, outcome(.info, .ok, 12), outcome(.zip, .ok)),
    ])
    let comma = try result(whatIf, "http://a.example,http://b.example")
    #expect(comma.broken == .seconds(15))
    #expect(comma.brokenByKind == [.info: .seconds(15), .zip: .seconds(15)])
    let pipe = try result(whatIf, "http://a.example|http://b.example")
    #expect(pipe.broken == .zero)
    #expect(pipe.fallback == .seconds(15))
    #expect(pipe.served == .seconds(45))
  }

  /// A kind that fails is asked in every round: three of twelve rounds are a quarter of the minute. Where it was
  /// served before, it was until then.
  @Test func aKindFailsForAsManyRoundsAsItWasAsked() throws {
    var whatIf = WhatIf()
    whatIf.observe([span(0, Self.a, outcome(.info, .ok, 12), outcome(.zip, .ok))])
    whatIf.observe([span(1, Self.a, outcome(.info, .ok, 12), outcome(.zip, Self.bad, 3))])
    whatIf.observe([span(2, Self.a, outcome(.info, .ok, 12), outcome(.zip, Self.bad, 12))])
    whatIf.observe([
      span(3, Self.a, outcome(.info, .ok, 12), outcome(.zip, Self.bad, 6), outcome(.zip, .ok))
    ])
    let result = try result(whatIf, "http://a.example")
    #expect(result.broken == .seconds(15 + 60 + 30))
    #expect(result.served == .seconds(240 - 105))
  }

  /// All kinds of a mirror that fails for a quarter of a minute fail in the same quarter, however often each was
  /// asked; of a span that was recorded for half of its time, half counts.
  @Test func kindsFailTogetherWithInfo() throws {
    var whatIf = WhatIf()
    whatIf.observe(
      [
        span(
          0, Self.a, outcome(.info, .ok, 9), outcome(.info, Self.bad, 3),
          outcome(.zip, Self.bad, 5), outcome(.zip, .ok))
      ], observed: .seconds(30))
    let result = try result(whatIf, "http://a.example")
    #expect(result.broken == .seconds(7.5))
    #expect(result.brokenByKind == [.info: .seconds(7.5), .zip: .seconds(7.5)])
    #expect(result.served == .seconds(22.5))
  }

  /// A mirror with a canary of its own is asked about the chain's on the open connection; its own tells only
  /// whether it could be connected to.
  @Test func anotherCanaryDecidesNothingButTheConnection() throws {
    let own = ModuleVersion(module: "corp.example/m", version: "v1.0.0")
    var whatIf = WhatIf()
    whatIf.observe([
      span(
        0, Self.a, outcome(.info, Self.bad, 12, canary: own), outcome(.info, .ok, 12, use: .warm))
    ])
    whatIf.observe([span(1, Self.a, outcome(.info, Self.refused, 12, canary: own))])
    let result = try result(whatIf, "http://a.example")
    #expect(result.served == .seconds(60))
    #expect(result.broken == .seconds(60))
  }

  /// Both would have served at once: the present chain is kept; without it the one with fewer `|`.
  @Test func ofEqualsThePresentThenTheSaferSeparator() throws {
    var whatIf = WhatIf()
    whatIf.observe([
      span(0, Self.a, outcome(.info, .ok, 12, milliseconds: 30)),
      span(0, Self.b, outcome(.info, .ok, 12, milliseconds: 20)),
    ])
    let present = try Chain(parsing: "http://b.example|http://a.example")
    let all = ChainCandidate.all(present: present, watched: [Self.a, Self.b])
    #expect(WhatIf.best(of: whatIf.results(of: all))?.candidate.change == .present)
    let slow = try Chain(parsing: "http://a.example|http://b.example")
    let others = ChainCandidate.all(present: slow, watched: [Self.a, Self.b])
    let best = WhatIf.best(of: whatIf.results(of: others.reversed()))
    #expect(best?.candidate.chain.redacted == "http://b.example,http://a.example")
  }

  /// What a private mirror is asked must not reach the next one, nor may it be asked later.
  @Test func aPrivateMirrorKeepsItsPlaceAndItsComma() throws {
    let present = try Chain(parsing: "https://athens.corp,http://a.example,direct")
    let athens = try #require(present.entries.first?.url)
    let all = ChainCandidate.all(
      present: present, watched: [athens, Self.a, Self.b], isPrivate: { $0 == athens })
    #expect(all.allSatisfy { $0.chain.redacted.hasPrefix("https://athens.corp,") })
    #expect(all.count == 6)
  }

  /// Ten minutes on `,` and ten on `|`; go refused what was set for five more.
  @Test func theChainsThatWereInForceAreWalkedEachInItsTime() throws {
    var whatIf = WhatIf()
    let comma = "http://a.example,http://b.example"
    let pipe = "http://a.example|http://b.example"
    for minute in 0..<25 {
      if minute % 10 == 0 { whatIf.chainChanged(to: [comma, pipe, ""][minute / 10]) }
      whatIf.observe([
        span(minute, Self.a, outcome(.info, Self.bad, 12)),
        span(minute, Self.b, outcome(.info, .ok, 12)),
      ])
    }
    #expect(whatIf.chains == [comma, pipe, ""])
    let recorded = try #require(whatIf.recordedResult { try? Chain(parsing: $0) })
    #expect(recorded.candidate.change == .recorded)
    #expect(recorded.broken == .seconds(900))
    #expect(recorded.fallback == .seconds(600))
    #expect(try result(whatIf, pipe).fallback == .seconds(1500))
  }
}
