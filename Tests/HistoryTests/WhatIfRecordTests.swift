import GoRules
import Health
import History
import Record
import Testing

/// The recorded outcomes as what other chains are walked over.
struct WhatIfRecordTests {
  /// Ten minutes of two mirrors, twelve cold probes a minute: in the minutes 2 and 3 `a` answers 502 to all, in
  /// minute 4 to the first three of twelve. Walked over the samples, and over the minutes once these are all there is.
  @Test(arguments: [335.0, 14_400.0])
  func aChainIsWalkedOverTheRecord(maintainedAt: Double) async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = HistoryStore(path: folder.history, clock: clock.read)
    let bad = RequestOutcome.failure(RequestFailure(.processing, .status(502)))
    for probe in 0..<120 {
      let second = Double(probe) * 5
      let isDown = (24..<48).contains(probe) || (48..<51).contains(probe)
      store.append([
        .sample(sample(mirrorA, at: second, isDown ? bad : .ok)),
        .sample(sample(mirrorB, at: second + 1)),
      ])
    }
    clock.move(to: 650)
    await store.flush()
    clock.move(to: maintainedAt)
    try await store.maintain()
    let kept = try Database(folder.history).column("SELECT count(*) FROM sample")
    #expect(kept == [maintainedAt == 335 ? "240" : "0"])
    let whatIf = try await store.whatIf(from: origin, until: origin + .seconds(600))
    await store.close()
    let first = ProxyURL(scheme: .https, host: "a.example")
    let second = ProxyURL(scheme: .https, host: "b.example")
    func chain(_ separator: Chain.Separator) -> Chain {
      Chain(entries: [
        Chain.Entry(.proxy(first), separator: separator), Chain.Entry(.proxy(second)),
      ])
    }
    let results = whatIf.results(of: [
      ChainCandidate(chain(.comma), .present), ChainCandidate(chain(.pipe), .pipes(after: [0])),
    ])
    #expect(results.map(\.broken) == [.seconds(135), .zero])
    #expect(results.map(\.fallback) == [.zero, .seconds(135)])
    #expect(results.map(\.served) == [.seconds(465), .seconds(465)])
    #expect(WhatIf.best(of: results)?.candidate.change == .pipes(after: [0]))
  }

  /// Asked about a canary that is not on record, it walks the one that is.
  @Test func theRecordedCanaryIsWalked() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = HistoryStore(path: folder.history, clock: clock.read)
    let older = ModuleVersion(module: "golang.org/x/text", version: "v0.14.0")
    for second in 0..<120 {
      var result = sample(mirrorA, at: Double(second))
      result.request.canary = older
      store.append([.sample(result)])
    }
    clock.move(to: 200)
    await store.flush()
    for asked in [ModuleVersion.standard, older] {
      let whatIf = try await store.whatIf(
        from: origin, until: origin + .seconds(120), canary: asked)
      #expect(whatIf.canary == older)
      #expect(whatIf.recordedCanaries.keys.map(\.self) == [older])
    }
    let nothing = try await store.whatIf(from: .zero, until: .seconds(1))
    #expect(nothing.canary == .standard)
    await store.close()
  }

  /// Within one minute `a` is refused for 40 s and `b` answers 502 for 10 s of them: together, not one after the other.
  @Test func faultsOfOneMinuteAreWalkedAsTheyMet() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = HistoryStore(path: folder.history, clock: clock.read)
    for probe in 0..<120 {
      let second = Double(probe)
      let first: RequestOutcome =
        (10..<50).contains(probe) ? .failure(RequestFailure(.connect, .refused)) : .ok
      let second502 = (20..<30).contains(probe)
      store.append([
        .sample(sample(mirrorA, at: second, first)),
        .sample(
          sample(
            mirrorB, at: second,
            second502 ? .failure(RequestFailure(.processing, .status(502))) : .ok)),
      ])
    }
    clock.move(to: 125)
    await store.flush()
    let whatIf = try await store.whatIf(from: origin, until: origin + .seconds(120))
    await store.close()
    let chain = Chain(entries: [
      Chain.Entry(.proxy(ProxyURL(scheme: .https, host: "a.example")), separator: .pipe),
      Chain.Entry(.proxy(ProxyURL(scheme: .https, host: "b.example")), separator: .comma),
      Chain.Entry(.direct),
    ])
    let result = try #require(whatIf.results(of: [ChainCandidate(chain, .present)]).first)
    #expect(result.broken == .seconds(10))
    #expect(result.fallback == .seconds(30))
    #expect(result.served == .seconds(80))
  }
}
