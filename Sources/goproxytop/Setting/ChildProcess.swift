import CLinux
import Glibc
import GoRules
import Health
import Platform

/// A command run to its end, with what it wrote; never a shell.
enum ChildProcess {
  struct Result: Sendable {
    /// Exit status; 128 and more for a signal, as in a shell.
    var status: Int32
    /// stdout and stderr together, bounded.
    var output: String
  }

  /// Runs the program at `path` in the folder `/`, with stdin closed, for at most `limit`, then ends it.
  /// Blocks: not for the cooperative pool.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String],
    limit: Duration = .seconds(20)
  ) throws(OperationError) -> Result {
    var (readable, writable): (Int32, Int32) = (-1, -1)
    guard clinux_pipe(&readable, &writable) == 0 else {
      throw OperationError("pipe: \(String(cString: strerror(errno)))")
    }
    defer { close(readable) }
    let argv = CStrings([path] + arguments)
    let envp = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var process = pid_t()
    let error = clinux_spawn(path, argv.pointers, envp.pointers, writable, &process)
    close(writable)
    guard error == 0 else { throw OperationError("\(path): \(String(cString: strerror(error)))") }
    let output = readAll(readable, of: process, until: SystemClock.now().monotonic + limit)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    return Result(status: code, output: String(decoding: output, as: UTF8.self))
  }

  /// All that comes until the end, at most 64 KiB of it kept; at `deadline` the process is killed.
  private static func readAll(
    _ file: Int32, of process: pid_t, until deadline: Duration
  ) -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let rest = max(0, (deadline - SystemClock.now().monotonic).milliseconds.rounded(.up))
      var polled = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      let ready = poll(&polled, 1, Int32(rest))
      if ready == 0 {
        kill(process, SIGKILL)
        return output
      }
      if ready < 0 { continue }
      let count = read(file, &buffer, buffer.count)
      if count == 0 || count < 0 && errno != EINTR { return output }
      if output.count < 65536 { output += buffer.prefix(max(0, count)) }
    }
  }
}
