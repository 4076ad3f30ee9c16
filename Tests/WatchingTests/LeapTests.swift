import Dispatch
import GoRules
import Health
import History
import Platform
import Probing
import Record
import Testing
import Watching

/// Leaps through a record of two hours ago: where each leads, and what is said where it leads nowhere.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct LeapTests {
  private static let chain = "file:///nonexistent/a|file:///nonexistent/b,off"

  /// Leaps as it is told, the leaps of one step at once, and notes what came of each step.
  private struct Leaper: Face {
    typealias Event = Never
    let base: Duration
    var steps: [[RecordLeap]]
    /// Done before the last step.
    var meanwhile: @Sendable () -> Void = {}
    var notes: [String] = []

    init(from base: Duration, _ steps: [[RecordLeap]]) {
      self.base = base
      self.steps = steps
    }

    mutating func began(with watcher: inout Watcher, at now: Timestamp) { goOn(&watcher, at: now) }

    private mutating func goOn(_ watcher: inout Watcher, at now: Timestamp) {
      guard !steps.isEmpty else { return watcher.end() }
      if steps.count == 1 { meanwhile() }
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

  private static let a = Mirror.ID(rawValue: "file:///nonexistent/a")
  private static let b = Mirror.ID(rawValue: "file:///nonexistent/b")

  private static func time(_ seconds: Double, from base: Duration) -> Timestamp {
    Timestamp(monotonic: .seconds(1_000 + seconds), wall: base + .seconds(seconds))
  }

  private static func failover(
    _ at: Timestamp, from: Mirror.ID?, to: Mirror.ID
  ) -> HistoryRecord {
    func place(_ id: Mirror.ID) -> Failover.Place { .mirror(id, name: id.rawValue) }
    return HistoryRecord(
      Failover(
        at: at, kind: .info, canary: .standard,
        from: from.map(place) ?? .nowhere(.unknown, at: nil), to: place(to),
        cause: "status 502 (|)"))
  }

  /// `a` serves from 0 s on, is down from 600 s to 700 s, when `b` serves, and recording ends at 1,000 s. `lag`: a failover
  /// is that much later than the first probe that leads to it. `often`: so many times more who serves went to `b` and
  /// back, some seconds before 600 s.
  private func record(
    in folder: TemporaryFolder, at base: Duration, until end: Double = 700, lag: Double = 0.1,
    often: Int = 0
  ) async {
    func time(_ seconds: Double) -> Timestamp { Self.time(seconds, from: base) }
    let (a, b) = (Self.a, Self.b)
    let clock = Locked(time(0))
    let store = HistoryStore(path: folder.history, clock: { clock.withLock { $0 } })
    await store.flush()
    let fault = RequestOutcome.failure(RequestFailure(.processing, .status(502)))
    var records: [HistoryRecord] = [
      .chain(Self.chain, at: time(0)), Self.failover(time(0), from: nil, to: a),
    ]
    for number in 0..<often {
      let at = 590 + Double(number) * 0.01
      records.append(Self.failover(time(at), from: a, to: b))
      records.append(Self.failover(time(at + 0.005), from: b, to: a))
    }
    records.append(Self.failover(time(600 + lag), from: a, to: b))
    records.append(Self.failover(time(end + lag), from: b, to: a))
    let times = Array(stride(from: 0.0, to: 1_000, by: 10)) + [600.05, end, end + 0.05]
    for seconds in times.sorted() {
      for mirror in [a, b] {
        let isDown = mirror == a && (600..<end).contains(seconds)
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

  /// The fallback of an outage of half a second is not hidden by its end; nor where it is over before a step is.
  @Test(arguments: [(600.5, 0.1, "601"), (600.15, 0, "600")])
  func aShortOutageIsGoneTo(end: Double, lag: Double, second: String) async throws {
    let folder = try TemporaryFolder()
    let base = SystemClock.now().wall - .seconds(7_000)
    await record(in: folder, at: base, until: end, lag: lag)
    let steps: [[RecordLeap]] = [[.earlierEvent], [.earlierEvent], [.laterEvent]]
    let notes = try await run(Leaper(from: base, steps), record: folder.history)
    let recovered = "\(second) 2/2 samples served 2"
    #expect(notes == [recovered, "600 1/2 samples fallback 1", recovered])
  }

  /// What happens while one is in the past is gone to as well.
  @Test func anEventOfMeanwhileIsALaterEvent() async throws {
    let folder = try TemporaryFolder()
    let base = SystemClock.now().wall - .seconds(7_000)
    await record(in: folder, at: base)
    var face = Leaper(from: base, [[.earlierEvent], [.laterEvent]])
    face.meanwhile = { [path = folder.history] in
      let isWritten = DispatchSemaphore(value: 0)
      Task {
        let at = Self.time(1_100, from: base)
        let store = HistoryStore(path: path, clock: { at })
        store.append([Self.failover(at, from: Self.a, to: Self.b)])
        await store.flush()
        await store.close()
        isWritten.signal()
      }
      isWritten.wait()
    }
    let notes = try await run(face, record: folder.history)
    #expect(notes.first == "700 2/2 samples served 2")
    #expect(notes.last?.hasPrefix("1100 3/3 ") == true, "\(notes)")
  }

  /// The screen of a moment lists as many failovers as the live one.
  @Test func ofManyFailoversTheNewestAreListed() async throws {
    let folder = try TemporaryFolder()
    let base = SystemClock.now().wall - .seconds(7_000)
    await record(in: folder, at: base, often: 150)
    let notes = try await run(Leaper(from: base, [[.earlierEvent]]), record: folder.history)
    #expect(notes.first?.hasSuffix(" samples served 200") == true, "\(notes)")
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
