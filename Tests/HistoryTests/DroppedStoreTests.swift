import GoRules
import Health
import History
import Record
import Testing

/// What is left of a store that nobody holds, and of one that only read.
@Suite(.timeLimit(.minutes(5))) struct DroppedStoreTests {
  @Test func theThreadOfADroppedStoreEnds() throws {
    let folder = try TemporaryFolder()
    let writer = try WriterProcess(file: folder.history, mode: "dropping", prefix: "")
    #expect(writer.nextLine() == "0 threads")
  }

  @Test func whoOnlyReadsMakesNoFile() async throws {
    let folder = try TemporaryFolder()
    let store = HistoryStore(path: folder.history, role: .reader, clock: { time(1) })
    await store.flush()
    #expect(store.status.mode == .reading)
    #expect(try await store.settingChanges().isEmpty)
    #expect(try await store.whatIf(from: .zero, until: RecordedPeriod.noEnd).chains.isEmpty)
    #expect(
      try await store.period(from: .zero, until: RecordedPeriod.noEnd).failovers().isEmpty)
    #expect(TemporaryFolder.names(in: folder.path).isEmpty)
    // What it has to write makes one, and the next question is answered from there.
    let setting = SettingChange(at: time(1), before: nil, after: "off", file: "/go/env")
    store.append([.settingChange(setting)])
    await store.flush()
    #expect(try await store.settingChanges().map(\.after) == ["off"])
    await store.close()
    #expect(TemporaryFolder.names(in: folder.path) == ["state"])
  }
}
