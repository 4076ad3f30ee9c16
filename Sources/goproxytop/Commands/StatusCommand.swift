import Dashboard
import GoRules
import Health
import Platform
import Record
import Text

/// `status`: one line from the file that the running dashboard or agent keeps, or that the last one left behind. A
/// gateway keeps none: its list is not go's.
struct StatusCommand {
  let program: Program

  func run() throws -> ExitCode {
    guard let path = program.stateFilePath else {
      throw UsageError("status: none of XDG_RUNTIME_DIR, XDG_STATE_HOME and HOME is set")
    }
    let content: StateFile.Content?
    do {
      content = StateFile.Content(text: try TextFile.read(path, limit: 65536))
    } catch {
      if !error.isMissing { throw OperationError("status: \(error.message)") }
      content = nil
    }
    guard let content else {
      throw OperationError(
        "status: no dashboard or agent has run yet, and a gateway alone keeps no status; "
          + "goproxytop check asks now")
    }
    let age = SystemClock.now().wall - content.at
    let isOld = age > content.freshFor || age < .seconds(-5)
    if program.options.json {
      try program.console.print(
        json: StatusReport(content, isOld: isOld, in: program.options.language))
    } else {
      let wanted = program.options.language ?? content.language
      let isForTmux = program.options.format == .tmux
      program.console.print(
        isOld
          ? oldLine(content.line(in: wanted, tmux: false), wanted.ago(age), isForTmux)
          : content.line(in: wanted, tmux: isForTmux))
    }
    return isOld ? .unknown : ExitCode(verdict: content.verdict, isLocal: content.isLocal)
  }

  /// What was known when the last dashboard ended, in no colour of health.
  private func oldLine(_ line: String, _ age: String, _ isForTmux: Bool) -> String {
    let text = "? \(line) (\(age))"
    return isForTmux ? "#[dim]\(text.replacing("#", with: "##"))#[default]" : text
  }
}

/// `status --json`.
private struct StatusReport: Encodable {
  var schema = 1
  var time: String
  var verdict: String
  var local: Bool
  var old: Bool
  var line: String

  init(_ content: StateFile.Content, isOld: Bool, in language: Language?) {
    time = WallTime.rfc3339(content.at)
    verdict = content.verdict.rawValue
    local = content.isLocal
    old = isOld
    line = content.line(in: language, tmux: false)
  }
}
