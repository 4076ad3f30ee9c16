import GoRules
import Health
import Platform
import Probing
import Testing
import Watching

/// The loop and its faces, on mirrors that are folders.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct WatcherTests {
  /// Runs `face` as the main thread of a program would, and returns it with what was known at the end.
  private func run<Shown: Face & Sendable>(
    _ face: Shown, _ layers: LayeredSettings
  ) async throws -> (face: Shown, snapshot: Snapshot) {
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    return await Threads.run {
      let mainThread = MainThread()
      return mainThread.run {
        let events = EventStream<Shown.Event>()
        var face = face
        var watcher = Watcher(layers, pool: pool, on: mainThread, events: events)
        await watcher.run(&face, events)
        return (face, watcher.snapshot(at: SystemClock.now()))
      }
    }
  }

  private static func layers(_ goproxy: String) -> LayeredSettings {
    LayeredSettings(
      go: GoEnvironment(variables: ["GOPROXY": goproxy, "GOSUMDB": "off"], userFile: nil))
  }

  /// Chooses, and then has the settings read anew, before anything is probed.
  private struct Chooser: Face {
    typealias Event = Never
    var intervals: [Duration] = []
    var names: [[String]] = []
    var isOther: [Bool] = []

    mutating func began(with watcher: inout Watcher, at now: Timestamp) {
      note(&watcher, at: now)
      watcher.choose(at: now) { session in
        session.interval = .seconds(10)
        session.removed = ["file:///b"].reduce(into: []) { $0.insert(Mirror.ID(rawValue: $1)) }
        session.mirrors = [
          WatchedMirror(name: "added", url: ProxyURL(scheme: .file, host: "", path: "/c"))
        ]
      }
      note(&watcher, at: now)
      var fresh = WatcherTests.layers("file:///a")
      isOther.append(watcher.reload(fresh, at: now))
      fresh.file.interval = .seconds(1)
      fresh.options.interval = .seconds(2)
      fresh.file.timeout = .seconds(3)
      isOther.append(watcher.reload(fresh, at: now))
      note(&watcher, at: now)
      watcher.end()
    }

    private mutating func note(_ watcher: inout Watcher, at now: Timestamp) {
      let snapshot = watcher.snapshot(at: now)
      intervals.append(snapshot.interval)
      names.append(snapshot.mirrors.map(\.mirror.name))
    }

    mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {}
  }

  @Test func whatWasChosenOutlivesAReload() async throws {
    var layers = Self.layers("file:///a")
    layers.file.mirrors = [
      WatchedMirror(name: "b", url: ProxyURL(scheme: .file, host: "", path: "/b"))
    ]
    let face = try await run(Chooser(), layers).face
    #expect(face.intervals == [.seconds(5), .seconds(10), .seconds(10)])
    #expect(face.names == [["/a", "b"], ["/a", "added"], ["/a", "added"]])
    #expect(face.isOther == [false, true])
  }

  @Test func aSingleRoundAsksEveryMirrorAndEnds() async throws {
    let missing = "file:///nonexistent/goproxytop"
    let snapshot = try await run(
      Rounds.single, Self.layers("\(missing)/a|\(missing)/b,off")
    ).snapshot
    #expect(snapshot.mirrors.allSatisfy { $0.lastCold != nil })
    #expect(snapshot.walks.first?.verdict == .broken)
  }

  @Test func aSingleRoundOfNobodyEndsAtOnce() async throws {
    let snapshot = try await run(Rounds.single, Self.layers("off")).snapshot
    #expect(snapshot.mirrors.isEmpty)
    #expect(snapshot.walks.first?.verdict == .broken)
  }
}
