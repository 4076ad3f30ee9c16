import GoRules
import Health
import History
import Platform
import Probing
import Record
import Testing
import Watching

/// Leaps through a record of two hours ago: where each leads, and what is said where it leads nowhere.
@Suite(.ownThreads, .timeLimit(.minutes(2))) struct LeapTests {
  private static let chain = "file:///nonexistent/a|file:///nonexistent/b,off"

  /// Leaps as it is told, the leaps of one step at once, and notes what came of each step.
  private struct Leaper: Face {
    typealias Event = Never
    let base: Duration
    var steps: [[RecordLeap]]
    var notes: [String] = []

    init(from base: Duration, _ steps: [[RecordLeap]]) {
      self.base = base
      self.steps = steps
    }

    mutating func began(with watcher: inout Watcher, at now: Timestamp) { goOn(&watcher, at: now) }

    private mutating func goOn(_ watcher: inout Watcher, at now: Timestamp) {
      guard !steps.isEmpty else { return watcher.end() }
      for leap in steps.removeFirst() { watcher.leap(leap, at: now) }
    }

    private func seconds(_ wall: Duration) -> String {
      String(Int(((wall - base) / .seconds(1)).rounded()))
    }

    mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
      switch news {
      case .pastRead(let isSilent):
        guard let past = watcher.past, let place = watcher.placeOnRecord else { return }
        let verdict = past.walks.first { $0.kind == .info }?.verdict.rawValue ?? "none"
        notes.append(
          "\(seconds(past.now.wall)) \(place.event)/\(place.count) \(place.grain.rawValue) "
            + (isSilent ? "silent" : "\(verdict) \(past.failovers.count)"))
      case .recordEnds(.begin(let wall)): notes.append("begins \(seconds(wall))")
      case .recordEnds(.firstEvent(let wall)): notes.append("first, begins \(seconds(wall))")
      case .recordEnds(let edge):
        notes.append("\(edge)\(watcher.past == nil ? " live" : "")")
      case .pastUnreadable(let error): notes.append("\(error)")
      default: return
      }
      goOn(&watcher, at: now)
    }
  }

  private func run(_ face: Leaper, record path: String) async throws -> [String] {
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let go = GoEnvironment(variables: ["GOPROXY": Self.chain, "GOSUMDB": "off"], userFile: nil)
    return await Threads.run {
      let mainThread = MainThread()
      return mainThread.run {
        let events = EventStream<Never>()
        var face = face
        var watcher = Watcher(
          LayeredSettings(go: go), pool: pool, history: HistoryStore(path: path, role: .reader),
          on: mainThread, events: events)
        await watcher.run(&face, events)
        return face.notes
      }
    }
  }

  /// `a` serves from 0 s on, is down from 600 s to 700 s, when `b` serves, and recording ends at 1,000 s.
  private func record(in folder: TemporaryFolder, at base: Duration) async {
    func time(_ seconds: Double) -> Timestamp {
      Timestamp(monotonic: .seconds(1_000 + seconds), wall: base + .seconds(seconds))
    }
    let a = Mirror.ID(rawValue: "file:///nonexistent/a")
    let b = Mirror.ID(rawValue: "file:///nonexistent/b")
    func place(_ id: Mirror.ID) -> Failover.Place { .mirror(id, name: id.rawValue) }
    func failover(_ seconds: Double, from: Failover.Place, to: Failover.Place) -> HistoryRecord {
      let failover = Failover(
        at: time(seconds), kind: .info, canary: .standard, from: from, to: to,
        cause: "status 502 (|)")
      return HistoryRecord(failover)
    }
    let clock = Locked(time(0))
    let store = HistoryStore(path: folder.history, clock: { clock.withLock { $0 } })
    await store.flush()
    let fault = RequestOutcome.failure(RequestFailure(.processing, .status(502)))
    var records: [HistoryRecord] = [
      .chain(Self.chain, at: time(0)),
      failover(0, from: .nowhere(.unknown, at: nil), to: place(a)),
      // A moment after the probes that lead to it began.
      failover(600.1, from: place(a), to: place(b)),
      failover(700.1, from: place(b), to: place(a)),
    ]
    for seconds in stride(from: 0.0, to: 1_000, by: 10) {
      for mirror in [a, b] {
        let isDown = mirror == a && (600..<700).contains(seconds)
        let result = ProbeResult(
          mirror: mirror, request: ProbeRequest(.info, canary: .standard, use: .cold),
          startedAt: time(seconds), outcome: isDown ? fault : .ok)
        records.append(.sample(result))
      }
    }
    store.append(records)
    clock.withLock { $0 = time(1_000) }
    await store.flush()
    await store.close()
  }

  @Test func eachLeapLeadsWhereThereIsSomething() async throws {
    let folder = try TemporaryFolder()
    let base = SystemClock.now().wall - .seconds(7_000)
    await record(in: folder, at: base)
    let steps: [(leaps: [RecordLeap], note: String)] = [
      // Until it is known where events are, several leaps wait: the last one counts.
      ([.earlierEvent, .earlierEvent, .laterEvent], "700 2/2 samples served 2"),
      ([.earlierEvent], "600 1/2 samples fallback 1"),
      ([.earlierEvent], "first, begins 0"),
      ([.by(.seconds(300))], "900 2/2 samples served 2"),
      ([.by(.seconds(-300))], "600 1/2 samples fallback 1"),
      ([.by(.seconds(-310))], "290 0/2 samples served 0"),
      ([.by(.seconds(-300))], "begins 0"),
      ([.laterEvent], "600 1/2 samples fallback 1"),
      ([.to(base + .seconds(650))], "650 1/2 samples fallback 1"),
      // Hours after the last record nothing is known.
      ([.to(base + .seconds(5_000))], "5000 2/2 samples silent"),
      ([.laterEvent], "lastEvent live"),
    ]
    let notes = try await run(Leaper(from: base, steps.map(\.leaps)), record: folder.history)
    #expect(notes == steps.map(\.note))
  }

  @Test func anEmptyRecordLeadsNowhere() async throws {
    let folder = try TemporaryFolder()
    let steps: [[RecordLeap]] = [[.earlierEvent], [.laterEvent], [.by(.seconds(-300))]]
    let notes = try await run(Leaper(from: .zero, steps), record: folder.history)
    #expect(notes == ["empty live", "empty live", "empty live"])
  }
}
