import Glibc
import Health
import Platform

/// A home with a record in it, and the program run there as a user would: on five of its mirrors, none of which
/// can be reached.
struct RecordHome {
  private let folder: ScratchFolder
  private let program: String

  init() throws(BenchmarkError) {
    folder = try ScratchFolder()
    program = try ChildProcess.ownFolder() + "/goproxytop"
    if access(program, X_OK) != 0 {
      throw BenchmarkError("there is no \(program): build it with swift build -c release")
    }
  }

  var history: String { folder.path + "/goproxytop/history.sqlite" }

  private var environment: [String: String] {
    let chain = (0..<5).map { "https://mirror-\($0).example" }.joined(separator: ",")
    return [
      "GOPROXY": chain, "HOME": folder.path, "XDG_STATE_HOME": folder.path,
      "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
    ]
  }

  /// From the start of a command to its end.
  func run(_ arguments: [String]) throws(BenchmarkError) -> Duration {
    let settings = environment.map { "\($0.key)=\($0.value)" }
    let before = SystemClock.now().monotonic
    let process = try ChildProcess("/usr/bin/env", ["-i"] + settings + [program] + arguments)
    let end = process.wait()
    if end.code != 0 { throw BenchmarkError("\(arguments[0]) ended with \(end.code)") }
    return SystemClock.now().monotonic - before
  }

  /// From exec of the dashboard to the last byte of its first frame.
  func firstPaint() throws(BenchmarkError) -> Duration {
    let terminal = try dashboard()
    let (bytes, last) = terminal.read(
      for: .seconds(2), quiet: .milliseconds(3), after: Screen.leastFrame)
    guard bytes >= Screen.leastFrame, let last else {
      throw BenchmarkError("the dashboard painted nothing")
    }
    return last - terminal.startedAt
  }

  /// From exec of the dashboard until it has written a name that only the record has.
  func recordOnScreen() throws(BenchmarkError) -> Duration {
    let terminal = try dashboard()
    guard let at = terminal.read(until: "HTTP 502", for: .seconds(5)) else {
      throw BenchmarkError("the dashboard shows no failover of the record")
    }
    return at - terminal.startedAt
  }

  private func dashboard() throws(BenchmarkError) -> PseudoTerminal {
    try PseudoTerminal(
      program, ["--interval", "5s"], environment: environment, columns: 160, rows: 50)
  }
}
