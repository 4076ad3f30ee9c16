import GoRules
import Health
import History
import Record
import Testing

/// A record of which one reading takes only the newest part: what it tells is what all of it tells of that time.
@Suite struct LongReadingTests {
  private static let count = 400

  /// Two sessions; mirror A fails and comes back all the time, and go with it.
  private func record(in folder: TemporaryFolder) async throws {
    for session in 0..<2 {
      let start = Double(session) * 10_000
      let clock = TestClock(start)
      let store = HistoryStore(path: folder.history, clock: clock.read)
      await store.flush()
      store.append([
        .firstTarget(failover(at: start, from: .nowhere(.unknown, at: nil), to: placeA)),
        .stateChange(change(at: start, from: .unknown, to: .up)),
      ])
      for index in 0..<Self.count {
        let at = start + 20 + Double(index) * 20
        let isDown = index % 2 == 0
        store.append([
          .stateChange(
            change(at: at - 1, from: isDown ? .up : .down, to: isDown ? .down : .up)),
          .failover(
            isDown
              ? failover(at: at, from: placeA, to: placeB)
              : failover(at: at, from: placeB, to: placeA, cause: "recovered")),
        ])
      }
      clock.move(to: start + 9_000)
      await store.flush()
      await store.close()
    }
  }

  @Test(arguments: [10, 100, 700, 1000, 1602]) func theNewestPartIsAsInTheWhole(
    most: Int
  ) async throws {
    let folder = try TemporaryFolder()
    try await record(in: folder)
    let store = HistoryStore(path: folder.history, role: .reader, clock: TestClock(20_000).read)
    let whole = try await store.period(from: origin, until: RecordedPeriod.noEnd)
    #expect(!whole.isCut)
    #expect(whole.failovers().count == 2 * Self.count)
    let part = try await store.period(from: origin, until: RecordedPeriod.noEnd, most: most)
    #expect(part.isCut)
    let told = part.failovers()
    #expect(told == Array(whole.failovers().prefix(told.count)))
    #expect(told.count >= most / 2 - 3 && told.count <= most)
    let outages = part.outages()
    #expect(outages == Array(whole.outages().prefix(outages.count)))
    #expect(outages.count >= most / 4 - 3)
    // Beside the changes themselves at most one before and one after, of each subject and session.
    let read = part.sessions.reduce(0) { $0 + $1.failovers.count + $1.stateChanges.count }
    #expect(read <= most + 8)
    await store.close()
  }

  /// What one reading did not take, the next one does.
  @Test func theRestCanBeAskedFor() async throws {
    let folder = try TemporaryFolder()
    try await record(in: folder)
    let store = HistoryStore(path: folder.history, role: .reader, clock: TestClock(20_000).read)
    let whole = try await store.period(from: origin, until: RecordedPeriod.noEnd).failovers()
    var until = RecordedPeriod.noEnd
    var told: [Failover] = []
    var readings = 0
    while readings < 20 {
      let part = try await store.period(from: origin, until: until, most: 300)
      told += part.failovers()
      readings += 1
      guard part.isCut else { break }
      until = part.from
    }
    #expect(readings > 4)
    #expect(told.map(\.at) == whole.map(\.at))
    #expect(told.map(\.lasted) == whole.map(\.lasted))
    await store.close()
  }
}
