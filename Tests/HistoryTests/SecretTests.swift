import Foundation
import GoRules
import Health
import History
import Testing

/// Passwords of GOPROXY: never in the record, and apart from it only as long as a change can be undone.
struct SecretTests {
  private static let secret = "https://u:hunter2@a.example,direct"
  private static let shown = "https://u:xxxxx@a.example,direct"

  private func setting(at seconds: Double, _ before: String?, _ after: String?) -> SettingChange {
    SettingChange(at: time(seconds), before: before, after: after, file: "/home/u/.config/go/env")
  }

  /// Everything in the state folder but what is kept for `undo`.
  private func record(in folder: TemporaryFolder) throws -> String {
    let state = folder.path + "/state"
    return try TemporaryFolder.names(in: state).filter { !$0.hasSuffix(".undo") }.map {
      String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: state + "/" + $0)), as: UTF8.self)
    }.joined()
  }

  @Test func theRecordHoldsNoPassword() async throws {
    let folder = try TemporaryFolder()
    let store = HistoryStore(path: folder.history, clock: { time(10) })
    store.append([.settingChange(setting(at: 5, Self.secret, "direct"))])
    await store.flush()
    #expect(try !record(in: folder).contains("hunter2"))
    #expect(try await store.settingChanges().map(\.before) == [Self.secret])
    await store.close()
    #expect(try !record(in: folder).contains("hunter2"))
    let file = try Database(folder.history)
    #expect(try file.column("SELECT before FROM setting_change") == [Self.shown])
    var status = stat()
    #expect(stat(folder.history + ".undo", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    // Another program of ours finds it.
    let reader = HistoryStore(path: folder.history, role: .reader, clock: { time(20) })
    #expect(try await reader.settingChanges().map(\.before) == [Self.secret])
    await reader.close()
  }

  @Test func ofTenChangesAtMostAndForThirtyDays() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(100)
    let store = HistoryStore(path: folder.history, clock: clock.read)
    for number in 0..<12 {
      let (before, after) = ("https://u:p\(number)@a.example", "https://u:p\(number + 1)@a.example")
      store.append([.settingChange(setting(at: Double(number), before, after))])
    }
    await store.flush()
    let kept = try await store.settingChanges().filter { $0.before?.contains("xxxxx") == false }
    #expect(kept.count == 10)
    #expect(kept.first?.before == "https://u:p11@a.example")
    // The first two are gone from the file too.
    let text = try String(contentsOfFile: folder.history + ".undo", encoding: .utf8)
    #expect(!text.contains(":p1@") && text.contains(":p2@"))
    clock.move(to: 31 * 86_400)
    try await store.maintain()
    #expect(access(folder.history + ".undo", F_OK) != 0)
    #expect(try await store.settingChanges().allSatisfy { $0.before?.contains("xxxxx") == true })
    await store.close()
  }

  /// What an earlier version recorded.
  @Test func oldPasswordsAreTakenOut() async throws {
    let folder = try TemporaryFolder()
    let first = HistoryStore(path: folder.history, clock: { time(10) })
    first.append([.settingChange(setting(at: 5, "direct", "off"))])
    await first.close()
    do {
      let file = try Database(folder.history)
      try file.execute("UPDATE setting_change SET before = '\(Self.secret)'")
    }
    #expect(try record(in: folder).contains("hunter2"))
    let store = HistoryStore(path: folder.history, clock: { time(20) })
    await store.flush()
    #expect(try !record(in: folder).contains("hunter2"))
    #expect(try await store.settingChanges().map(\.before) == [Self.secret])
    await store.close()
  }
}
