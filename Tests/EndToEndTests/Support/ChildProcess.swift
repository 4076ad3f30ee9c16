import Foundation

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
    let argv = ([path] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var id = pid_t()
    let code = posix_spawn(&id, path, &actions, nil, argv, envp)
    if code != 0 { throw EndToEndError("cannot start \(path): \(String(cString: strerror(code)))") }
    self.id = id
  }

  func signal(_ number: Int32) {
    if !isReaped { kill(id, number) }
  }

  /// Waits for its end; the raw status of waitpid(2).
  @discardableResult func wait() -> Int32 {
    var status: Int32 = 0
    if !isReaped { waitpid(id, &status, 0) }
    isReaped = true
    return status
  }
}

/// A TCP socket that listens on 127.0.0.1 and a port the kernel chose; closed with its last owner.
final class ListeningSocket {
  let descriptor: Int32
  let port: UInt16

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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
