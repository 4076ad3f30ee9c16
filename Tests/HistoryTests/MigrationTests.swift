import Foundation
import Glibc
import GoRules
import Health
import History
import Record
import Testing

/// A file of each older version is brought to the present one with all that it holds.
struct MigrationTests {
  /// Puts the file of that version into the folder.
  private static func fill(_ folder: TemporaryFolder, _ version: String) throws {
    mkdir(folder.path + "/state", 0o700)
    let fixture = try #require(
      Bundle.module.url(forResource: version, withExtension: "sql", subdirectory: "Fixtures"))
    try Database(folder.history).execute(String(contentsOf: fixture, encoding: .utf8))
  }

  @Test func version1() async throws {
    let folder = try TemporaryFolder()
    try Self.fill(folder, "version-1")
    let store = HistoryStore(path: folder.history, clock: { time(100) })
    await store.flush()
    #expect(store.status.mode == .recording)
    try await store.maintain()
    let period = try await store.period(from: origin, until: origin + .seconds(60))
    let session = try #require(period.sessions.first)
    #expect(
      session.stateChanges == [
        change(at: 2, from: .unknown, to: .down, RequestFailure(.processing, .status(502)))
      ])
    var failover = failover(at: 3, from: placeA, to: placeB)
    // The canary of the programs that wrote such files.
    failover.canary = ModuleVersion(module: "golang.org/x/text", version: "v0.14.0")
    #expect(session.failovers == [failover])
    #expect(session.gaps == [Gap(from: time(3), to: time(4))])
    #expect(try await store.settingChanges().map(\.before) == ["https://a.example"])
    let samples = try await store.replay(from: origin, until: origin + .seconds(60))
    #expect(samples.map(\.serverText?.text) == ["bad upstream", nil, nil])
    // What was recorded before there were rollups is rolled up.
    let file = try Database(folder.history)
    #expect(try file.column("SELECT count(*) FROM minute") == ["2"])
    #expect(try file.column("PRAGMA user_version") == ["3"])
    await store.close()
  }

  /// A minute of version 2, whose maximum is kept to the nanosecond, and one of version 3 go into one hour.
  @Test func version2() async throws {
    let folder = try TemporaryFolder()
    try Self.fill(folder, "version-2")
    let clock = TestClock(100)
    let store = HistoryStore(path: folder.history, clock: clock.read)
    store.append([.sample(sample(at: 90))])
    await store.flush()
    #expect(store.status.mode == .recording)
    clock.move(to: 3_700)
    try await store.maintain()
    let minutes = try await store.spans(from: origin, until: origin + .seconds(120))
    // As it was written, and the middle of a 64th of its bucket: 64,487,424 + 38.5 · 8,192 ns.
    #expect(
      minutes.map { $0.latencies[.total].max } == [.microseconds(64_800), .nanoseconds(64_802_816)])
    let hours = try await store.spans(
      from: origin, until: origin + .seconds(3_600), inHours: true)
    #expect(hours.map { $0.latencies[.total].count } == [2])
    #expect(hours.map { $0.latencies[.total].max } == [.nanoseconds(64_802_816)])
    #expect(try Database(folder.history).column("PRAGMA user_version") == ["3"])
    await store.close()
  }
}
