import Glibc

/// A running `HistoryWriter`, killed with the value at the latest.
final class WriterProcess {
  private let process: pid_t
  private let output: CInt
  private var received: [UInt8] = []
  private var isKilled = false

  /// Starts the program that was built beside the tests.
  init(file: String, mode: String, prefix: String) throws {
    var ends: [CInt] = [0, 0]
    let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw TestError("socketpair: errno \(errno)")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var folder = [UInt8](repeating: 0, count: 4096)
    let length = folder.withUnsafeMutableBytes {
      $0.withMemoryRebound(to: CChar.self) { name in
        name.baseAddress.map { readlink("/proc/self/exe", $0, name.count) } ?? -1
      }
    }
    guard length > 0 else { throw TestError("readlink: errno \(errno)") }
    let test = String(decoding: folder.prefix(length), as: UTF8.self)
    let program = test.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/HistoryWriter"
    let words = [program, file, mode, prefix]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let code = posix_spawn(&child, program, &actions, nil, arguments, environ)
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw TestError("no \(program): error \(code)")
    }
    process = child
    output = ends[0]
  }

  deinit {
    kill()
    close(output)
  }

  /// kill -9, and waits for its end. What it wrote before can still be read.
  func kill() {
    if isKilled { return }
    isKilled = true
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// The next line that it wrote; nil at the end.
  func nextLine() -> String? {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: received[..<end], as: UTF8.self)
        received.removeSubrange(...end)
        return line
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(output, &buffer, buffer.count)
      if count <= 0 { return nil }
      received += buffer.prefix(count)
    }
  }
}
