import Glibc
import Platform
import Synchronization

/// A listener on a free loopback port that treats each connection by a closure on a thread of its own.
final class RawServer: Sendable {
  let port: Int
  private let listener: Int32
  private let accepted = Atomic<Int>(0)
  private let open = Locked<[Int32: TestThread]>([:])
  private let ended = Locked<[TestThread]>([])
  private let thread: TestThread

  /// What a closure may do with a connection.
  struct Connection {
    let fd: Int32

    /// Reads until a blank line has come or the peer closed; what was read.
    func readRequest() -> String {
      var text = ""
      var buffer = [UInt8](repeating: 0, count: 4096)
      while !text.contains("\r\n\r\n") {
        let count = read(fd, &buffer, buffer.count)
        if count <= 0 { return text }
        text += String(decoding: buffer[..<count], as: UTF8.self)
      }
      return text
    }

    func write(_ text: String) {
      let bytes = Array(text.utf8)
      _ = send(fd, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Answers the request with 200 and `body`.
    func answer(_ body: String, header: String = "") {
      write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(header)\r\n\(body)")
    }

    /// Waits until the peer has closed or the server is stopped.
    func waitForClose() {
      var byte: UInt8 = 0
      while read(fd, &byte, 1) > 0 {}
    }

    /// Answers every request of the connection with 200 and `body`.
    func serve(_ body: String) {
      while !readRequest().isEmpty { answer(body) }
    }

    /// Closes with a reset instead of an end.
    func reset() {
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(fd, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
  }

  /// Connections taken so far.
  var connections: Int { accepted.load(ordering: .sequentiallyConsistent) }

  /// `accepts` false: the port is open and nobody takes connections from it. `port6`: on this port of ::1.
  init(
    backlog: Int32 = 64, accepts: Bool = true, port6: Int? = nil,
    _ handle: @escaping @Sendable (Connection) -> Void
  ) {
    let listener = socket(
      port6 == nil ? AF_INET : AF_INET6,
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    self.listener = listener
    port = port6.map { Loopback.bind6(listener, port: $0) } ?? Loopback.bind(listener)
    listen(listener, backlog)
    thread = TestThread()
    if accepts { thread.start { [unowned self] in self.run(handle) } }
  }

  /// Ends the threads and closes the listener and the connections.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    thread.join()
    let threads = open.withLock { open in
      for fd in open.keys { shutdown(fd, Int32(SHUT_RDWR)) }
      return Array(open.values)
    }
    for thread in threads + ended.withLock({ $0 }) { thread.join() }
    close(listener)
  }

  private func run(_ handle: @escaping @Sendable (Connection) -> Void) {
    while true {
      let fd = accept(listener, nil, nil)
      if fd < 0 { return }
      accepted.add(1, ordering: .sequentiallyConsistent)
      let thread = TestThread()
      open.withLock { $0[fd] = thread }
      thread.start { [unowned self] in
        handle(Connection(fd: fd))
        open.withLock { open in
          if let thread = open.removeValue(forKey: fd) { ended.withLock { $0.append(thread) } }
          close(fd)
        }
      }
    }
  }
}

/// Sockets on 127.0.0.1.
enum Loopback {
  /// Binds to a free port, which is returned.
  static func bind(_ fd: Int32) -> Int {
    var address = Self.address(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = Glibc.bind(fd, address, size)
        _ = getsockname(fd, address, &size)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Binds to this port of ::1.
  static func bind6(_ fd: Int32, port: Int) -> Int {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = UInt16(port).bigEndian
    address.sin6_addr = in6addr_loopback
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = Glibc.bind(fd, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
    return port
  }

  /// A bound UDP socket that takes datagrams of its own port only.
  static func connectedDatagramSocket() -> (fd: Int32, port: Int) {
    let fd = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    let port = bind(fd)
    var address = Self.address(port: port)
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return (fd, port)
  }

  static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  /// A socket whose connection to `port` is under way.
  static func startConnecting(to port: Int) -> Int32 {
    let fd = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = Self.address(port: port)
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return fd
  }
}

/// A joinable thread.
final class TestThread: Sendable {
  private let thread = Locked<pthread_t?>(nil)

  func start(_ body: @escaping @Sendable () -> Void) {
    thread.withLock { $0 = try? Threads.start(body) }
  }

  func join() {
    if let thread = thread.withLock({ $0.take() }) { pthread_join(thread, nil) }
  }
}
