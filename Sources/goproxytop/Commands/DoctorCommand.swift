import CLinux
import Diagnosis
import Glibc
import GoRules
import Health
import Platform
import Probing
import Text
import Watching

/// `doctor`: looks at everything that go depends on, names the cause where something is wrong, and what would help.
struct DoctorCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    if program.options.schema {
      try program.console.print(json: DoctorReport.jsonSchema)
      return .served
    }
    let forms = [
      (Option.json, program.options.json), (.junit, program.options.junit),
      (.github, program.options.github),
    ]
    let asked = forms.filter(\.1).map { "--\($0.0.rawValue)" }
    guard asked.count < 2 else {
      throw UsageError("\(asked[0]) and \(asked[1]) cannot be combined")
    }
    let start = SystemClock.monotonic()
    let configuration = try program.configuration()
    let go = GoSettings(environment: program.environment)
    var layers = program.layers(configuration, go)
    layers.options.canaries = [try module ?? layers.resolved.canaries[0]]
    var examination = Examination(
      layers, probing: program.poolConfiguration(layers.go, configuration),
      command: go.goCommand.map { GoCommand(path: $0, version: go.version) })
    examination.opinions = program.options.resolvers
    let facts = try examine(examination)
    let diagnosis = Diagnosis(facts)
    let redactor =
      program.options.redact ? Redactor(layers.resolved, layers.go) : Redactor()
    let time = Duration.nanoseconds(SystemClock.monotonic() - start)
    try print(diagnosis, of: layers.resolved.canaries[0], time: time, redactor)
    if facts.snapshot.chain == nil { return .usage }
    return diagnosis.goDisagrees ? .unknown : facts.snapshot.exitCode
  }

  private func print(
    _ diagnosis: Diagnosis, of module: ModuleVersion, time: Duration, _ redactor: Redactor
  ) throws {
    let console = program.console
    if program.options.json {
      return try console.print(
        json: DoctorReport(diagnosis, module: module, time: time, redactor: redactor))
    }
    if program.options.junit {
      let report = DoctorJUnit(language: console.language, redactor: redactor, time: time)
      return console.print(report.lines(diagnosis.findings, diagnosis.steps))
    }
    let locale = Locale(environment: program.environment)
    let text = DoctorText(
      console: console, diagnosis: diagnosis, time: time, redactor: redactor,
      isASCII: program.options.ascii || !locale.isUTF8
    ).lines
    guard program.options.github else { return console.print(text) }
    let annotations = DoctorAnnotations(language: console.language, redactor: redactor)
    console.print(
      annotations.lines(of: diagnosis.findings)
        + DoctorAnnotations.quoted(text, token: "goproxytop-\(UInt64.random(in: .min ... .max))"))
  }

  private var module: ModuleVersion? {
    get throws {
      guard let operand = program.invocation.operands.first else { return nil }
      guard let module = ModuleVersion(operand) else {
        throw UsageError(
          "doctor: \(Options.quoted(operand)): expected MODULE@VERSION, for example "
            + "\(ModuleVersion.standard)")
      }
      return module
    }
  }

  /// What is known at the end, or when the user has had enough (SIGINT, SIGTERM, SIGHUP): go, which has a session of its own, is
  /// ended too.
  private func examine(_ examination: Examination) throws -> Facts {
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    let signals = clinux_signals_open(numbers, numbers.count)
    defer { if signals >= 0 { close(signals) } }
    let mainThread = MainThread()
    let (interruption, interrupt) = AsyncStream<Never>.makeStream()
    if signals >= 0 {
      _ = mainThread.attach(
        MainThread.Attachment(descriptors: [signals]) { _ in
          var sender: Int32 = 0
          while clinux_signals_next(signals, &sender) != 0 { interrupt.finish() }
        })
    }
    let console = program.console
    let result = mainThread.run {
      await withTaskGroup(of: Result<Facts, ProbePoolError>?.self) { group in
        group.addTask {
          await Result { () async throws(ProbePoolError) in
            try await examination.run(on: mainThread) { facts, pending in
              guard Console.errorsAreShown else { return }
              let line = console.say(
                .doctorPending, "\(Diagnosis(facts).steps.count)", "\(pending)")
              Console.overwriteError(pending == 0 || facts.isComplete ? "" : line)
            }
          }
        }
        group.addTask {
          for await _ in interruption {}
          return nil
        }
        var facts: Result<Facts, ProbePoolError>?
        while facts == nil, let ended = await group.next() {
          facts = ended
          group.cancelAll()
        }
        return facts
      }
    }
    switch result {
    case .success(let facts): return facts
    case .failure(let error): throw UsageError("\(error)")
    case nil: throw OperationError("interrupted")
    }
  }
}

extension Result {
  /// As the initializer of the standard library, of what has to be awaited.
  fileprivate init(_ body: () async throws(Failure) -> Success) async {
    do throws(Failure) {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
