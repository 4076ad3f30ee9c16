import GoRules
import Health
import History
import Record
import Testing

/// Several instances share one file: one records, the others read, and take over.
@Suite(.timeLimit(.minutes(5))) struct InstanceTests {
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
    let seen = try await second.replay(from: origin, until: origin + .seconds(60))
    #expect(seen.map(\.mirror) == [mirrorA])
    let running = try await second.period(from: origin, until: origin + .seconds(60))
    #expect(running.sessions.map(\.isRunning) == [true])

    clock.move(to: 3)
    await first.close()
    clock.move(to: 3.5)
    second.append([2.5, 3.25, 2.75].map { .sample(sample(mirrorB, at: $0)) })
    await second.becomes(.recording)
    await second.flush()
    let all = try await second.replay(from: origin, until: origin + .seconds(60))
    // The first recorded until 3.
    #expect(all.map(\.startedAt.wall) == [time(1).wall, time(3.25).wall])
    let period = try await second.period(from: origin, until: origin + .seconds(60))
    #expect(period.sessions.count == 2)
    let taken = try #require(period.sessions.last)
    #expect(taken.isRunning)
    #expect(taken.from == time(3))
    // What held when it took over, from "not known".
    #expect(taken.stateChanges == [change(mirrorB, at: 3, from: .unknown, to: .down)])
    #expect(
      taken.failovers == [failover(at: 3, from: .nowhere(.unknown, at: nil), to: placeB)])
    await second.close()
  }

  private static let unknown = Failover.Place.nowhere(.unknown, at: nil)

  /// What one instance sees of an outage of A: `late` seconds after the recorder, up to `last`.
  private func outage(late: Double, until last: Double) -> [HistoryRecord] {
    let all: [HistoryRecord] = [
      .chain("https://a.example|https://b.example", at: time(1 + late)),
      .stateChange(change(at: 1 + late, from: .unknown, to: .up)),
      .firstTarget(failover(at: 1 + late, from: Self.unknown, to: placeA, cause: "first known")),
      .stateChange(change(at: 10 + late, from: .up, to: .down)),
      .failover(failover(at: 10 + late, from: placeA, to: placeB)),
      .stateChange(change(at: 20 + late, from: .down, to: .up)),
      .failover(failover(at: 20 + late, from: placeB, to: placeA, cause: "recovered")),
    ]
    return all.filter { $0.at <= time(last + late) }
  }

  /// The recorder ends right after it saw the recovery (`last` 20) or while A is down (10), and the other one, which
  /// saw or sees the same a quarter of a second later (or sooner), takes over: each failover and outage is recorded once,
  /// by the times of the one that recorded it.
  @Test(arguments: [(20.0, 0.25), (10, 0.25), (20, -0.25), (10, -0.25)])
  func whatBothSawIsToldOnce(last: Double, late: Double) async throws {
    let folder = try TemporaryFolder()
    let firstClock = TestClock(0)
    let first = HistoryStore(path: folder.history, clock: firstClock.read)
    await first.flush()
    let clock = TestClock(0)
    let second = HistoryStore(path: folder.history, clock: clock.read)
    await second.flush()
    first.append(outage(late: 0, until: last))
    firstClock.move(to: last + 0.125)
    await first.flush()
    // All of its account is there before it can take over, which it does when it likes.
    clock.move(to: 20.25)
    second.append(outage(late: late, until: 20))
    await second.flush()
    #expect(second.status.mode == .reading)
    await first.close()
    await second.becomes(.recording)
    let failovers = try await second.failovers(since: origin)
    #expect(failovers.map(\.to) == [placeA, placeB])
    let recovery = last == 20 ? 20 : 20 + late
    #expect(failovers.map(\.at.wall) == [time(recovery).wall, time(10).wall])
    #expect(failovers.last?.lasted == .seconds(recovery) - .seconds(10))
    let outages = try await second.outages(since: origin)
    #expect(outages.map(\.from.wall) == [time(10).wall])
    #expect(outages.map(\.length) == [.seconds(recovery) - .seconds(10)])
    await second.close()
  }

  /// What only the one that takes over saw, before the recorder's last word, is not lost.
  @Test func whatOnlyTheOtherSawIsKept() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(0)
    let first = HistoryStore(path: folder.history, clock: clock.read)
    await first.flush()
    let second = HistoryStore(path: folder.history, clock: clock.read)
    first.append(outage(late: 0, until: 1))
    second.append(outage(late: -0.5, until: 10))
    clock.move(to: 9.75)
    await first.flush()
    await second.flush()
    await first.close()
    clock.move(to: 12)
    await second.becomes(.recording)
    let failovers = try await second.failovers(since: origin)
    #expect(failovers.map(\.to) == [placeB])
    // The record was the other one's until then.
    #expect(failovers.map(\.at.wall) == [time(9.75).wall])
    await second.close()
  }

  /// The recorder saw last what the one that takes over never saw: after a minute that one's word counts.
  @Test func whatTheOtherNeverSawIsSetRight() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock(0)
    let first = HistoryStore(path: folder.history, clock: clock.read)
    await first.flush()
    let second = HistoryStore(path: folder.history, clock: clock.read)
    second.append(outage(late: 0, until: 1))
    first.append(outage(late: 0, until: 10))
    clock.move(to: 11)
    await first.flush()
    await second.flush()
    await first.close()
    await second.becomes(.recording)
    #expect(try await second.failovers(since: origin).map(\.to) == [placeB])
    clock.move(to: 72)
    second.append([.sample(sample(at: 72))])
    await second.flush()
    let failovers = try await second.failovers(since: origin)
    #expect(failovers.map(\.to) == [placeA, placeB])
    #expect(failovers.map(\.at.wall) == [time(72).wall, time(10).wall])
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
    let causes = try await store.period(from: .zero, until: RecordedPeriod.noEnd).sessions
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
    #expect(try await recorder.replay(from: origin, until: origin + .seconds(60)).isEmpty)
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
