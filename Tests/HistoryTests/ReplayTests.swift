import GoRules
import Health
import History
import Record
import Testing

/// The record played again: samples as they were, rollups as probes that are marked.
struct ReplayTests {
  @Test func samplesThenWhatIsMadeUp() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = HistoryStore(path: folder.history, clock: clock.read)
    let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))
    // Two probes a minute, one refused, for 3 h.
    for minute in 0..<180 {
      store.append([
        .sample(sample(at: Double(minute) * 60 + 5)),
        .sample(sample(mirrorB, at: Double(minute) * 60 + 50, refused)),
      ])
    }
    clock.move(to: 3 * 3_600)
    await store.flush()
    try await store.maintain()
    // The samples of the first hour are gone.
    let probes = try await store.replay(from: origin, until: origin + .seconds(3 * 3_600))
    #expect(probes.count == 360)
    let madeUp = probes.prefix { $0.origin == .rollup(length: .seconds(60)) }
    #expect(madeUp.count == 120)
    #expect(probes.dropFirst(120).allSatisfy { $0.origin == .sample })
    #expect(
      zip(probes, probes.dropFirst()).allSatisfy {
        $0.result.startedAt <= $1.result.startedAt
      })
    // One probe of each mirror in the minute: in its middle, with its times.
    let first = try #require(probes.first).result
    #expect(first.startedAt.wall == origin + .seconds(30))
    #expect(first.timings.total == .microseconds(64_800))
    let tls = try #require(first.timings.tls)
    #expect(abs(tls / .microseconds(22_400) - 1) < 0.01)
    #expect(probes[1].result.outcome == refused)
    #expect(probes[1].result.timings.tls == nil)
    // A part of a minute.
    let part = try await store.replay(
      from: origin + .seconds(2 * 3_600), until: origin + .seconds(2 * 3_600 + 30))
    #expect(part.map(\.result.mirror) == [mirrorA])
    await store.close()
  }
}
