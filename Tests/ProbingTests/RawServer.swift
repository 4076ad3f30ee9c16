import Glibc
import Synchronization

/// A listener on a free loopback port that treats each connection by a closure, one after another, on its own thread.
final class RawServer: Sendable {
  let port: Int
  private let listener: Int32
  private let accepted = Atomic<Int>(0)
  nonisolated(unsafe) private var thread = pthread_t()

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

    /// Waits until the peer has closed.
    func waitForClose() {
      var byte: UInt8 = 0
      while read(fd, &byte, 1) > 0 {}
    }

    /// Answers every request of the connection with 200 and `body`.
    func serve(_ body: String) {
      while !readRequest().isEmpty {
        write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      }
    }
  }

  var connections: Int { accepted.load(ordering: .sequentiallyConsistent) }

  init(_ handle: @escaping @Sendable (Connection) -> Void) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(listener, address, size)
        _ = listen(listener, 64)
        _ = getsockname(listener, address, &size)
      }
    }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    let work = Unmanaged.passRetained(Work { [unowned self] in self.run(handle) })
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
  }

  /// Ends the thread and closes the listener.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    pthread_join(thread, nil)
    close(listener)
  }

  private func run(_ handle: @Sendable (Connection) -> Void) {
    while true {
      let fd = accept(listener, nil, nil)
      if fd < 0 { return }
      accepted.add(1, ordering: .sequentiallyConsistent)
      handle(Connection(fd: fd))
      close(fd)
    }
  }
}

private final class Work {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}
