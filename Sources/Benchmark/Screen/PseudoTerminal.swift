import CYardstick
import Glibc
import Health
import Platform

/// A program on a terminal of its own, of which we are the screen.
final class PseudoTerminal {
  let process: pid_t
  /// Just before the program was started, CLOCK_MONOTONIC.
  let startedAt: Duration
  private let master: Int32
  private var isReaped = false

  /// Starts `program` on a terminal of this size, with `environment` and nothing else of ours.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], columns: UInt16,
    rows: UInt16
  ) throws(BenchmarkError) {
    var path = [CChar](repeating: 0, count: 64)
    master = yardstick_open_terminal(columns, rows, &path, path.count)
    if master < 0 { throw .system("no pseudo terminal") }

    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The leader of a new session takes the first terminal that it opens as its own.
    posix_spawnattr_setflags(&attributes, yardstick_spawn_setsid)
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var id = pid_t()
    startedAt = SystemClock.now().monotonic
    let code = posix_spawn(&id, program, &actions, &attributes, argv, envp)
    process = id
    if code != 0 {
      isReaped = true
      throw .system("cannot start \(program)", code: code)
    }
  }

  /// Takes what the program writes within `limit`, or until it is quiet for `quiet` after `enough` bytes.
  ///
  /// Returns the bytes and the time of the last of them; nil for none.
  func read(
    for limit: Duration, quiet: Duration? = nil, after enough: Int = 0
  ) -> (bytes: Int, last: Duration?) {
    let end = SystemClock.now().monotonic + limit
    var bytes = 0
    var last: Duration?
    var buffer = [UInt8](repeating: 0, count: 65536)
    while SystemClock.now().monotonic < end {
      var until = end
      if let quiet, let last, bytes >= enough { until = min(end, last + quiet) }
      if yardstick_wait(master, -1, (until - SystemClock.now().monotonic).inNanoseconds) == 0 {
        break
      }
      let count = Glibc.read(master, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += count
      last = SystemClock.now().monotonic
    }
    return (bytes, last)
  }

  /// Takes what the program writes until `text` was in it, within `limit`; returns when, nil for never.
  func read(until text: String, for limit: Duration) -> Duration? {
    let end = SystemClock.now().monotonic + limit
    var written: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while SystemClock.now().monotonic < end {
      if yardstick_wait(master, -1, (end - SystemClock.now().monotonic).inNanoseconds) == 0 {
        break
      }
      let count = Glibc.read(master, &buffer, buffer.count)
      if count <= 0 { break }
      written += buffer.prefix(count)
      if String(decoding: written, as: UTF8.self).contains(text) {
        return SystemClock.now().monotonic
      }
    }
    return nil
  }

  /// Ends it as a closed window would, and waits.
  deinit {
    if !isReaped {
      kill(process, SIGTERM)
      _ = read(for: .milliseconds(500))
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }
}
