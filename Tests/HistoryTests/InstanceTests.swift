import History
import ProxyHealth
import Testing

/// Several instances share one file: one records, the others read, and take over.
@Suite(.timeLimit(.minutes(1))) struct InstanceTests {
  @Test func theSecondReadsAndTakesOverWithoutLossOrDoubleCounting() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(2)
    let first = HistoryStore(path: folder.history, clock: clock.read)
    first.append([
      .sample(sample(at: 1)), .stateChange(change(at: 1, from: .unknown, to: .up)),
    ])
    await first.flush()
    let second = HistoryStore(path: folder.history, clock: clock.read)
    second.append([
      .stateChange(change(mirrorB, at: 0.5, from: .unknown, to: .down)),
      .failover(failover(at: 0.5, from: placeA, to: placeB)),
      .sample(sample(mirrorB, at: 1.5)),
    ])
    await second.flush()
    #expect(first.status.mode == .recording)
    #expect(second.status.mode == .reading)
    let seen = try await second.samples(from: origin, until: origin + .seconds(60))
    #expect(seen.map(\.mirror) == [mirrorA])
    let running = try await second.period(from: origin, until: origin + .seconds(60))
    #expect(running.sessions.map(\.isRunning) == [true])

    clock.move(to: 3)
    second.append([.sample(sample(mirrorB, at: 2.5))])
    await first.close()
    await second.becomes(.recording)
    let all = try await second.samples(from: origin, until: origin + .seconds(60))
    #expect(all.map(\.startedAt.wall) == [time(1).wall, time(2.5).wall])
    let period = try await second.period(from: origin, until: origin + .seconds(60))
    #expect(period.sessions.count == 2)
    let taken = try #require(period.sessions.last)
    #expect(taken.isRunning)
    #expect(taken.from == time(2.5))
    // What held when it took over, from "not known".
    #expect(taken.stateChanges == [change(mirrorB, at: 2.5, from: .unknown, to: .down)])
    #expect(
      taken.failovers == [failover(at: 2.5, from: .nowhere(.unknown, at: nil), to: placeB)])
    await second.close()
  }

  @Test func aKilledRecorderIsReplaced() async throws {
    let folder = try TemporaryFolder()
    let writer = try WriterProcess(file: folder.history, mode: "failovers", prefix: "other")
    let confirmed = try #require(writer.nextLine())
    let store = HistoryStore(path: folder.history)
    await store.flush()
    #expect(store.status.mode == .reading)
    writer.kill()
    await store.becomes(.recording)
    let causes = try await store.period(from: .zero, until: .seconds(1 << 40)).sessions
      .flatMap(\.failovers).map(\.cause)
    #expect(causes.contains(confirmed))
    await store.close()
  }

  @Test func aSettingIsRecordedByAnyInstance() async throws {
    let folder = try TemporaryFolder()
    let recorder = HistoryStore(path: folder.history, clock: { time(1) })
    await recorder.flush()
    let other = HistoryStore(path: folder.history, role: .reader, clock: { time(2) })
    let setting = SettingChange(
      at: time(2), before: nil, after: "https://b.example", file: "/home/user/.config/go/env")
    other.append([.settingChange(setting), .sample(sample(at: 2))])
    await other.close()
    #expect(try await recorder.settingChanges().map(\.after) == ["https://b.example"])
    #expect(try await recorder.samples(from: origin, until: origin + .seconds(60)).isEmpty)
    await recorder.close()
  }
}

extension HistoryStore {
  /// Waits for a status.
  func becomes(_ mode: HistoryStatus.Mode) async {
    if status.mode == mode { return }
    for await update in statusUpdates where update.mode == mode { return }
  }
}
