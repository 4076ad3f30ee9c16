import Foundation
import Text

struct EndToEndError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A process of ours, started with chosen descriptors; ended by its id only.
final class ChildProcess {
  let id: pid_t
  private var isReaped = false

  /// Starts `path`. `passing` maps descriptor numbers of the child to ours.
  init(
    _ path: String, _ arguments: [String], environment: [String: String],
    passing descriptors: [Int32: Int32] = [:]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (theirs, ours) in descriptors { posix_spawn_file_actions_adddup2(&actions, ours, theirs) }
    // Threads of the test run have signals blocked; a child must be able to get SIGTERM.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let argv = ([path] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var id = pid_t()
    let code = posix_spawn(&id, path, &actions, &attributes, argv, envp)
    if code != 0 { throw EndToEndError("cannot start \(path): \(String(cString: strerror(code)))") }
    self.id = id
  }

  func signal(_ number: Int32) {
    if !isReaped { kill(id, number) }
  }

  /// It has ended, whether that was waited for or not.
  var hasEnded: Bool {
    if isReaped { return true }
    var information = siginfo_t()
    return waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT) == 0
      && information.si_signo != 0
  }

  /// Waits for its end; the raw status of waitpid(2).
  @discardableResult func wait() -> Int32 {
    var status: Int32 = 0
    if !isReaped { waitpid(id, &status, 0) }
    isReaped = true
    return status
  }
}

/// What a command printed, and how it ended.
struct CommandResult {
  let output: String
  let errors: String
  /// The exit code, or 128 + the signal that ended it, as a shell says it.
  let code: Int32

  /// Runs `path` to its end, with nothing on standard input.
  ///
  /// Not Foundation's Process: it waits until every descendant has ended, and tmux leaves a server.
  init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    let output = try OutputFile()
    let errors = try OutputFile()
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(nothing) }
    let process = try ChildProcess(
      path, arguments, environment: environment,
      passing: [0: nothing, 1: output.descriptor, 2: errors.descriptor])
    let status = process.wait()
    code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    self.output = output.text
    self.errors = errors.text
  }
}

/// A file without a name that a child writes to: unlike a pipe it never fills and never blocks.
private final class OutputFile {
  let descriptor: Int32

  init() throws {
    var name = Array((NSTemporaryDirectory() + "/goproxytop-XXXXXX").utf8CString)
    descriptor = mkstemp(&name)
    if descriptor < 0 { throw EndToEndError("no output file: \(String(cString: strerror(errno)))") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
  }

  var text: String {
    lseek(descriptor, 0, SEEK_SET)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    return String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
  }

  deinit { close(descriptor) }
}

/// A TCP socket that listens on 127.0.0.1 and a port the kernel chose; closed with its last owner.
final class ListeningSocket {
  let descriptor: Int32
  let port: UInt16

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    if !bound { throw EndToEndError("no listening socket: \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }
}
