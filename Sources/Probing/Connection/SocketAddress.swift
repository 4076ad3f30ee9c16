import CLinux
import Glibc
import Health

/// A numeric address and a port, as a socket takes them and as go prints them.
struct SocketAddress: Hashable, Sendable {
  /// 4 or 16; an IPv4 address in IPv6 form counts as IPv4, as in go.
  private var bytes: [UInt8]
  /// The zone of a link-local address, `eth0`; nil for none.
  private var zone: String?
  var port: UInt16

  /// nil where `literal` (without brackets) is a name.
  init?(_ literal: String, port: UInt16) {
    let parts = literal.split(separator: "%", maxSplits: 1).map(String.init)
    guard let address = parts.first, let bytes = AddressBytes.of(address),
      parts.count == 1 || bytes.count == 16
    else { return nil }
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
    self.bytes = bytes.count == 16 && bytes.starts(with: mapped) ? Array(bytes[12...]) : bytes
    zone = parts.count > 1 ? parts[1] : nil
    self.port = port
  }

  /// `::`, for which go tries `0.0.0.0` too (net `internetAddrList`).
  var isUnspecifiedIPv6: Bool { bytes.count == 16 && bytes.allSatisfy { $0 == 0 } }

  var family: AddressFamily { bytes.count == 4 ? .ipv4 : .ipv6 }

  /// Without port and brackets.
  var host: String {
    var text = [CChar](repeating: 0, count: 64)
    inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
    let number = text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    return zone.map { number + "%" + $0 } ?? number
  }

  /// As net.TCPAddr prints it: `127.0.0.1:80`, `[::1]:443`.
  var text: String { family == .ipv4 ? "\(host):\(port)" : "[\(host)]:\(port)" }

  /// Calls `body` with the address as the kernel takes it.
  func withSocketAddress<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var storage = sockaddr_storage()
    let size: Int
    if family == .ipv4 {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
      size = MemoryLayout<sockaddr_in>.size
      withUnsafeMutableBytes(of: &storage) { storage in
        withUnsafeBytes(of: &address) { storage.copyMemory(from: $0) }
      }
    } else {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
      // As net's zoneCache: the interface's number, or the zone itself where it is a number.
      address.sin6_scope_id = zone.map { UInt32(if_nametoindex($0)) } ?? 0
      if address.sin6_scope_id == 0 { address.sin6_scope_id = zone.flatMap { UInt32($0) } ?? 0 }
      size = MemoryLayout<sockaddr_in6>.size
      withUnsafeMutableBytes(of: &storage) { storage in
        withUnsafeBytes(of: &address) { storage.copyMemory(from: $0) }
      }
    }
    return withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(size)) }
    }
  }

  /// What getsockname tells of `fd`; nil where it tells nothing.
  init?(localEndOf fd: Int32) {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(fd, $0, &size) }
    }
    guard code == 0 else { return nil }
    switch Int32(storage.ss_family) {
    case AF_INET:
      let address = withUnsafeBytes(of: &storage) { $0.loadUnaligned(as: sockaddr_in.self) }
      bytes = withUnsafeBytes(of: address.sin_addr) { Array($0) }
      port = UInt16(bigEndian: address.sin_port)
    case AF_INET6:
      let address = withUnsafeBytes(of: &storage) { $0.loadUnaligned(as: sockaddr_in6.self) }
      bytes = withUnsafeBytes(of: address.sin6_addr) { Array($0) }
      port = UInt16(bigEndian: address.sin6_port)
    default: return nil
    }
  }
}
