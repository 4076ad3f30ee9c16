import GoRules
import Health
import History
import Record
import Testing

/// Clocks that are wrong.
struct WrongClockTests {
  private func rows(_ folder: TemporaryFolder) throws -> [String] {
    let file = try Database(folder.history)
    return try ["minute", "hour"].flatMap { try file.column("SELECT count(*) FROM \($0)") }
  }

  @Test func aClockSetYearsAheadDropsNothingForADay() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(0)
    let store = HistoryStore(path: folder.history, clock: clock.read)
    store.append((0..<120).map { .sample(sample(at: Double($0) * 60)) })
    clock.move(to: 7_300)
    await store.flush()
    try await store.maintain()
    #expect(try rows(folder) == ["120", "2"])
    let years = 3.0 * 365 * 86_400
    clock.move(to: years)
    try await store.maintain()
    clock.move(to: years + 80_000)
    try await store.maintain()
    #expect(try rows(folder) == ["120", "2"])
    // Set right again: nothing is missing, and new samples are counted, before and after what is there.
    clock.move(to: 7_400)
    store.append([.sample(sample(at: 7_390)), .sample(sample(at: 30))])
    await store.flush()
    try await store.maintain()
    let spans = try await store.spans(from: origin, until: origin + .seconds(7_500))
    #expect(spans.flatMap(\.outcomes).reduce(0) { $0 + $1.count } == 122)
    await store.close()
  }

  @Test func aClockSetBackLosesNothing() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(0)
    let store = HistoryStore(path: folder.history, clock: clock.read)
    store.append((0..<120).map { .sample(sample(at: Double($0) * 60)) })
    clock.move(to: 7_300)
    await store.flush()
    try await store.maintain()
    clock.move(to: 100)
    store.append([.sample(sample(at: 90)), .sample(sample(mirrorB, at: 95))])
    await store.flush()
    try await store.maintain()
    let spans = try await store.spans(from: origin, until: origin + .seconds(7_200))
    #expect(spans.flatMap(\.outcomes).reduce(0) { $0 + $1.count } == 122)
    await store.close()
  }
}
