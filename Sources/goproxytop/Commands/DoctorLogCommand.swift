import CLinux
import Diagnosis
import Glibc
import GoRules
import Health
import Platform
import Text
import Watching

/// `doctor --explain FILE` and `doctor -`: says what a log of go's shows. Nobody is asked, and nothing is sent.
struct DoctorLogCommand: Sendable {
  let program: Program
  /// `-` for standard input.
  let file: String

  static let standardInput = "-"

  func run() throws -> ExitCode {
    let start = SystemClock.monotonic()
    let go = GoSettings(environment: program.environment)
    let layers = try program.layers(program.configuration(), go)
    var log = GoLog()
    try read { log.take($0) }
    log.finish()
    let resolved = layers.resolved
    let explanation = Explanation(
      log, setting: resolved.setting, chain: resolved.chain,
      privatePatterns: layers.go["GOPRIVATE"])
    let redactor =
      program.options.redact ? Redactor(resolved, layers.go, log: log) : Redactor()
    let time = Duration.nanoseconds(SystemClock.monotonic() - start)
    let isUTF8 = Locale(environment: program.environment).isUTF8
    let language = program.console.language
    try ReportOutput(program: program).write(
      json: LogReport(
        explanation, at: SystemClock.now().wall, time: time, redactor: redactor),
      text: LogText(
        console: program.console, explanation: explanation, redactor: redactor,
        isASCII: program.options.ascii || !isUTF8
      ).lines,
      annotations: DoctorAnnotations(language: language, redactor: redactor)
        .annotations(of: explanation.findings),
      junit: DoctorJUnit(language: language, redactor: redactor, time: time)
        .report(explanation.findings, []))
    if explanation.findings.first?.cause == .goproxyRefused { return .usage }
    return ExitCode(verdict: explanation.verdict, isLocal: explanation.isLocal)
  }

  // MARK: - Reading

  /// After the user has had enough, what is on its way is still read: a go in the same pipe has been told to end, too. In
  /// nanoseconds.
  private static let patience: Int64 = 500_000_000
  private static let pieceSize = 256 << 10

  /// Reads to the end, or until a moment after the user has had enough.
  private func read(_ take: (UnsafeRawBufferPointer) -> Void) throws {
    let isInput = file == Self.standardInput
    let descriptor = isInput ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(errno) }
    defer { if !isInput { close(descriptor) } }
    if isInput, Console.canAsk {
      Console.writeError(program.console.say(.logIsAwaited) + "\n")
    }
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    let signals = SignalQueue(numbers)
    defer {
      signals?.close()
      // They end the program again.
      SignalQueue.release(numbers)
    }
    // nil: the user has not had enough.
    var deadline: Int64?
    var piece = [UInt8](repeating: 0, count: Self.pieceSize)
    while true {
      var ready = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(
          fd: deadline == nil ? signals?.descriptor ?? -1 : -1, events: Int16(POLLIN), revents: 0),
      ]
      let left = deadline.map { max(0, $0 - SystemClock.monotonic()) / 1_000_000 }
      let count = poll(&ready, 2, left.map(Int32.init) ?? -1)
      if count < 0, errno == EINTR { continue }
      if ready[1].revents != 0 {
        guard signals?.next() != nil else { continue }
        // Nobody types on.
        if isatty(descriptor) != 0 { return }
        deadline = SystemClock.monotonic() + Self.patience
        continue
      }
      if count <= 0 || left == 0 { return }
      let length = Glibc.read(descriptor, &piece, piece.count)
      if length < 0, errno == EINTR || errno == EAGAIN { continue }
      if length < 0 { throw unreadable(errno) }
      if length == 0 { return }
      piece.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
    }
  }

  private func unreadable(_ code: Int32) -> UsageError {
    let name = file == Self.standardInput ? "standard input" : Options.quoted(file)
    return UsageError("doctor: \(name): \(String(cString: strerror(code)))")
  }
}
