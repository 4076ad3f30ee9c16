import CLinux
import Diagnosis
import Glibc
import GoRules
import Health
import Platform
import Text
import Watching

/// `doctor -- COMMAND`: runs the user's own command, and says at its end what go's requests met.
final class DoctorRun {
  private let program: Program
  private let go: GoSettings
  private let layers: LayeredSettings
  private let words: [String]
  private let traced: TracedCommand
  /// For what is said, all of which goes to standard error: standard output is the command's.
  private let console: Console
  private let isASCII: Bool
  private let redactor: Redactor
  private let start = SystemClock.now()

  private var run: GoRun
  private var setting: GoproxySetting
  private var chainError: String?
  private var sieve: TraceSieve
  private var table = GoProcessTable()

  /// Between two looks at sockets.
  private static let interval = Duration.milliseconds(250)

  /// Runs the command line `words`, which is not empty, to its end.
  static func status(of words: [String], program: Program) throws -> Int32 {
    let options = program.options
    let mixed = [("--json", options.json), ("--junit -", options.junit == "-")].first(where: \.1)
    if let mixed {
      throw UsageError(
        "doctor: \(mixed.0) would be mixed with the command's output; use --jsonl FILE")
    }
    let other = [
      ("--explain", options.explain != nil), ("--schema", options.schema), ("--deep", options.deep),
    ].first(where: \.1)
    if let other { throw UsageError("doctor: \(other.0) and a command cannot be combined") }
    AttendedCommand.fillStandardFiles()
    return try DoctorRun(program: program, words: words).watch()
  }

  /// - Parameter words: the command line, the program's name first.
  private init(program: Program, words: [String]) throws {
    self.program = program
    go = GoSettings(environment: program.environment)
    layers = program.layers(try program.configuration(), go)
    self.words = words
    traced = TracedCommand(words, flags: go.settings["GOFLAGS"])
    console = Console(
      color: program.options.color, language: program.options.language,
      environment: program.environment, descriptor: STDERR_FILENO)
    isASCII = program.options.ascii || !Locale(environment: program.environment).isUTF8
    redactor = program.options.redact ? Redactor(layers.resolved, layers.go) : Redactor()
    sieve = TraceSieve(hides: traced.trace == .added || traced.trace == .inherited)
    setting =
      program.options.goproxy.map { GoproxySetting(value: $0, source: .option) }
      ?? layers.go.goproxy
    run = GoRun(chain: nil)
    adopt(setting)
  }

  /// Returns the command's own status; 127 and 126 as a shell does where it is not there, or cannot be started.
  private func watch() throws -> Int32 {
    let log = try program.options.auditLog.map { try RunLog(path: $0) }
    guard let path = path else {
      Console.complain("\(Options.quoted(traced.words[0])): command not found")
      return 127
    }
    // Who reads standard error may go; the command is to notice that, and not to be left alone.
    signal(SIGPIPE, SIG_IGN)
    let status: Int32
    var command = AttendedCommand(path, words: traced.words, environment: environment)
    switch attend(&command) {
    case .notStarted(let code):
      Console.complain("\(path): \(String(cString: strerror(code)))")
      return 126
    case .exited(let code): status = code
    }
    let rest = sieve.finish { run.take(line: $0, at: age) }
    Descriptor.writeAll(Array(rest), to: STDERR_FILENO)
    run.end(status: status, isCutOff: command.isInterrupted || command.isKilled, at: age)
    let findings = run.findings(
      setting: setting, chainError: chainError, environment: layers.go, now: SystemClock.now())
    tell(findings)
    if let error = try log?.write(entries(findings)) { Console.complain(error) }
    if program.options.junit != nil {
      let report = DoctorJUnit(language: console.language, redactor: redactor, time: run.time)
      try ReportOutput(program: program).writeFile(report.report(findings, []))
    }
    return status
  }

  private var age: Duration { SystemClock.now().since(start) }

  private func attend(_ command: inout AttendedCommand) -> AttendedCommand.Ending {
    command.run(every: Self.interval, said: take, look: look)
  }

