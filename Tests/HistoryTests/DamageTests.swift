import Foundation
import Glibc
import GoRules
import Health
import History
import Record
import Testing

/// Files as they should not be: told, and nothing older is lost.
struct DamageTests {
  private func contents(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func put(_ bytes: [UInt8], at path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// A file with some thousand samples, closed.
  private func sound(in folder: TemporaryFolder) async {
    let store = HistoryStore(path: folder.history, clock: { time(3_000) })
    store.append((0..<3_000).map { .sample(sample(at: Double($0))) })
    store.append([.failover(failover(at: 1, from: placeA, to: placeB))])
    await store.close()
  }

  private func problem(_ store: HistoryStore) -> HistoryStatus.Problem? {
    if case .problem(let problem) = store.status.mode { problem } else { nil }
  }

  @Test(arguments: ["truncated", "overwritten", "no database"])
  func aDamagedFileIsSetAside(how: String) async throws {
    let folder = try TemporaryFolder()
    await sound(in: folder)
    var bytes = try contents(folder.history)
    switch how {
    case "truncated": bytes.removeLast(bytes.count / 2)
    case "overwritten":
      for index in 4096..<bytes.count { bytes[index] = UInt8(index & 0xff) }
    default: bytes = Array("something else altogether\n".utf8)
    }
    try put(bytes, at: folder.history)
    let store = HistoryStore(path: folder.history, clock: { time(5_000) })
    store.append([.failover(failover(at: 4_999, from: placeB, to: placeA))])
    await store.flush()
    #expect(store.status.mode == .recording)
    let aside = try #require(
      TemporaryFolder.names(in: folder.path + "/state").first {
        $0.hasPrefix("history.sqlite.damaged-") && !$0.hasSuffix("-wal")
      })
    guard case .damaged(_, let name, _, _)? = store.status.notice else {
      Issue.record("no notice")
      return
    }
    #expect(name == folder.path + "/state/" + aside)
    #expect(try contents(folder.path + "/state/" + aside) == bytes)
    // Of the first half of the file the old failover could be read.
    let older = how == "truncated" ? [time(1).wall] : []
    let kept = try await store.failovers(since: origin)
    #expect(kept.map(\.at.wall) == [time(4_999).wall] + older)
    await store.close()
  }

  /// A page of the samples is overwritten: what lasts can still be read, and goes on in the new file.
  @Test func theFailoversOfADamagedFileAreTakenOver() async throws {
    let folder = try TemporaryFolder()
    await sound(in: folder)
    var bytes = try contents(folder.history)
    let page: Int
    do {
      let file = try Database(folder.history)
      page = try #require(
        Int(try file.column("SELECT rootpage FROM sqlite_schema WHERE name = 'sample'")[0]))
    }
    for index in 0..<4096 { bytes[(page - 1) * 4096 + index] = 0xff }
    try put(bytes, at: folder.history)
    let store = HistoryStore(path: folder.history, clock: { time(5_000) })
    store.append([
      .sample(sample(at: 4_998)), .failover(failover(at: 4_999, from: placeB, to: placeA)),
    ])
    await store.flush()
    #expect(store.status.mode == .recording)
    guard case .damaged(_, _, _, failovers: 1)? = store.status.notice else {
      Issue.record("\(String(describing: store.status.notice))")
      return
    }
    let kept = try await store.failovers(since: origin)
    #expect(kept.map(\.at.wall) == [time(4_999).wall, time(1).wall])
    await store.close()
  }

  /// Of the minutes a page in the middle is lost, not what stands behind it.
  @Test func theRollupsOfADamagedFileAreTakenOver() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(90_000)
    let end = origin + .seconds(90_000)
    let first = HistoryStore(path: folder.history, clock: clock.read)
    first.append((0..<1_490).map { .sample(sample(at: Double($0) * 60)) })
    await first.flush()
    try await first.maintain()
    let before = try await first.spans(from: origin, until: end)
    #expect(before.count == 1_490)
    await first.close()
    var bytes = try contents(folder.history)
    let pages: [Int]
    do {
      let file = try Database(folder.history)
      let leaves = try file.column(
        "SELECT pageno FROM dbstat WHERE name = 'minute' AND pagetype = 'leaf' ORDER BY path")
      pages =
        try [leaves[leaves.count / 2]].compactMap(Int.init)
        + file.column("SELECT rootpage FROM sqlite_schema WHERE name = 'sample'").compactMap(
          Int.init)
    }
    #expect(pages.count == 2)
    for page in pages {
      for index in 0..<4096 { bytes[(page - 1) * 4096 + index] = 0xff }
    }
    try put(bytes, at: folder.history)

