/// An IP address as net/netip parses and net prints it.
struct IPAddress {
  /// 4 or 16 octets.
  var octets: [UInt8]
  /// What follows a `%`; nil for none.
  var zone: [UInt8]?

  /// nil where go finds no address.
  init?(parsing text: some Collection<UInt8>) {
    guard case .success(let address) = Self.parse(Array(text)) else { return nil }
    self = address
  }

  init(octets: [UInt8], zone: [UInt8]? = nil) {
    self.octets = octets
    self.zone = zone
  }

  /// What is wrong with a text, in go's words, and the part of it that go points at.
  struct Fault: Error {
    var message: String
    var place: ArraySlice<UInt8> = []

    /// `ParseAddr("…"): … (at "…")`.
    func description(of text: [UInt8]) -> String {
      let whole = "ParseAddr(\(goQuoted(bytes: text))): \(message)"
      return place.isEmpty ? whole : whole + " (at \(goQuoted(bytes: place)))"
    }
  }

  /// `netip.ParseAddr`.
  static func parse(_ text: [UInt8]) -> Result<IPAddress, Fault> {
    for byte in text {
      switch byte {
      case UInt8(ascii: "."): return parseIPv4(text[...]).map { IPAddress(octets: $0) }
      case UInt8(ascii: ":"): return parseIPv6(text)
      case UInt8(ascii: "%"): return .failure(Fault(message: "missing IPv6 address"))
      default: continue
      }
    }
    return .failure(Fault(message: "unable to parse IP"))
  }

  private static func parseIPv4(_ text: ArraySlice<UInt8>) -> Result<[UInt8], Fault> {
    func fault(_ message: String, at index: Int? = nil) -> Result<[UInt8], Fault> {
      .failure(Fault(message: message, place: index.map { text[$0...] } ?? []))
    }
    var fields: [UInt8] = []
    var value = 0
    var digits = 0
    for index in text.indices {
      let byte = text[index]
      if (0x30...0x39) ~= byte {
        if digits == 1, value == 0 { return fault("IPv4 field has octet with leading zero") }
        value = value * 10 + Int(byte - 0x30)
        digits += 1
        if value > 255 { return fault("IPv4 field has value >255") }
      } else if byte == UInt8(ascii: ".") {
        if digits == 0 || index == text.endIndex - 1 {
          return fault("IPv4 field must have at least one digit", at: index)
        }
        if fields.count == 3 { return fault("IPv4 address too long") }
        fields.append(UInt8(value))
        value = 0
        digits = 0
      } else {
        return fault("unexpected character", at: index)
      }
    }
    if fields.count < 3 { return fault("IPv4 address too short") }
    return .success(fields + [UInt8(value)])
  }

