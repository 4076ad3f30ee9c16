import CLinux
import Glibc
import GoRules

/// A numeric address and port to listen on: `127.0.0.1:9916`, `[::1]:9916`, `:9916` for all addresses.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// Numeric; empty for all.
  package var host: String
  /// 0: any that is free.
  package var port: UInt16

  package init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// nil where it is none.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("[") && host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
      guard Self.family(of: String(host)) == AF_INET6 else { return nil }
    } else if !host.isEmpty {
      if host == "localhost" { host = "127.0.0.1" }
      guard Self.family(of: String(host)) == AF_INET else { return nil }
    }
    self.init(host: String(host), port: port)
  }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  private static func family(of host: String) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    return [AF_INET, AF_INET6].first { inet_pton($0, host, &bytes) == 1 }
  }

  /// A socket that listens there, and the port that it has. Throws with errno.
  func listen() throws(ServingError) -> (descriptor: Int32, port: UInt16) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    // All addresses: IPv6's any takes IPv4 too; a machine without IPv6 has the other.
    let hosts = host.isEmpty ? ["::", "0.0.0.0"] : [host]
    var code = EADDRNOTAVAIL
    for host in hosts {
      var found: UnsafeMutablePointer<addrinfo>?
      guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else {
        continue
      }
      defer { freeaddrinfo(found) }
      let descriptor = socket(
        address.pointee.ai_family,
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
          | Int32(SOCK_NONBLOCK.rawValue), 0)
      guard descriptor >= 0 else {
        code = errno
        continue
      }
      var (on, off): (Int32, Int32) = (1, 0)
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, 4)
      if self.host.isEmpty { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, 4) }
      if bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
        Glibc.listen(descriptor, 1024) == 0
      {
        return (descriptor, ListenAddress(ofSocket: descriptor)?.port ?? port)
      }
      code = errno
      close(descriptor)
      if code == EADDRINUSE { break }
    }
    throw ServingError("\(self): \(String(cString: strerror(code)))")
  }

  /// Where a socket is bound to; nil where that is no address of IP.
  init?(ofSocket descriptor: Int32) {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let host: String? = withUnsafeMutableBytes(of: &address) { bytes in
      let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
      guard let pointer, getsockname(descriptor, pointer, &length) == 0 else { return nil }
      var name = [CChar](repeating: 0, count: 64)
      guard
        getnameinfo(pointer, length, &name, 64, nil, 0, NI_NUMERICHOST) == 0,
        [AF_INET, AF_INET6].contains(Int32(bytes.loadUnaligned(as: sa_family_t.self)))
      else { return nil }
      return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard let host else { return nil }
    // The port has the same place in both families.
    let port = withUnsafeBytes(of: &address) { UInt16($0[2]) << 8 | UInt16($0[3]) }
    self.init(host: ["::", "0.0.0.0"].contains(host) ? "" : host, port: port)
  }

  /// Only this machine gets there.
  package var isLoopback: Bool { AddressRange.loopback.contains { $0.contains(host) } }
}

/// Why nothing can be served, in one line.
package struct ServingError: Error, Sendable {
  package var message: String

  init(_ message: String) { self.message = message }
}
