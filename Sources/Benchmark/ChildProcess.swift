import Glibc

/// Something the benchmark needs did not work; `description` is one line for the person who runs it.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// A failed system call, with errno's text.
  static func system(_ what: String, code: Int32 = errno) -> BenchmarkError {
    BenchmarkError("\(what): \(String(cString: strerror(code)))")
  }
}

/// A process of ours: started with pipes, ended by its id only, its CPU time read when it is reaped.
final class ChildProcess {
  /// How a process ended.
  struct End {
    /// Exit code, or 128 and the signal's number.
    var code: Int32
    var usage: ResourceUsage
  }

  /// Where its standard output or error goes.
  enum Output {
    case inherited, discarded, pipe
  }

  let id: pid_t
  /// Our end of its standard input; closing it tells a child of our own binary to end.
  private var input: Int32
  private var reader: LineReader?
  private var end: End?
  /// It ends by itself, and tidies up, when its input is closed.
  private var endsWithInput = false

  /// Starts `path`, with `output` and `errors` as told; a pipe may be asked of one of them. `environment`
  /// is all it gets; nil for ours.
  init(
    _ path: String, _ arguments: [String], output: Output = .discarded,
    errors: Output = .inherited, environment: [String: String]? = nil
  ) throws(BenchmarkError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let input = try Pipe()
    let lines = try Pipe()
    posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
    for (descriptor, target) in [(Int32(1), output), (2, errors)] {
      switch target {
      case .inherited: break
      case .discarded:
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
      case .pipe: posix_spawn_file_actions_adddup2(&actions, lines.writing, descriptor)
      }
    }
    let argv = ([path] + arguments).map { strdup($0) } + [nil]
    let envp = (environment ?? [:]).map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var id = pid_t()
    let code =
      environment == nil
      ? posix_spawn(&id, path, &actions, nil, argv, environ)
      : posix_spawn(&id, path, &actions, nil, argv, envp)
    close(input.reading)
    close(lines.writing)
    self.id = id
    self.input = input.writing
    reader = LineReader(descriptor: lines.reading)
    if code != 0 {
      end = End(code: 127, usage: ResourceUsage())
      throw .system("cannot start \(path)", code: code)
    }
  }

  /// A process of this same binary in another role.
  static func ourselves(_ arguments: [String]) throws(BenchmarkError) -> ChildProcess {
    let process = try ChildProcess(ownPath(), arguments, output: .pipe)
    process.endsWithInput = true
    return process
  }

  /// Path of this binary.
  private static func ownPath() throws(BenchmarkError) -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &bytes, bytes.count)
    if length < 0 { throw .system("readlink /proc/self/exe") }
    return String(decoding: bytes.prefix(length), as: UTF8.self)
  }

  /// The folder of this binary, where the other products of the same build are.
  static func ownFolder() throws(BenchmarkError) -> String {
    let path = try ownPath()
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  /// The next line it wrote to its pipe; nil at its end.
  func readLine() -> String? { reader?.next() }

  /// All it writes until its end.
  func readToEnd() -> [String] {
    var lines: [String] = []
    while let line = readLine() { lines.append(line) }
    return lines
  }

  /// Closes its standard input.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Waits for its end.
  @discardableResult func wait() -> End {
    if let end { return end }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(id, &status, 0, &usage) < 0 && errno == EINTR {}
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    let end = End(code: code, usage: ResourceUsage(usage))
    self.end = end
    return end
  }

  deinit {
    closeInput()
    if end == nil {
      if !endsWithInput { kill(id, SIGTERM) }
      wait()
    }
  }
}

/// Both ends of a pipe, closed in children that we start.
private struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws(BenchmarkError) {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) != 0 { throw .system("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }
}

/// Lines from a descriptor, which it owns.
final class LineReader {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var hasEnded = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The next line without its end; nil after the last.
  func next() -> String? {
    while true {
      if let newline = pending.firstIndex(of: 0x0A) {
        let line = String(decoding: pending[..<newline], as: UTF8.self)
        pending.removeSubrange(...newline)
        return line
      }
      if hasEnded { return nil }
      var bytes = [UInt8](repeating: 0, count: 65536)
      let count = read(descriptor, &bytes, bytes.count)
      if count > 0 {
        pending.append(contentsOf: bytes.prefix(count))
      } else if count == 0 || errno != EINTR {
        hasEnded = true
      }
    }
  }
}
