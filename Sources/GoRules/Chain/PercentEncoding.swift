/// Percent-encoding by go's rules, which differ by the part of the URL (net/url `unescape`, `escape`).
enum PercentEncoding {
  enum Part: Sendable { case host, zone, userinfo, path, fragment }

  /// Decodes; refuses a `%` without two digits, and in a host what may not stand there. What is no UTF-8
  /// becomes U+FFFD.
  static func decode(_ text: String, _ part: Part) throws(URLFault) -> String {
    String(decoding: try decodedBytes(text, part), as: UTF8.self)
  }

  private static func decodedBytes(_ text: String, _ part: Part) throws(URLFault) -> [UInt8] {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "%") else {
        if part == .host || part == .zone, byte < 0x80, !isPlain(byte, in: .host) {
          throw URLFault(
            "invalid character \(goQuoted(bytes: [byte])) in host name", quoting: [byte])
        }
        decoded.append(byte)
        index += 1
        continue
      }
      let escape = bytes[index..<min(index + 3, bytes.count)]
      let digits = escape.dropFirst().compactMap(IPAddress.hexValue)
      guard digits.count == 2, isAllowed(UInt8(digits[0] << 4 | digits[1]), in: part) else {
        throw URLFault("invalid URL escape \(goQuoted(bytes: escape))", quoting: escape)
      }
      decoded.append(UInt8(digits[0] << 4 | digits[1]))
      index += 3
    }
    return decoded
  }

  /// A host may escape only bytes beyond ASCII; a zone only those and what a host may hold anyway.
  private static func isAllowed(_ value: UInt8, in part: Part) -> Bool {
    switch part {
    case .host: value >= 0x80 || value == UInt8(ascii: "%")
    case .zone:
      value == UInt8(ascii: "%") || value == UInt8(ascii: " ") || isPlain(value, in: .host)
    case .userinfo, .path, .fragment: true
    }
  }

  /// Encodes what may not stand in that part.
  static func encode(_ text: String, _ part: Part) -> String {
    if text.utf8.allSatisfy({ isPlain($0, in: part) }) { return text }
    return encode(text.utf8, part)
  }

  private static func encode(_ bytes: some Sequence<UInt8>, _ part: Part) -> String {
    var encoded = ""
    for byte in bytes {
      if isPlain(byte, in: part) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return encoded
  }

  /// A path or fragment as go sends it: as written where that is valid, otherwise encoded anew
  /// (`EscapedPath`, `EscapedFragment`).
  static func normalized(_ text: String, _ part: Part) throws(URLFault) -> String {
    let decoded = try decodedBytes(text, part)
    let isValid = text.utf8.allSatisfy { byte in
      "!$&'()*+,;=:@[]%".utf8.contains(byte) || isPlain(byte, in: part)
    }
    return isValid ? text : encode(decoded, part)
  }

  /// Needs no escape in that part (net/url's encoding table).
  private static func isPlain(_ byte: UInt8, in part: Part) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    default: break
    }
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
