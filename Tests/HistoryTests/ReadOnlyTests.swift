import Glibc
import GoRules
import Health
import History
import Record
import Testing

/// A folder and a file that may not be written, seen by a process without rights.
struct ReadOnlyTests {
  @Test func whatMayNotBeWrittenIsToldAndStillRead() async throws {
    let folder = try TemporaryFolder()
    chmod(folder.path, 0o755)
    let store = HistoryStore(path: folder.history, clock: { time(1) })
    store.append([.failover(failover(at: 1, from: placeA, to: placeB))])
    await store.close()
    chmod(folder.history, 0o444)
    chmod(folder.path + "/state", 0o555)
    let reader = try WriterProcess(file: folder.history, mode: "unprivileged", prefix: "")
    let status = try #require(reader.nextLine())
    let failovers = reader.nextLine()
    chmod(folder.path + "/state", 0o755)
    #expect(status.hasPrefix("problem"))
    #expect(status.contains("Permission denied"))
    #expect(failovers == "1 failovers")
  }
}