    let second = HistoryStore(path: folder.history, clock: clock.read)
    second.append([.sample(sample(at: 89_990))])
    await second.flush()
    #expect(second.status.mode == .recording)
    let after = try await second.spans(from: origin, until: end)
    #expect(
      Set(after.map(\.start)).isSuperset(of: (before.prefix(500) + before.suffix(500)).map(\.start))
    )
    #expect(after.first == before.first && after.dropLast().last == before.last)
    // The hours are whole.
    let hours = try await second.spans(from: origin, until: end, inHours: true)
    #expect(hours.flatMap(\.outcomes).reduce(0) { $0 + $1.count } == 1_491)
    // What is rolled up from now on is added.
    clock.move(to: 90_200)
    try await second.maintain()
    let later = try await second.spans(from: origin, until: end)
    #expect(later.map(\.start) == after.map(\.start))
    await second.close()
  }

  @Test(arguments: [99, 2_000_000]) func aFileOfANewerVersionIsLeftAlone(
    version: Int64
  ) async throws {
    let folder = try TemporaryFolder()
    await sound(in: folder)
    do {
      let file = try Database(folder.history)
      try file.execute("PRAGMA user_version = \(version); CREATE TABLE from_the_future (x)")
    }
    let before = try contents(folder.history)
    let store = HistoryStore(path: folder.history, clock: { time(1) })
    store.append([.sample(sample(at: 1))])
    await store.flush()
    #expect(problem(store)?.reason == .ofNewerVersion(version, known: 3))
    await store.close()
    #expect(try contents(folder.history) == before)
    #expect(TemporaryFolder.names(in: folder.path + "/state").filter { $0.contains("dam") } == [])
  }

  @Test func aFileOfAnotherProgramIsLeftAlone() async throws {
    let folder = try TemporaryFolder()
    try put([], at: folder.history)
    do {
      let file = try Database(folder.history)
      try file.execute("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')")
    }
    let before = try contents(folder.history)
    let store = HistoryStore(path: folder.history, clock: { time(1) })
    await store.flush()
    #expect(problem(store)?.reason == .ofAnotherProgram)
    await #expect(throws: HistoryError.self) { try await store.settingChanges() }
    await store.close()
    #expect(try contents(folder.history) == before)
  }

  @Test func aLockedFileIsToldAndWrittenLater() async throws {
    let folder = try TemporaryFolder()
    let store = HistoryStore(path: folder.history, clock: { time(1) })
    await store.flush()
    let other = try Database(folder.history)
    try other.execute("BEGIN IMMEDIATE")
    store.append([.failover(failover(at: 1, from: placeA, to: placeB))])
    await store.flush()
    #expect(problem(store) == HistoryStatus.Problem(reason: .locked, waiting: 1))
    try other.execute("COMMIT")
    await store.flush()
    #expect(store.status.mode == .recording)
    #expect(try other.column("SELECT count(*) FROM failover") == ["1"])
    await store.close()
  }

  /// A disk that is full refuses as SQLite refuses at its own page limit: `SQLITE_FULL`.
  @Test func aFullDiskIsToldAndTheQueueIsBounded() async throws {
    let folder = try TemporaryFolder()
    let empty = HistoryStore(path: folder.history, clock: { time(0) })
    await empty.close()
    var limits = HistoryLimits()
    limits.size = 4096
    limits.queue = 100
    let full = HistoryStore(path: folder.history, limits: limits, clock: { time(3_000) })
    full.append((0..<5_000).map { .sample(sample(at: 3_000 + Double($0) / 100)) })
    full.append([.failover(failover(at: 3_001, from: placeB, to: placeA))])
    await full.flush()
    #expect(problem(full)?.reason == .noRoom)
    // Bounded: 100 wait, the failover among them.
    #expect(full.status.dropped == 4_901)
    await full.close()
  }

  @Test func aFolderThatCannotBeMadeIsTold() async throws {
    let store = HistoryStore(path: "/proc/no/such/history.sqlite", clock: { time(1) })
    await store.flush()
    guard case .other(operation: "make /proc/no", _)? = problem(store)?.reason else {
      Issue.record("\(store.status)")
      return
    }
    await store.close()
  }

  @Test func aFileRemovedWhileRecordingIsMadeAnew() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(1)
    let store = HistoryStore(path: folder.history, clock: clock.read)
    store.append([.stateChange(change(at: 1, from: .unknown, to: .up))])
    await store.flush()
    unlink(folder.history)
    clock.move(to: 100)
    await store.flush()
    store.append([.sample(sample(at: 101))])
    await store.flush()
    let file = try Database(folder.history)
    #expect(try file.column("SELECT count(*) FROM sample") == ["1"])
    #expect(try file.column("SELECT to_state FROM state_change") == ["up"])
    await store.close()
  }
}
