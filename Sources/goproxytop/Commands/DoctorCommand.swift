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
    try ReportOutput.check(program.options)
    if let log = try log { return try DoctorLogCommand(program: program, file: log).run() }
    let start = SystemClock.monotonic()
    let configuration = try program.configuration()
    let go = GoSettings(environment: program.environment)
    var layers = program.layers(configuration, go)
    layers.options.canaries = [try module ?? layers.resolved.canaries[0]]
    var examination = Examination(
      layers, probing: program.poolConfiguration(layers.go, configuration),
      command: go.goCommand.map { GoCommand(path: $0, version: go.version) })
    examination.opinions = program.options.resolvers
    if program.options.deep { examination.deep = DeepLimits(layers.go.variables) }
    let facts = try examine(examination)
    let diagnosis = Diagnosis(facts)
    let redactor =
      program.options.redact ? Redactor(layers.resolved, layers.go) : Redactor()
    let time = Duration.nanoseconds(SystemClock.monotonic() - start)
    let isUTF8 = Locale(environment: program.environment).isUTF8
    let language = program.console.language
    try ReportOutput(program: program).write(
      json: DoctorReport(
        diagnosis, module: layers.resolved.canaries[0], time: time, redactor: redactor),
      text: DoctorText(
        console: program.console, diagnosis: diagnosis, time: time, redactor: redactor,
        isASCII: program.options.ascii || !isUTF8
      ).lines,
      annotations: DoctorAnnotations(language: language, redactor: redactor)
        .annotations(of: diagnosis.findings),
      junit: DoctorJUnit(language: language, redactor: redactor, time: time)
        .report(diagnosis.findings, diagnosis.steps))
    if facts.snapshot.chain == nil { return .usage }
    return diagnosis.goDisagrees ? .unknown : facts.snapshot.exitCode
  }

  /// What is to be read instead of examined; nil for nothing.
  private var log: String? {
    get throws {
      let (named, operand) = (program.options.explain, program.invocation.operands.first)
      guard named == nil || operand == nil else {
        throw UsageError(
          "doctor: --explain reads a log; \(Options.quoted(operand ?? "")) is not read")
      }
      return named ?? (operand == DoctorLogCommand.standardInput ? operand : nil)
    }
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
    let signals = SignalQueue([SIGINT, SIGTERM, SIGHUP])
    defer { signals?.close() }
    let mainThread = MainThread()
    let (interruption, interrupt) = AsyncStream<Never>.makeStream()
    if let signals {
      _ = mainThread.attach(
        MainThread.Attachment(descriptors: [signals.descriptor]) { _ in
          while signals.next() != nil { interrupt.finish() }
        })
    }
    let console = program.console
    let result = mainThread.run {
      await withTaskGroup(of: Result<Facts, ProbePoolError>?.self) { group in
        group.addTask {
          await Result { () async throws(ProbePoolError) in
            try await examination.run(on: mainThread) { facts, pending in
              guard Console.errorsAreShown else { return }
              let line =
                facts.isDeep
                ? console.say(.doctorDeepPending, "\(pending)")
                : console.say(
                  .doctorPending, "\(Diagnosis(facts).steps.count)", "\(pending)")
              let isEnd = pending == 0 || facts.isComplete && !facts.isDeep
              Console.overwriteError(isEnd ? "" : line)
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
