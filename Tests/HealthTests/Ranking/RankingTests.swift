import GoRules
import Health
import Testing

@Suite struct RankingTests {
  private func result(
    _ use: ConnectionUse, _ milliseconds: Int, _ outcome: RequestOutcome = .ok,
    kind: RequestKind = .info
  ) -> ProbeResult {
    var timings = PhaseTimings()
    timings.total = .milliseconds(milliseconds)
    return ProbeResult(
      mirror: Mirror.ID(rawValue: "m"),
      request: ProbeRequest(kind, canary: .standard, use: use),
      startedAt: Timestamp(monotonic: .zero, wall: .zero), outcome: outcome, timings: timings)
  }

  /// Cold times in milliseconds, each with a warm one of 10 ms; nil for a failed round.
  private func contender(_ name: String, _ colds: [Int?]) -> Contender {
    var contender = Contender(
      mirror: Mirror(name: name, url: ProxyURL(scheme: .https, host: name)))
    for cold in colds {
      if let cold {
        contender.roundFinished([result(.cold, cold), result(.warm, 10)])
      } else {
        contender.roundFinished([result(.cold, 1, .refused)])
      }
    }
    return contender
  }

  private func names(_ contenders: [Contender]) -> [String] {
    Ranking(contenders).places.map(\.contender.mirror.name)
  }

  /// All cold times 40 ms and warm 10 ms: 40 + 2 · 10 = 60 ms; two of ten rounds failed: + 2 s.
  @Test func scoreByHand() throws {
    let steady = contender("steady", Array(repeating: 40, count: 10))
    #expect(Ranking.score(of: steady) == .milliseconds(60))
    let failing = contender("failing", Array(repeating: 40, count: 8) + [nil, nil])
    #expect(Ranking.score(of: failing) == .milliseconds(2060))
    #expect(failing.rounds == 10)
    #expect(failing.failures == 2)
    #expect(Ranking.score(of: contender("dead", [nil, nil])) == nil)
  }

  @Test func oneSlowSampleDecidesNothing() {
    let fast = contender("fast", [40, 40, 40, 40, 4000, 40, 40, 40])
    let slow = contender("slow", Array(repeating: 60, count: 8))
    #expect(names([slow, fast]) == ["fast", "slow"])
  }

  @Test func varianceAndFailuresArePenalised() {
    let steady = contender("steady", Array(repeating: 70, count: 8))
    let spread = contender("spread", [20, 20, 60, 60, 60, 200, 200, 200])
    let failing = contender("failing", [20, 20, 20, 20, 20, 20, 20, nil])
    #expect(names([failing, spread, steady]) == ["steady", "spread", "failing"])
  }

  @Test func theDeadComeLastInTheirOrderWithoutRank() {
    let ranking = Ranking([
      contender("x", [nil]), contender("y", [nil]), contender("a", [90]),
    ])
    #expect(ranking.places.map(\.contender.mirror.name) == ["a", "x", "y"])
    #expect(ranking.places.map(\.rank) == [1, nil, nil])
    #expect(ranking.finalists().map(\.name) == ["a"])
  }

  private func transferred(_ contender: Contender, _ milliseconds: Int..., bytes: Int = 2 << 20)
    -> Contender
  {
    var contender = contender
    for milliseconds in milliseconds {
      var zip = result(.warm, 900, kind: .zip)
      zip.bodyBytes = bytes
      zip.timings.transfer = .milliseconds(milliseconds)
      contender.roundFinished([zip])
    }
    return contender
  }

  /// 2 MiB in 0.5 s are 4 MiB/s: a MiB takes 250 ms.
  @Test func throughputDecidesAmongTheMeasured() throws {
    let near = transferred(contender("near", Array(repeating: 40, count: 5)), 4000)
    let wide = transferred(contender("wide", Array(repeating: 80, count: 5)), 500)
    let other = contender("other", Array(repeating: 90, count: 5))
    #expect(wide.throughput?.rate == Double(4 << 20))
    #expect(Ranking.score(of: wide) == .milliseconds(80 + 20 + 250))
    #expect(names([other, near, wide]) == ["wide", "near", "other"])
  }

