import Glibc
import GoRules
import Health
import Platform

/// The dashboard itself on a terminal of 120 x 40: when the first frame is there, and what it takes
/// while nothing happens.
struct Screen {
  var mirrors = 5
  /// First paints measured; the median counts.
  var starts = 15
  /// Lines asked of `status`; the median counts.
  var lines = 50
  /// How long the idle dashboard is watched, after as long as `settling`.
  var duration = Duration.seconds(30)
  var settling = Duration.seconds(12)

  /// No frame of this size has fewer bytes, and all that is written before it has.
  static let leastFrame = 1000

  func run() throws -> Report {
    let mirrors = try MirrorProcess(mirrors)
    let home = try ScratchFolder()
    var report = Report("Idle dashboard, \(self.mirrors) mirrors at 5 s")

    var paints: [Duration] = []
    for _ in 0..<starts { paints.append(try firstPaint(mirrors, home)) }
    paints.sort()
    let terminal = try start(mirrors, home)
    _ = terminal.read(for: settling)
    let before = try ResourceUsage.cpu(of: terminal.process)
    let begun = SystemClock.now().monotonic
    let (bytes, _) = terminal.read(for: duration)
    let elapsed = SystemClock.now().monotonic - begun
    let cpu = try ResourceUsage.cpu(of: terminal.process) - before
    let memory = try ResourceUsage.memory("VmHWM", of: terminal.process)
    let own = try ResourceUsage.memory("RssAnon", of: terminal.process)
    var statuses: [Duration] = []
    for _ in 0..<lines { statuses.append(try status(home)) }
    statuses.sort()

    report.figures = [
      Figure(
        "first paint after exec", percentile(0.5, of: paints).map(readable) ?? "none",
        target: "8 ms"),
      Figure("CPU", decimal(cpu / elapsed * 100, 2) + " % of a core", target: "0.3 %"),
      Figure(
        "to the terminal", decimal(Double(bytes) / elapsed.seconds, 0) + " bytes/s",
        target: "2,000 bytes/s"),
      Figure(
        "memory at most", "\(mebibytes(memory)), \(mebibytes(own)) of it private",
        target: "12 MiB"),
      Figure(
        "status --format tmux, beside it", percentile(0.5, of: statuses).map(readable) ?? "none",
        target: "20 ms"),
    ]
    report.notes = [
      "First paint: from exec to the last byte of the first frame, median of \(starts) starts."
        + " CPU includes the probes; \(decimal(duration.seconds, 0)) s. status: from before it is started"
        + " until it has ended, median of \(lines)."
    ]
    return report
  }

  /// How long tmux waits for its status line.
  private func status(_ home: ScratchFolder) throws(BenchmarkError) -> Duration {
    let start = SystemClock.now().monotonic
    let process = try ChildProcess(
      program(), ["status", "--format", "tmux"],
      environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"])
    let code = process.wait().code
    let elapsed = SystemClock.now().monotonic - start
    if code == 1 || code == 2 { throw BenchmarkError("status ended with \(code)") }
    return elapsed
  }

  private func program() throws(BenchmarkError) -> String {
    let program = try ChildProcess.ownFolder() + "/goproxytop"
    if access(program, X_OK) != 0 {
      throw BenchmarkError("there is no \(program): build it with swift build -c release")
    }
    return program
  }

  private func start(
    _ mirrors: MirrorProcess, _ home: ScratchFolder
  ) throws(BenchmarkError) -> PseudoTerminal {
    try PseudoTerminal(
      program(), ["--interval", "5s"],
      environment: [
        "GOPROXY": mirrors.urls.joined(separator: ","), "GOSUMDB": "off",
        "SSL_CERT_FILE": mirrors.authority,
        "HOME": home.path, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
      ], columns: 120, rows: 40)
  }

  private func firstPaint(
    _ mirrors: MirrorProcess, _ home: ScratchFolder
  ) throws(BenchmarkError) -> Duration {
    let terminal = try start(mirrors, home)
    // The terminal's modes come first and the first results some milliseconds after the frame.
    let (bytes, last) = terminal.read(
      for: .seconds(2), quiet: .milliseconds(3), after: Self.leastFrame)
    guard bytes >= Self.leastFrame, let last else {
      throw BenchmarkError("the dashboard painted nothing")
    }
    return last - terminal.startedAt
  }
}