  // MARK: - While it runs

  /// False where nobody reads standard error any more.
  private func take(_ bytes: ArraySlice<UInt8>) -> Bool {
    let now = age
    let shown = sieve.take(bytes) { run.take(line: $0, at: now) }
    return shown.isEmpty || Descriptor.writeAll(Array(shown), to: STDERR_FILENO) == 0
  }

  private func look() {
    Descriptor.writeAll(Array(sieve.waiting()), to: STDERR_FILENO)
    do throws(GoProcessTable.Failure) {
      run.look(try table.look(below: getpid()), at: age)
    } catch {
      run.look(failed: error.text)
    }
    if let goproxy = run.processes.lazy.compactMap(\.goproxy).first,
      goproxy != GoproxySetting.redact(setting.value)
    {
      adopt(GoproxySetting(value: goproxy, source: .environment))
    }
    if let stall = run.takeStall() {
      Console.complain(redactor(console.language.text(stall, of: run)))
    }
  }

  /// go's chain, as it was found to be.
  private func adopt(_ setting: GoproxySetting) {
    self.setting = setting
    do throws(ChainError) {
      run.adopt(try layers.go.chain(of: setting.value))
      chainError = nil
    } catch {
      run.adopt(nil)
      chainError = error.text
    }
  }

  // MARK: - The command

  private var environment: [String: String] {
    var environment = program.environment
    if let flags = traced.flags { environment["GOFLAGS"] = flags }
    if let goproxy = program.options.goproxy { environment["GOPROXY"] = goproxy }
    if let file = program.options.cacert { environment["SSL_CERT_FILE"] = file }
    return environment
  }

  private var path: String? {
    let name = traced.words[0]
    if name.contains("/") { return TextFile.exists(name) ? name : nil }
    return GoSettings.find(name, in: program.environment["PATH", default: "/usr/bin:/bin"])
  }

  // MARK: - At its end

  private func tell(_ findings: [Finding]) {
    let summary = console.language.summary(run, trace: traced.trace) { index in
      run.chain?.name(ofEntry: index) ?? ""
    }
    let text = FindingText(console: console, isASCII: isASCII)
    var lines = ["goproxytop: \(summary)"] + findings.flatMap(text.lines)
    lines = lines.map { redactor($0) }
    if program.options.github {
      let annotations = DoctorAnnotations(language: console.language, redactor: redactor)
      lines = annotations.annotations(of: findings).map(\.line) + GitHubAnnotation.quoted(lines)
    }
    for line in lines { console.printError(line) }
  }

  private func entries(_ findings: [Finding]) -> [any Encodable] {
    let requests = run.requests.map { request in
      RunLog.Request(
        request, start: start.wall, bytes: bytes(of: request), redactor)
    }
    let modules = run.modules.map { module in
      RunLog.Module(module, name: module.entry.map { run.chain?.name(ofEntry: $0) ?? "" }, redactor)
    }
    let commands = run.commands.map { RunLog.Command($0, start: start.wall, redactor) }
    let causes = findings.map { RunLog.Cause(finding: FindingReport($0, redactor)) }
    let end = RunLog.End(
      command: redactor(words.map { GoproxySetting.redact($0) }.joined(separator: " ")),
      run: run)
    return requests + commands + modules + causes + [end]
  }

  /// What go has kept of it in its module cache: the file as it came. nil where it is none of those, or not of this run.
  private func bytes(of request: GoRun.Request) -> Int? {
    guard request.answer == .status(200), let kind = request.file.kind,
      kind == .zip || kind == .mod,
      let module = request.file.module, let version = request.file.version,
      let cache = ModuleCache(variables: layers.go.effectiveVariables)
    else { return nil }
    let zip = cache.place(of: ModuleVersion(module: module, version: version)).zip
    var file = stat()
    guard stat(kind == .zip ? zip : zip.dropLast(3) + "mod", &file) == 0,
      clinux_modified(&file) >= start.wall.inNanoseconds
    else { return nil }
    return Int(file.st_size)
  }
}