  /// 3 bodies of 2 MiB in 0.5, 1 and 1.5 s: 2 MiB/s, from 4/3 to 4 MiB/s, which is 67 % off to either side.
  @Test func throughputHasItsSpreadAndItsBytes() throws {
    let mirror = transferred(contender("m", [40]), 500, 1000, 1500)
    let throughput = try #require(mirror.throughput)
    #expect(throughput.rate == Double(2 << 20))
    #expect(throughput.bytes == 6 << 20 && throughput.bodies == 3 && throughput.isSure)
    #expect(abs(throughput.range.lowerBound - Double(4 << 20) / 3) < 1)
    #expect(throughput.range.upperBound == Double(4 << 20))
    #expect(abs((throughput.spread ?? 0) - 2.0 / 3) < 1e-6)
    let single = try #require(transferred(contender("s", [40]), 500).throughput)
    #expect(single.spread == nil && !single.isSure)
    let small = transferred(contender("t", [40]), 10, 10, 10, bytes: 20 << 10).throughput
    #expect(small?.isSure == false)
  }

  /// The confidence follows from the throughput: one body is not sure, and bodies of very different rates hide a
  /// difference of 0.3 s.
  @Test func confidenceOfThroughput() {
    func pair(_ first: [Int], _ second: [Int]) -> Ranking.Confidence? {
      var near = contender("near", Array(repeating: 40, count: 10))
      var far = contender("far", Array(repeating: 340, count: 10))
      for time in first { near = transferred(near, time) }
      for time in second { far = transferred(far, time) }
      return Ranking([near, far]).places.first { $0.contender.mirror.name == "near" }?.confidence
    }
    #expect(pair([500], [500]) == .fair)
    #expect(pair([500, 500, 500], [500, 500, 500]) == .high)
    #expect(pair([100, 100, 1300], [500, 500, 500]) == .fair)
    // Where one of them sent no zip, latency alone tells them apart.
    #expect(pair([500, 500, 500], []) == .high)
  }

  /// One that answers 404 to everything is fast, and no use; a private one is for those who ask for it.
  @Test func theBestHasServedAndIsPublic() {
    var lacking = Contender(
      mirror: Mirror(name: "lacking", url: ProxyURL(scheme: .https, host: "lacking")))
    for _ in 0..<5 {
      lacking.roundFinished([
        result(.cold, 5, .notFound(NotFound(status: 404))),
        result(.warm, 2, .notFound(NotFound(status: 404))),
      ])
    }
    let own = contender("own", [20, 20]), slow = contender("slow", [90, 90])
    let ranking = Ranking([lacking, own, slow, contender("dead", [nil])])
    #expect(ranking.places.map(\.contender.mirror.name) == ["own", "slow", "lacking", "dead"])
    #expect(ranking.best { _ in false }?.name == "own")
    #expect(ranking.best { $0.host == "own" }?.name == "slow")
    #expect(ranking.best { $0.host != "lacking" } == nil)
    #expect(ranking.finalists().map(\.name) == ["own", "slow"])
  }

  /// 300 bytes in two segments 40 ms apart are no 7 kB/s path on which a MiB would take two minutes.
  @Test func aSmallBodySaysNothingOfTheRate() {
    var small = contender("small", Array(repeating: 40, count: 5))
    var zip = result(.warm, 50, kind: .zip)
    zip.bodyBytes = 300
    zip.timings.transfer = .milliseconds(40)
    small.roundFinished([zip])
    #expect(small.throughput == nil)
    #expect(Ranking.score(of: small) == .milliseconds(60))
  }

