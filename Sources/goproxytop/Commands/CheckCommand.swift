import GoRules
import Health
import Probing
import Record
import Terminal
import Text

/// `check`: one round of probes, the verdict, an exit code.
struct CheckCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let configuration = try program.configuration()
    let go = GoSettings(environment: program.environment)
    let settings = try program.monitorSettings(configuration, go: go)
    if let error = settings.chainError { throw UsageError(error) }
    let pool = try program.makePool(configuration)
    var snapshot = MainThread().run {
      let snapshot = await SingleRound(settings).run(on: pool)
      await pool.close()
      return snapshot
    }
    snapshot.advice = ChainLint(snapshot, environment: go.settings).advice
    if program.options.json {
      try program.console.print(json: CheckReport(snapshot))
    } else {
      program.console.print(CheckText(console: program.console, snapshot: snapshot).lines)
    }
    return snapshot.exitCode
  }
}

extension Program {
  /// The probers.
  /// - Throws: where an option or a file that they need is no good.
  func makePool(_ configuration: Configuration) throws(UsageError) -> ProbePool {
    do {
      return try ProbePool(poolConfiguration(configuration))
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
