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

  /// 2 MiB in 0.5 s are 4 MiB/s: a MiB takes 250 ms.
  @Test func throughputDecidesAmongTheMeasured() throws {
    func transferred(_ contender: Contender, milliseconds: Int) -> Contender {
      var contender = contender
      var zip = result(.warm, 900, kind: .zip)
      zip.bodyBytes = 2 << 20
      zip.timings.transfer = .milliseconds(milliseconds)
      contender.roundFinished([zip])
      return contender
    }
    let near = transferred(contender("near", Array(repeating: 40, count: 5)), milliseconds: 4000)
    let wide = transferred(contender("wide", Array(repeating: 80, count: 5)), milliseconds: 500)
    let other = contender("other", Array(repeating: 90, count: 5))
    #expect(wide.throughput == Double(4 << 20))
    #expect(Ranking.score(of: wide) == .milliseconds(80 + 20 + 250))
    #expect(names([other, near, wide]) == ["wide", "near", "other"])
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
      // Moved to the front; separators stay in their place.
      ("a,b|-", "b", "b,a|-"), ("a|b,c", "c", "c|a,b"), ("a,b,c,d", "c", "c,a,b,d"),
      // Private entries and `direct` stay.
      ("P,a|b,-", "b", "P,b|a,-"), ("a,P|b,-", "b", "b,P|a,-"),
      // One that is not in the chain is added.
      ("a|-", "x", "x|a|-"), ("a", "x", "x,a"), ("P,a,-", "x", "P,x,a,-"),
      ("-", "x", "x,-"), ("P|-", "x", "P|x,-"), ("P", "x", "P,x"), ("a,0", "x", "x,a,0"),
      // Nothing to do.
      ("a,b", "a", nil), ("0", "x", nil), ("n0", "x", nil), ("P", "P", nil),
    ] as [(String, String, String?)])
  func preferring(before: String, host: String, after: String?) {
    let changed = chain(before).preferring(url(host[...])) {
      $0.host.first?.isUppercase == true
    }
    #expect(changed == after.map(chain))
  }
}