  @Test func confidence() {
    let few = contender("few", Array(repeating: 10, count: 4))
    let some = contender("some", Array(repeating: 20, count: 9))
    let sure = contender("sure", Array(repeating: 30, count: 10))
    let last = contender("last", Array(repeating: 300, count: 10))
    #expect(
      Ranking([few, some, sure, last]).places.map(\.confidence) == [.low, .fair, .high, .high])
    let wide = contender("wide", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    let near = contender("near", [12, 22, 32, 42, 52, 62, 72, 82, 92, 102])
    #expect(Ranking([wide, near]).places.map(\.confidence) == [.fair, .high])
  }
}

@Suite struct PreferringTests {
  private func url(_ host: Substring) -> ProxyURL { ProxyURL(scheme: .https, host: String(host)) }

  /// Hosts of one letter with their separators; upper case is private, `-` is `direct`, `0` `off`, `n` `noproxy`.
  private func chain(_ text: String) -> Chain {
    var entries: [Chain.Entry] = []
    for character in text {
      if let separator = Chain.Separator(rawValue: character) {
        entries[entries.count - 1].separator = separator
      } else {
        let target: Chain.Entry.Target =
          switch character {
          case "-": .direct
          case "0": .off
          case "n": .noproxy
          default: .proxy(url(Substring(String(character))))
          }
        entries.append(Chain.Entry(target))
      }
    }
    return Chain(entries: entries)
  }

  @Test(
    arguments: [
      // Moved to the front, with `|` after it; the other separators stay in their place.
      ("a,b|-", "b", "b|a|-"), ("a|b,c", "c", "c|a,b"), ("a,b,c,d", "c", "c|a,b,d"),
      ("a,b", "b", "b|a"), ("na,b", "b", "nb|a"),
      // Private entries and `direct` stay.
      ("P,a|b,-", "b", "P,b|a,-"), ("a,P|b,-", "b", "b|P|a,-"),
      // One that is not in the chain is added.
      ("a|-", "x", "x|a|-"), ("a", "x", "x|a"), ("P,a,-", "x", "P,x|a,-"),
      ("-", "x", "x|-"), ("P|-", "x", "P|x|-"), ("P", "x", "P,x"), ("a,0", "x", "x|a,0"),
      // A private one goes before all, and nobody hears what it was asked.
      ("a|P,-", "P", "P,a,-"), ("a|-", "X", "X,a|-"), ("P|a", "X", "X,P|a"), ("-", "X", "X,-"),
      ("nP,a|Q", "Q", "nQ,P|a"),
      // Nothing to do.
      ("a,b", "a", nil), ("0", "x", nil), ("n0", "x", nil), ("P", "P", nil),
    ] as [(String, String, String?)])
  func preferring(before: String, host: String, after: String?) {
    let changed = chain(before).preferring(url(host[...])) {
      $0.host.first?.isUppercase == true
    }
    #expect(changed == after.map(chain))
  }

  /// A gateway stays before the list, and behind it what go comes back by.
  @Test(
    arguments: [
      ("https://a,https://b", "https://b", "https://b|https://a"),
      ("https://a|direct", "https://x", "https://x|https://a|direct"),
      ("direct", "https://x", "https://x|direct"), ("", "https://x", "https://x"),
      ("https://a", "https://a", nil), ("https://a", "http://127.0.0.1:1", nil),
      ("https://a", "http://127.0.0.1:1/again", nil),
    ] as [(String, String, String?)])
  func preferringBehindAGateway(before: String, chosen: String, after: String?) throws {
    let gateway = "http://127.0.0.1:1|http://127.0.0.1:1/again"
    func list(_ rest: String) -> String { rest.isEmpty ? gateway : "\(gateway)|\(rest)" }
    let changed = try Chain(parsing: list(before)).preferring(try ProxyURL(parsing: chosen)) { _ in
      false
    }
    #expect(changed?.value == after.map(list))
  }
}
