import GoRules
import Health
import Platform
import Probing
import Record
import Text
import Watching

/// `check`: one round of probes, or as many as it takes within `--wait`; the verdict, an exit code.
struct CheckCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let configuration = try program.configuration()
    let layers = program.layers(configuration, GoSettings(environment: program.environment))
    if let error = layers.resolved.chainError { throw UsageError(error) }
    let snapshot = try program.watch(layers, configuration, before: rounds).snapshot
    if program.options.json {
      try program.console.print(json: CheckReport(snapshot))
    } else {
      program.console.print(CheckText(console: program.console, snapshot: snapshot).lines)
    }
    return snapshot.exitCode
  }

  private var rounds: Rounds {
    guard let limit = program.options.wait else { return .single }
    let expected = program.options.expected
    return Rounds(for: limit) { snapshot in
      ExpectedVerdict(rawValue: snapshot.verdict.rawValue).map { expected ?? $0 == $0 } ?? false
    }
  }
}

extension Program {
  /// Watches, without a record, until `face` has seen enough; returns it with what is known then.
  func watch<Shown: Face & Sendable>(
    _ layers: LayeredSettings, _ configuration: Configuration, before face: Shown
  ) throws(UsageError) -> (face: Shown, snapshot: Snapshot) {
    let pool = try makePool(layers.go, configuration)
    let mainThread = MainThread()
    return mainThread.run {
      let events = EventStream<Shown.Event>()
      var face = face
      var watcher = Watcher(layers, pool: pool, on: mainThread, events: events)
      await watcher.run(&face, events)
      return (face, watcher.snapshot(at: SystemClock.now()))
    }
  }

  /// The probers.
  /// - Throws: where an option or a file that they need is no good.
  func makePool(
    _ go: GoEnvironment, _ configuration: Configuration
  ) throws(UsageError) -> ProbePool {
    do {
      return try ProbePool(poolConfiguration(go, configuration))
    } catch {
      throw UsageError("\(error)")
    }
  }
}

/// `check --json`.
struct CheckReport: Encodable {
  var schema = 1
  var time: String
  var goproxy: GoproxyReport
  var verdict: String
  @Nullable var active: Int?
  var local: Bool
  var walks: [WalkReport]
  var mirrors: [MirrorReport]
  var advice: [AdviceReport]

  init(_ snapshot: Snapshot) {
    time = WallTime.rfc3339(snapshot.now.wall)
    goproxy = GoproxyReport(snapshot.setting)
    verdict = snapshot.verdict.rawValue
    active = snapshot.decisiveWalk?.active
    local = snapshot.isLocal
    walks = snapshot.walks.map(WalkReport.init)
    mirrors = snapshot.mirrors.map(MirrorReport.init)
    advice = snapshot.advice.map(AdviceReport.init)
  }
}
