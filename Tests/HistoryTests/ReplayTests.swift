import GoRules
import Health
import History
import Record
import Testing

/// The record played again: samples as they were, of rollups as many probes as they count.
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
    // What is made up stands in the middle of its minute.
    let places = probes.map { ($0.startedAt.wall - origin).components.seconds % 60 }
    #expect(places.prefix(120).allSatisfy { $0 == 30 })
    #expect(Set(places.dropFirst(120)) == [5, 50])
    #expect(zip(probes, probes.dropFirst()).allSatisfy { $0.startedAt <= $1.startedAt })
    // One probe of each mirror in the minute: in its middle, with its times.
    let first = try #require(probes.first)
    #expect(first.startedAt.wall == origin + .seconds(30))
    #expect(first.timings.total == .microseconds(64_800))
    let tls = try #require(first.timings.tls)
    #expect(abs(tls / .microseconds(22_400) - 1) < 0.01)
    #expect(probes[1].outcome == refused)
    #expect(probes[1].timings.tls == nil)
    // A part of a minute.
    let part = try await store.replay(
      from: origin + .seconds(2 * 3_600), until: origin + .seconds(2 * 3_600 + 30))
    #expect(part.map(\.mirror) == [mirrorA])
    await store.close()
  }
}
