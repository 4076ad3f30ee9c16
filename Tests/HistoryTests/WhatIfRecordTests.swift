import History
import ProxyHealth
import Testing

/// The recorded outcomes as what other chains are walked over.
struct WhatIfRecordTests {
  /// Ten minutes of two mirrors, twelve cold probes a minute: in the minutes 2 and 3 `a` answers 502 to all, in
  /// minute 4 to the first three of twelve.
  @Test func aChainIsWalkedOverTheMinutes() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = HistoryStore(path: folder.history, clock: clock.read)
    let bad = ProbeOutcome.failure(ProbeFailure(.processing, .status(502)))
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
    // Five minutes are rolled up, five are not.
    clock.move(to: 335)
    try await store.maintain()
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
}
