import Glibc
import GoRules

/// Addresses that begin alike: `127.0.0.0/8`, `fd00::/8`, or a single one.
package struct AddressRange: Sendable, Hashable {
  /// Of IPv6; an IPv4 address stands in `::ffff:0:0/96`.
  private let octets: [UInt8]
  /// Of these, how many count.
  private let bits: Int

  package static let loopback = [AddressRange("127.0.0.0/8"), AddressRange("::1")].compactMap(
    \.self)

  /// nil where it is none.
  package init?(_ text: String) {
    let parts = text.split(at: "/")
    guard parts.count <= 2, let (octets, isIPv4) = Self.octets(of: String(parts[0])) else {
      return nil
    }
    let most = isIPv4 ? 32 : 128
    guard let bits = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(bits) else {
      return nil
    }
    self.octets = octets
    self.bits = bits + (isIPv4 ? 96 : 0)
  }

  /// The address is a `sockaddr`.
  func contains(_ address: UnsafeRawBufferPointer) -> Bool {
    Self.octets(ofSocketAddress: address).map(contains) ?? false
  }

  /// Of a numeric address.
  package func contains(_ text: String) -> Bool {
    Self.octets(of: text).map { contains($0.octets) } ?? false
  }

  private func contains(_ other: [UInt8]) -> Bool {
    let whole = bits / 8
    guard octets[..<whole] == other[..<whole] else { return false }
    let rest = bits % 8
    return rest == 0 || (octets[whole] ^ other[whole]) >> UInt8(8 - rest) == 0
  }

  private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

  private static func octets(of text: String) -> (octets: [UInt8], isIPv4: Bool)? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 { return (mapped + bytes[..<4], true) }
    return inet_pton(AF_INET6, text, &bytes) == 1 ? (bytes, false) : nil
  }

  private static func octets(ofSocketAddress address: UnsafeRawBufferPointer) -> [UInt8]? {
    guard address.count >= 16 else { return nil }
    switch Int32(address.loadUnaligned(as: sa_family_t.self)) {
    // Family and port stand before it, of IPv6 the flow too.
    case AF_INET: return mapped + address[4..<8]
    case AF_INET6 where address.count >= 24: return Array(address[8..<24])
    default: return nil
    }
  }
}
