import Glibc

/// A blocking HTTP/1.1 client on one TCP connection, as plain as can be.
final class PlainClient {
  enum Failure: Error, Equatable { case refused, other(Int32) }

  private let descriptor: Int32

  init(address: String = "127.0.0.1", port: UInt16) throws {
    descriptor = socket(
      address.contains(":") ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    getaddrinfo(address, "\(port)", &hints, &found)
    defer { freeaddrinfo(found) }
    guard let found, connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0
    else {
      let code = errno
      throw code == ECONNREFUSED ? Failure.refused : Failure.other(code)
    }
  }

  deinit { close(descriptor) }

  /// Ends this side.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  func send(_ text: String) {
    _ = Glibc.send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL))
  }

  /// Bytes up to the end that the server makes; nil after a reset.
  func readToEnd() -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      guard let more = readSome() else { return nil }
      if more.isEmpty { return bytes }
      bytes += more
    }
  }

  private func readSome() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count < 0 ? nil : Array(buffer.prefix(count))
  }

  /// Sends a GET and reads one answer by its Content-Length.
  func get(_ path: String) -> (head: String, body: [UInt8])? {
    send("GET \(path) HTTP/1.1\r\nHost: lab\r\n\r\n")
    var bytes: [UInt8] = []
    let marker = Array("\r\n\r\n".utf8)
    while true {
      guard let more = readSome(), !more.isEmpty else { return nil }
      bytes += more
      guard let end = bytes.firstRange(of: marker) else { continue }
      let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      let field = head.split(separator: "\r\n").first { $0.hasPrefix("content-length: ") }
      let length = field.flatMap { Int($0.dropFirst(16)) } ?? 0
      while bytes.count < end.upperBound + length {
        guard let more = readSome(), !more.isEmpty else { return nil }
        bytes += more
      }
      return (head, Array(bytes[end.upperBound...]))
    }
  }
}