  private static func parseIPv6(_ text: [UInt8]) -> Result<IPAddress, Fault> {
    var rest = text[...]
    var zone: [UInt8]?
    if let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
      zone = Array(rest[(percent + 1)...])
      rest = rest[..<percent]
      if zone == [] { return .failure(Fault(message: "zone must be a non-empty string")) }
    }
    return parseFields(rest).map { IPAddress(octets: $0, zone: zone) }
  }

  private static func parseFields(_ text: ArraySlice<UInt8>) -> Result<[UInt8], Fault> {
    var fields = Fields(rest: text)
    if text.starts(with: "::".utf8) {
      fields.ellipsis = 0
      fields.rest = text.dropFirst(2)
      if fields.rest.isEmpty { return .success([UInt8](repeating: 0, count: 16)) }
    }
    do throws(Fault) {
      while try fields.readOne() {}
      return .success(try fields.expanded())
    } catch {
      return .failure(error)
    }
  }

  /// The fields of an IPv6 address, front to back.
  private struct Fields {
    var rest: ArraySlice<UInt8>
    var octets: [UInt8] = []
    /// Where `::` stands among the octets; nil for nowhere.
    var ellipsis: Int?

    private func fault(_ message: String) -> Fault { Fault(message: message, place: rest) }

    /// Reads a field and the colon behind it; returns whether another may follow.
    mutating func readOne() throws(Fault) -> Bool {
      let digits = rest.prefix { hexValue($0) != nil }
      if digits.count > 4 { throw fault("each group must have 4 or less digits") }
      if digits.isEmpty {
        throw fault("each colon-separated field must have at least one digit")
      }
      if rest.dropFirst(digits.count).first == UInt8(ascii: ".") {
        try readIPv4()
        return false
      }
      let value = digits.reduce(0) { $0 << 4 | (hexValue($1) ?? 0) }
      octets += [UInt8(value >> 8), UInt8(value & 0xFF)]
      rest = rest.dropFirst(digits.count)
      guard let next = rest.first else { return false }
      if next != UInt8(ascii: ":") { throw fault("unexpected character, want colon") }
      if rest.count == 1 { throw fault("colon must be followed by more characters") }
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: ":") {
        if ellipsis != nil { throw fault("multiple :: in address") }
        ellipsis = octets.count
        rest = rest.dropFirst()
      }
      return !rest.isEmpty && octets.count < 16
    }

    private mutating func readIPv4() throws(Fault) {
      if ellipsis == nil, octets.count != 12 {
        throw fault("embedded IPv4 address must replace the final 2 fields of the address")
      }
      if octets.count + 4 > 16 {
        throw fault("too many hex fields to fit an embedded IPv4 at the end of the address")
      }
      octets += try parseIPv4(rest).get()
      rest = []
    }

    /// All sixteen octets.
    func expanded() throws(Fault) -> [UInt8] {
      if !rest.isEmpty { throw fault("trailing garbage after address") }
      guard octets.count < 16 else {
        if ellipsis == nil { return octets }
        throw fault("the :: must expand to at least one field of zeros")
      }
      guard let ellipsis else { throw fault("address string too short") }
      let zeros = [UInt8](repeating: 0, count: 16 - octets.count)
      return octets[..<ellipsis] + zeros + octets[ellipsis...]
    }
  }

  static func hexValue(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte - 0x30)
    case 0x41...0x46: Int(byte - 0x41) + 10
    case 0x61...0x66: Int(byte - 0x61) + 10
    default: nil
    }
  }

  /// An IPv4 address written as an IPv6 one, `::ffff:a.b.c.d`.
  static func isMapped(_ octets: some Collection<UInt8>) -> Bool {
    octets.count == 16 && octets.prefix(10).allSatisfy { $0 == 0 }
      && octets.dropFirst(10).prefix(2).allSatisfy { $0 == 0xFF }
  }

  /// Four octets where the address is one of IPv4 (go: `IP.To4`).
  static func shortened(_ octets: [UInt8]) -> [UInt8] {
    isMapped(octets) ? Array(octets.suffix(4)) : octets
  }

  /// As net.IP prints it: IPv4 dotted, IPv6 by RFC 5952; `?` and digits for any other length.
  static func text(_ octets: [UInt8]) -> String {
    let octets = shortened(octets)
    if octets.count == 4 { return octets.map { String($0) }.joined(separator: ".") }
    guard octets.count == 16 else { return octets.isEmpty ? "<nil>" : "?" + hexadecimal(octets) }
    let fields = (0..<8).map { Int(octets[$0 * 2]) << 8 | Int(octets[$0 * 2 + 1]) }
    let zeros = longestZeros(fields)
    var text = ""
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound, !zeros.isEmpty {
        text += "::"
        index = zeros.upperBound
        continue
      }
      if index > 0, !text.hasSuffix(":") { text += ":" }
      text += String(fields[index], radix: 16)
      index += 1
    }
    return text
  }

  /// The first of the longest runs of at least two zero fields; empty for none.
  private static func longestZeros(_ fields: [Int]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    while start < fields.count {
      var end = start
      while end < fields.count, fields[end] == 0 { end += 1 }
      if end - start > max(1, longest.count) { longest = start..<end }
      start = end + 1
    }
    return longest
  }

  /// The number of ones in front of the zeros of a mask; nil for anything else (go:
  /// `isValidIPMask`).
  static func prefixLength(ofMask mask: some Collection<UInt8>) -> Int? {
    var length = 0
    var hasEnded = false
    for octet in mask {
      if hasEnded {
        guard octet == 0 else { return nil }
        continue
      }
      let ones = (~octet).leadingZeroBitCount
      guard ones == 8 || octet << UInt8(ones) == 0 else { return nil }
      length += ones
      hasEnded = ones < 8
    }
    return length
  }
}
