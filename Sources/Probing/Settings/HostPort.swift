import Glibc

/// `host:port` in text.
enum HostPort {
  /// The host without brackets and the port, nil for none; nil where it is malformed.
  static func split(_ text: Substring) -> (host: String, port: Int?)? {
    var host: Substring
    var rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
    } else {
      host = text.prefix { $0 != ":" }
      rest = text[host.endIndex...]
    }
    guard !rest.isEmpty else { return (String(host), nil) }
    guard rest.hasPrefix(":") else { return nil }
    rest = rest.dropFirst()
    if rest.isEmpty { return (String(host), nil) }
    guard let port = UInt16(rest) else { return nil }
    return (String(host), Int(port))
  }

  /// A name as certificates have it; its final dot only says that it is complete.
  static func withoutFinalDot(_ host: String) -> String {
    host.hasSuffix(".") ? String(host.dropLast()) : host
  }

  /// With brackets around an IPv6 address.
  static func joined(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}

/// Numeric addresses as bytes.
enum AddressBytes {
  /// 4 or 16 bytes; nil for a name.
  static func of(_ text: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
    var sixteen = in6_addr()
    guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
    return withUnsafeBytes(of: sixteen) { Array($0) }
  }

  /// 127.0.0.0/8 or ::1.
  static func isLoopback(_ bytes: [UInt8]) -> Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// Whether the first `bits` are the same; addresses of two families never match.
  static func matches(_ address: [UInt8], _ network: [UInt8], bits: Int) -> Bool {
    guard address.count == network.count else { return false }
    for index in 0..<bits {
      let mask = UInt8(0x80) >> UInt8(index % 8)
      if (address[index / 8] ^ network[index / 8]) & mask != 0 { return false }
    }
    return true
  }
}

/// Percent-encoding (RFC 3986, 2.1).
enum PercentEncoding {
  /// What is no valid escape stays as it is.
  static func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
