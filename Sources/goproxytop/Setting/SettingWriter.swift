import CLinux
import Dashboard
import Glibc
import GoRules
import Health
import Platform
import Text

/// Changes GOPROXY in the user's env file: by `go env -w` and `-u` where go is there and the value holds no password, else
/// in the same file in the same way.
struct SettingWriter: Sendable {
  let go: GoSettings
  let environment: [String: String]
  /// What this program follows; nil where it follows nothing.
  var watched: GoproxySetting?

  /// What the file holds now, as it can be written again; nil where it has no GOPROXY line.
  var current: String? {
    go.writtenFile.path.flatMap { GoSettings.envFile($0) }?
      .value(of: "GOPROXY").map(GoproxySetting.withoutLineEnds)
  }

  /// An exported GOPROXY that hides the file from go; nil where none does, or it says the same as `value`.
  func export(hiding value: String?) -> String? {
    environment["GOPROXY"].flatMap { $0.isEmpty || $0 == value ? nil : $0 }
  }

  /// go's settings as they are where GOPROXY is not exported: those that the file can change.
  var beneathExport: GoEnvironment {
    var settings = go.settings
    settings.variables["GOPROXY"] = nil
    return settings
  }

  /// The change to `value`, nil for taking the line out, as the user must see it before it is made.
  func proposal(_ value: String?) -> ChainProposal {
    let shown = value.map(GoproxySetting.redact)
    let old = current ?? go.settings.goproxy.value
    return ChainProposal(
      shownOld: old.isEmpty ? nil : GoproxySetting.redact(old),
      shownNew: shown,
      command: shown.map { "go env -w GOPROXY=\(Self.quoted($0))" } ?? "go env -u GOPROXY",
      value: value, warnings: warnings(value))
  }

  /// What would keep the change from taking effect, or sends it elsewhere than one might think.
  private func warnings(_ value: String?) -> [Sentence] {
    var warnings: [Sentence] = []
    if let watched, watchesAnother(than: current ?? go.settings.goproxy.value) {
      warnings.append(Sentence(.screenFollowsAnother, .text(watched.redactedValue)))
    }
    if let exported = export(hiding: value) {
      warnings.append(Sentence(.exportedOverrides, .text(GoproxySetting.redact(exported))))
    }
    switch environment["GOENV", default: ""] {
    case "": break
    case "off": warnings.append(Sentence(.goenvOff))
    default:
      let path = go.writtenFile.path ?? ""
      warnings.append(Sentence(.goenvPoints, .text(ServerText(path, limit: 400).text)))
    }
    return warnings
  }

  /// What became of a change: a value that go does not read is never said to be in force.
  func report(of change: SettingChange) -> (sentence: Sentence, isInForce: Bool) {
    if let exported = environment["GOPROXY"], !exported.isEmpty, exported != change.after {
      return (Sentence(.writtenNotInForce), false)
    }
    if let watched, watchesAnother(than: change.after) {
      return (Sentence(.writtenNotWatched, .text(watched.redactedValue)), false)
    }
    let value = change.after.map(GoproxySetting.redact)
    return (value.map { Sentence(.goproxyIs, .text($0)) } ?? Sentence(.goproxyIsNotSet), true)
  }

  /// The chain that is followed was given to this program alone.
  private func watchesAnother(than value: String?) -> Bool {
    watched.map { [.option, .configuration].contains($0.source) && $0.value != value } ?? false
  }

  /// As a shell needs it: `|` and others stand in quotes.
  private static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        || ",:/.@-_~+%=".unicodeScalars.contains(scalar)
    }
    return plain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// Makes the change. Blocks: it runs a command and writes a file.
  /// - Returns: what it was, for the history.
  func apply(_ value: String?) throws(OperationError) -> SettingChange {
    guard case .file(let path) = go.writtenFile else {
      if case .unavailable(let reason) = go.writtenFile { throw OperationError(reason) }
      throw OperationError(Sentence(.noEnvFile))
    }
    // What was not read would be gone.
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_size > GoSettings.longestEnvFile {
      throw OperationError(Sentence(.envFileLong, .text(path)))
    }
    let before = current
    TextFile.removeOldDrafts(of: path)
    // Every user of the machine can see the arguments of a command.
    let hasPassword = value.map { Redaction.list($0) != $0 } ?? false
    if let command = go.goCommand, !hasPassword {
      try run(command, value, file: path)
    } else {
      try write(value, to: path)
    }
    guard current == value.map(GoproxySetting.withoutLineEnds) else {
      throw OperationError(Sentence(.notHeld, .text(path)))
    }
    return SettingChange(at: SystemClock.now(), before: before, after: value, file: path)
  }

  private func run(_ command: String, _ value: String?, file: String) throws(OperationError) {
    var variables = environment
    // A go.mod nearby, or a chosen toolchain, would make go fetch one through the proxy in question.
    variables["GOTOOLCHAIN"] = "local"
    if !variables["GOENV", default: ""].isEmpty { variables["GOENV"] = file }
    let arguments = value.map { ["env", "-w", "GOPROXY=\($0)"] } ?? ["env", "-u", "GOPROXY"]
    let result = CommandRun(command, arguments, environment: variables).run()
    if case .notStarted(let code) = result.ending {
      throw OperationError("\(command): \(String(cString: strerror(code)))")
    }
    // Ended by us, it was killed.
    let status = if case .exited(let status) = result.ending { status } else { 128 + SIGKILL }
    guard status == 0 else {
      // Its warnings come first, and what went wrong after them.
      let output = String(decoding: result.output, as: UTF8.self)
      let lines = output.split(separator: "\n").filter { !$0.hasPrefix("warning:") }
      let said = ServerText(lines.joined(separator: " "), limit: 400).text
      throw OperationError(
        said.isEmpty
          ? Sentence(.goEnvEnded, .text(String(status))) : Sentence(verbatim: said))
    }
  }

  private func write(_ value: String?, to path: String) throws(OperationError) {
    var bytes: [UInt8] = []
    do throws(TextFile.Failure) {
      bytes = try TextFile.readBytes(path, limit: GoSettings.longestEnvFile)
    } catch {
      if !error.isMissing { throw OperationError(error.message) }
      // As `go env -u`, which finds nothing to take out.
      if value == nil { return }
    }
    var file = GoEnvFile(bytes: bytes)
    if let value, let refusal = file.refusal(toWrite: "GOPROXY", value) {
      throw OperationError(refusal)
    }
    file.set("GOPROXY", to: value)
    do throws(TextFile.Failure) {
      try TextFile.write(file.bytes, to: path, mode: 0o666)
    } catch {
      throw OperationError(error.message)
    }
  }
}

/// The changes of GOPROXY that can be taken back.
struct UndoStack {
  /// Oldest first.
  private(set) var changes: [SettingChange] = []

  /// From the history, newest first. A change that takes the last one back is its undoing, and both are gone.
  init(_ record: [SettingChange]) {
    for change in record.reversed() {
      if let last = changes.last, last.file == change.file, last.before == change.after,
        last.after == change.before
      {
        changes.removeLast()
      } else if change.before != change.after {
        changes.append(change)
      }
    }
  }

  /// The change to take back next, in this file; nil where there is none, or its password is no longer kept.
  func last(in file: String?) -> SettingChange? {
    guard let last = changes.last(where: { $0.file == file }),
      last.before?.contains(":xxxxx@") != true
    else { return nil }
    return last
  }
}
