/// Percent-encoding (net/url `unescape`, `escape`, `validEncoded`).
extension CertificateURI {
  enum Part { case host, zone, userinfo, path, fragment }

  static func decode(_ text: ArraySlice<UInt8>, _ part: Part) throws(Failure) -> [UInt8] {
    var decoded: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      guard byte == UInt8(ascii: "%") else {
        if part == .host || part == .zone, byte < 0x80, !isPlain(byte, in: .host) {
          throw Failure(text: "invalid character \(goQuoted(bytes: [byte])) in host name")
        }
        decoded.append(byte)
        index += 1
        continue
      }
      let escape = text[index..<min(index + 3, text.endIndex)]
      let digits = escape.dropFirst().compactMap(IPAddress.hexValue)
      guard digits.count == 2, isAllowed(UInt8(digits[0] << 4 | digits[1]), in: part) else {
        throw Failure(text: "invalid URL escape \(goQuoted(bytes: escape))")
      }
      decoded.append(UInt8(digits[0] << 4 | digits[1]))
      index += 3
    }
    return decoded
  }

  /// A host may escape only bytes beyond ASCII and `%`; a zone those, spaces, and what a host may
  /// hold anyway.
  private static func isAllowed(_ value: UInt8, in part: Part) -> Bool {
    switch part {
    case .host: value >= 0x80 || value == UInt8(ascii: "%")
    case .zone: value == UInt8(ascii: "%") || value == 0x20 || isPlain(value, in: .host)
    case .userinfo, .path, .fragment: true
    }
  }

  static func encode(_ text: some Sequence<UInt8>, _ part: Part) -> [UInt8] {
    var encoded: [UInt8] = []
    for byte in text {
      if isPlain(byte, in: part) {
        encoded.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return encoded
  }

  /// As it was written where that is valid, encoded anew otherwise (`EscapedPath`,
  /// `EscapedFragment`).
  static func normalized(_ text: ArraySlice<UInt8>, _ part: Part) -> [UInt8] {
    let isValid = text.allSatisfy { "!$&'()*+,;=:@[]%".utf8.contains($0) || isPlain($0, in: part) }
    // What was parsed can be decoded.
    guard !isValid, let decoded = try? decode(text, part) else { return Array(text) }
    if part == .path, decoded.elementsEqual("*".utf8) { return decoded }
    return encode(decoded, part)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Needs no escape in that part.
  private static func isPlain(_ byte: UInt8, in part: Part) -> Bool {
    if isAlphanumeric(byte) { return true }
    let others =
      switch part {
      case .host, .zone: "-_.~!$&'()*+,;=:[]<>\""
      case .userinfo: "-_.~$&+,;="
      case .path: "-_.~$&+,/:;=@"
      case .fragment: "-_.~$&+,/:;=?@!()*"
      }
    return others.utf8.contains(byte)
  }
}
