import Glibc
import GoRules
import Health
import Platform

/// Does what GOAUTH says, one step after another; blocking.
struct CredentialRun: Sendable {
  /// What came of a step.
  enum Gift {
    case nothing
    case netrc(NetrcFile)
    /// By URL prefix.
    case fields([[UInt8]: [HeaderField]])
    /// go would perhaps have got something.
    case unknown(reason: String)
    /// go ends with this text after `go: `.
    case end(text: String)
  }

  /// The variables of go's environment.
  let environment: [String: String]
  /// The URL that was refused; nil before the first request.
  let url: String?
  let stopper: Stopper
  /// For all steps together; go would wait without end.
  let deadline: Duration

  func take(_ step: GoAuth.Step) -> Gift {
    switch step {
    case .readNetrc: .netrc(netrc)
    case .checkFolder(let folder): fault(of: folder).map { .end(text: $0) } ?? .nothing
    case .run(let command): run(command)
    case .fail: .nothing
    case .end(let text): .end(text: text)
    }
  }

  private var netrc: NetrcFile {
    let bytes = NetrcFile.path(environment: environment).flatMap {
      FileContent.read($0, limit: 1 << 20)
    }
    return NetrcFile(bytes ?? [])
  }

  private func fault(of folder: String) -> String? {
    var status = stat()
    if stat(folder, &status) != 0 {
      let reason = "stat \(folder): \(String(cString: strerror(errno)).lowercased())"
      return GoAuth.cannotStat(folder, reason)
    }
    return status.st_mode & S_IFMT == S_IFDIR ? nil : GoAuth.notAFolder
  }

  // MARK: Commands

  private func run(_ command: GoAuthCommand) -> Gift {
    switch command.result(ending(of: command), url: url) {
    case .fields(let fields): .fields(fields)
    case .nothing: .nothing
    case .notMeasured(let reason): .unknown(reason: reason)
    }
  }

  private func ending(of command: GoAuthCommand) -> GoAuthCommand.Ending {
    guard let name = command.arguments.first, let path = find(name) else {
      return .failed("executable file not found in $PATH", errors: [])
    }
    var run = CommandRun(path, Array(command.arguments.dropFirst()), environment: quiet)
    run.folder = command.folder
    run.input = command.input
    run.hasOwnErrors = !command.isGit
    run.isAlone = true
    run.limit = max(.zero, deadline - SystemClock.now().monotonic)
    run.outputLimit = 1 << 20
    let result = run.run(stopper)
    switch result.ending {
    case .exited(0): return .printed(result.output)
    case .exited(let status):
      let said = command.isGit ? result.output : result.errors
      if wouldHaveAsked(said, in: command.folder) { return .notMeasured(reason: Self.asks) }
      return .failed("exit status \(status)", errors: said)
    case .notStarted(let code): return .failed(String(cString: strerror(code)), errors: [])
    case .wroteToTerminal: return .notMeasured(reason: Self.asks)
    case .outOfTime, .stopped: return .notMeasured(reason: "GOAUTH's command did not end in time")
    case .tooMuchOutput: return .notMeasured(reason: "GOAUTH's command printed over 1 MiB")
    }
  }

  private static let asks = "GOAUTH's command wants to ask a person"

  /// As go's own (modload/init.go `Init`), and without the windows in which git and its helpers ask.
  private var quiet: [String: String] {
    var quiet = environment
    if isUnset("GIT_TERMINAL_PROMPT") { quiet["GIT_TERMINAL_PROMPT"] = "0" }
    quiet["GCM_INTERACTIVE"] = "never"
    // Set but empty, it keeps git from the others too (git's prompt.c `git_prompt`).
    quiet["GIT_ASKPASS"] = ""
    quiet["SSH_ASKPASS"] = nil
    return quiet
  }

  private func isUnset(_ name: String) -> Bool { environment[name, default: ""].isEmpty }

  /// git has found no credentials, and go's would have had a window to ask for them.
  private func wouldHaveAsked(_ said: [UInt8], in folder: String?) -> Bool {
    guard String(decoding: said, as: UTF8.self).contains("could not read ") else { return false }
    if ["GIT_ASKPASS", "SSH_ASKPASS"].contains(where: { !isUnset($0) }) { return true }
    if !isUnset("GCM_INTERACTIVE"), environment["GCM_INTERACTIVE"] != "never" { return true }
    guard let git = find("git") else { return false }
    var query = CommandRun(git, ["config", "core.askPass"], environment: quiet)
    query.folder = folder
    query.limit = max(.zero, deadline - SystemClock.now().monotonic)
    let result = query.run(stopper)
    return result.ending == .exited(0) && result.output.contains { $0 != UInt8(ascii: "\n") }
  }

  /// os/exec `LookPath`: nil for none, and for one in a folder that is not absolute, which go does not run.
  private func find(_ name: String) -> String? {
    if name.utf8.contains(UInt8(ascii: "/")) { return name }
    let folders = environment["PATH", default: ""].split(
      separator: ":", omittingEmptySubsequences: false)
    for folder in folders {
      let path = (folder.isEmpty ? "." : folder) + "/" + name
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR, access(path, X_OK) == 0 {
        return folder.hasPrefix("/") ? path : nil
      }
    }
    return nil
  }
}
