import Glibc

/// A client of a server on 127.0.0.1 that waits for what it asks; its connection ends with its last owner.
///
/// Each test target that needs it links to the file.
final class LoopbackClient: Sendable {
  private let descriptor: Int32

  init(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(descriptor) }

  /// Sends a request without a body: `GET /x HTTP/1.1`.
  func ask(_ line: String) {
    let bytes = Array("\(line)\r\nHost: localhost\r\n\r\n".utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// What comes until `isEnough`, or until the end.
  func read(
    until isEnough: (String) -> Bool = { _ in false }
  ) -> (text: String, hasEnded: Bool) {
    var all: [UInt8] = []
    while !isEnough(String(decoding: all, as: UTF8.self)) {
      let more = readSome()
      if more.isEmpty { return (String(decoding: all, as: UTF8.self), true) }
      all += more
    }
    return (String(decoding: all, as: UTF8.self), false)
  }

  /// The head of an answer, and how many bytes of its body came with it.
  func readHead() -> (text: String, bodyCount: Int) {
    var all: [UInt8] = []
    while true {
      if let end = all.firstRange(of: Array("\r\n\r\n".utf8)) {
        return (String(decoding: all[..<end.upperBound], as: UTF8.self), all.count - end.upperBound)
      }
      let more = readSome()
      if more.isEmpty { return (String(decoding: all, as: UTF8.self), 0) }
      all += more
    }
  }

  /// How many bytes come until there are `most`, or until the end.
  func count(upTo most: Int = .max) -> Int {
    var count = 0
    while count < most {
      let more = readSome().count
      if more == 0 { break }
      count += more
    }
    return count
  }

  /// What there is, at least one byte; empty at the end.
  private func readSome() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 16) { room, count in
      count = max(0, recv(descriptor, room.baseAddress, room.count, 0))
    }
  }

  /// Has the end of the connection be a reset.
  func resetWhenClosed() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}
