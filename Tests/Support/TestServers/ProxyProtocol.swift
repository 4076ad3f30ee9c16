import MirrorLab

/// How a forward proxy is asked and answers; lives on the thread of one connection.
protocol ProxyProtocol {
  /// What the client wants; nil where it left or made no sense.
  func readRequest() -> LabProxy.Request?
  /// The end of it.
  func refuse(_ status: Int)
  /// `upstream` leads to the target.
  func accepted(_ upstream: Wire)
}

/// CONNECT, and GET with a whole URL (RFC 9110, 9.3.6; RFC 9112, 3.2.2).
final class HTTPProxy: ProxyProtocol {
  private let wire: Wire
  /// What the mirror gets of a GET; empty for CONNECT.
  private var forwarded = ""

  init(_ wire: Wire) { self.wire = wire }

  func readRequest() -> LabProxy.Request? {
    var head = ""
    while !head.hasSuffix("\r\n\r\n") {
      guard head.utf8.count < 16384, let byte = wire.read(1)?.first else { return nil }
      head.unicodeScalars.append(Unicode.Scalar(byte))
    }
    let lines = head.split(separator: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3 else { return nil }
    let name = "proxy-authorization: basic "
    let authorization = lines.first { $0.lowercased().hasPrefix(name) }?.dropFirst(name.count)
    var target = words[1]
    if words[0] != "CONNECT" {
      guard target.hasPrefix("http://") else { return nil }
      target = target.dropFirst(7).prefix { $0 != "/" }
      let path = words[1].dropFirst(7 + target.count)
      // One request a connection: the next one may be for another host.
      let rest = lines.dropFirst().filter { !$0.lowercased().hasPrefix("proxy-") }
      forwarded =
        (["\(words[0]) \(path) HTTP/1.1", "Connection: close"] + rest)
        .joined(separator: "\r\n") + "\r\n\r\n"
    }
    return LabProxy.Request(
      target: String(target), credentials: authorization.map { Basic.decoded($0) })
  }

  func refuse(_ status: Int) {
    let challenge = status == 407 ? "Proxy-Authenticate: Basic realm=\"lab\"\r\n" : ""
    let head = "HTTP/1.1 \(status) No\r\n\(challenge)Content-Length: 0\r\nConnection: close\r\n\r\n"
    wire.write(Array(head.utf8))
  }

  func accepted(_ upstream: Wire) {
    if forwarded.isEmpty {
      wire.write(Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8))
    } else {
      upstream.write(Array(forwarded.utf8))
    }
  }
}

/// SOCKS5 (RFC 1928) with names, and its user name and password (RFC 1929).
final class SOCKS5Proxy: ProxyProtocol {
  private let wire: Wire
  private let credentials: String?

  init(_ wire: Wire, _ credentials: String?) {
    self.wire = wire
    self.credentials = credentials
  }

  func readRequest() -> LabProxy.Request? {
    guard let hello = wire.read(2), hello[0] == 5, let methods = wire.read(Int(hello[1])) else {
      return nil
    }
    let method: UInt8 = credentials == nil ? 0 : 2
    guard methods.contains(method) else {
      wire.write([5, 0xFF])
      return nil
    }
    wire.write([5, method])
    var given: String?
    if method == 2 {
      guard wire.read(1) == [1], let user = readText(), let password = readText() else {
        return nil
      }
      given = "\(user):\(password)"
      wire.write([1, given == credentials ? 0 : 1])
      guard given == credentials else { return nil }
    }
    // Version, command, reserved, kind of address: 3 is a name.
    guard let head = wire.read(4), head[1] == 1 else { return nil }
    let host: String?
    switch head[3] {
    case 1: host = wire.read(4).map { $0.map(String.init).joined(separator: ".") }
    case 3: host = readText()
    default: host = nil
    }
    guard let host, let port = wire.read(2) else { return nil }
    return LabProxy.Request(
      target: "\(host):\(UInt16(port[0]) << 8 | UInt16(port[1]))", credentials: given)
  }

  private func readText() -> String? {
    wire.read(1).flatMap { wire.read(Int($0[0])) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// "Connection not allowed by ruleset".
  func refuse(_ status: Int) { wire.write([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]) }

  func accepted(_ upstream: Wire) { wire.write([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]) }
}
