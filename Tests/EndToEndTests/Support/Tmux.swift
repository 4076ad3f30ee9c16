import Foundation
import Text

/// A tmux server of its own with one window, in which a program runs as a user would see it.
///
/// A control-mode client tells when the screen changes, so that waiting needs no sleep.
final class Tmux {
  private let socket = "goproxytop-test-\(UUID().uuidString)"
  private var control: ChildProcess?
  private let changes = Pipe()
  private let orders = Pipe()

  /// Starts `command` (a shell command) in a window of the given size with just this environment.
  init(
    _ command: String, columns: Int, rows: Int, environment: [String: String] = [:]
  ) throws {
    // A server that inherited the writing end would keep `changes` open.
    for handle in [changes.fileHandleForWriting, orders.fileHandleForWriting] {
      _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }
    let variables = environment.flatMap { ["-e", "\($0.key)=\($0.value)"] }
    // The window stays when its program ends: what the program left behind can be read.
    try run(
      ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        + variables + ["env", "-u", "GOPROXY", "sh", "-c", "sleep 1000000"])
    try run(["set-option", "-g", "remain-on-exit", "on"])
    try run(["set-option", "-g", "focus-events", "on"])
    try run(["set-option", "-g", "status", "off"])
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    control = try ChildProcess(
      "/usr/bin/tmux", ["-L", socket, "-C", "attach", "-f", "ignore-size"],
      environment: ProcessInfo.processInfo.environment,
      passing: [
        0: orders.fileHandleForReading.fileDescriptor,
        1: changes.fileHandleForWriting.fileDescriptor,
      ])
    try run(["respawn-pane", "-k"] + variables + ["sh", "-c", command])
  }

  deinit {
    // The control client first: while it waits for a reader of what it prints, the server does not end.
    control?.signal(SIGKILL)
    control?.wait()
    _ = try? run(["kill-server"])
  }

  /// Keys by tmux's names: `Enter`, `Escape`, `C-c`, `Down`, `q`.
  func send(_ keys: String...) throws { try run(["send-keys"] + keys) }

  /// Types a line of the dashboard's command line.
  func enter(_ line: String) throws {
    try send(":")
    try send("-l", line)
    try send("Enter")
  }

  /// Quits the dashboard that a `Stage` started.
  func quit() throws {
    try send("q")
    try waitFor("the end") { $0.contains("ended=0") }
  }

  /// Pastes `text` in one piece, marked as pasted where the program asked for that.
  func paste(_ text: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-paste-\(UUID().uuidString)")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    try run(["load-buffer", file.path])
    try run(["paste-buffer", "-p"])
  }

  /// The screen as text, one line a row, trailing spaces kept away; with colours where `styled`.
  func screen(styled: Bool = false) throws -> String {
    try run(["capture-pane", "-p"] + (styled ? ["-e"] : []))
  }

  func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// A tmux format, for example `#{pane_pid}` or `#{pane_title}`.
  func value(_ format: String) throws -> String {
    try run(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
  }

  /// The only child of the shell in the pane.
  func child() throws -> pid_t {
    let shell = try value("#{pane_pid}")
    let children = try String(
      contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
    guard let id = children.split(separator: " ").first.flatMap({ pid_t($0) }) else {
      throw EndToEndError("no child of \(shell)")
    }
    return id
  }

  /// Writes what the program prints from now on into a file, escape sequences and all.
  func record(to file: String) throws { try run(["pipe-pane", "cat >> '\(file)'"]) }

  /// Waits until the screen satisfies `condition`, and returns it.
  ///
  /// Throws, with the last screen, when `deadline` seconds have passed.
  @discardableResult
  func waitFor(
    _ what: String, within deadline: Double = 60, _ condition: (String) -> Bool
  ) throws -> String {
    let end = Date(timeIntervalSinceNow: deadline)
    while true {
      let screen = try screen()
      if condition(screen) { return screen }
      let left = end.timeIntervalSinceNow
      guard left > 0 else { throw EndToEndError("no \(what) within \(deadline) s:\n\(screen)") }
      var descriptor = pollfd(
        fd: changes.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, Int32(min(left, 1) * 1000)) > 0 {
        _ = changes.fileHandleForReading.availableData
      }
    }
  }

  @discardableResult private func run(_ arguments: [String]) throws -> String {
    let result = try CommandResult(
      "/usr/bin/tmux", ["-u", "-L", socket] + arguments,
      environment: ProcessInfo.processInfo.environment)
    if result.code != 0 {
      throw EndToEndError("tmux \(arguments.joined(separator: " ")): \(result.errors)")
    }
    return result.output
  }
}
