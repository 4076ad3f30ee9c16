/// An IP address as `net.ParseIP` reads it and `net.IP.String` writes it: no zone, no leading zeros.
struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  /// 4 bytes, or 16; an IPv6 address that maps an IPv4 one is that one.
  let bytes: [UInt8]

  init?(_ text: String) {
    if let address = Self.ipv4(text[...]) {
      bytes = address
    } else if text.utf8.contains(UInt8(ascii: ":")), !text.utf8.contains(UInt8(ascii: "%")),
      IPv6Literal.fault(in: text) == nil, let address = Self.ipv6(text)
    {
      let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
      bytes = address.starts(with: mapped) ? Array(address.suffix(4)) : address
    } else {
      return nil
    }
  }

  private static func ipv4(_ text: Substring) -> [UInt8]? {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = fields.compactMap { field -> UInt8? in
      guard field.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
        field.utf8.count == 1 || field.utf8.first != UInt8(ascii: "0")
      else { return nil }
      return UInt8(field)
    }
    return fields.count == 4 && bytes.count == 4 ? bytes : nil
  }

  /// `text` is known to be valid.
  private static func ipv6(_ text: String) -> [UInt8]? {
    let halves = text.utf8.indices.first { text.utf8[$0...].starts(with: "::".utf8) }
    func groups(_ part: Substring) -> [UInt8] {
      part.split(separator: ":").flatMap { group -> [UInt8] in
        if group.utf8.contains(UInt8(ascii: ".")) { return ipv4(group) ?? [] }
        let value = UInt16(group, radix: 16) ?? 0
        return [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
      }
    }
    guard let halves else {
      let bytes = groups(text[...])
      return bytes.count == 16 ? bytes : nil
    }
    let head = groups(text[..<halves])
    let tail = groups(text[halves...])
    guard head.count + tail.count <= 16 else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  /// RFC 5952: the longest run of zeros, of at least two groups, is `::`; small letters.
  var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    var longest = 0..<0
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start > max(1, longest.count) { longest = start..<end }
      start = max(end, start + 1)
    }
    func text(_ part: ArraySlice<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return longest.isEmpty
      ? text(groups[...])
      : text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
  }
}
