/// What may stand between the brackets of a URL's host (net/netip `ParseAddr`, `parseIPv6`).
enum IPv6Literal {
  /// What is wrong with `text` as an IPv6 address with an optional zone, in go's words; nil for nothing.
  static func fault(in text: String) -> String? {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."):
        guard let message = fault(inIPv4: text[...]) else { return "invalid IP-literal" }
        return invalid(text, message)
      case UInt8(ascii: ":"): return fault(inIPv6: text).map { invalid(text, $0) }
      case UInt8(ascii: "%"): return invalid(text, "missing IPv6 address")
      default: continue
      }
    }
    return invalid(text, "unable to parse IP")
  }

  private static func invalid(_ text: String, _ message: String) -> String {
    "invalid host: ParseAddr(\(goQuoted(text))): \(message)"
  }

  private static func at(_ message: String, _ rest: Substring) -> String {
    "\(message) (at \(goQuoted(String(rest))))"
  }

  private static func fault(inIPv6 text: String) -> String? {
    let (address, zone) = text.cut(at: "%")
    if zone == "" { return "zone must be a non-empty string" }
    var rest = address[...]
    var hasEllipsis = rest.hasPrefix("::")
    if hasEllipsis {
      rest = rest.dropFirst(2)
      if rest.isEmpty { return nil }
    }
    var length = 0
    while length < 16 {
      let digits = rest.prefix { $0.isHexDigit && $0.isASCII }
      if digits.utf8.count > 4 { return at("each group must have 4 or less digits", rest) }
      if digits.isEmpty {
        return at("each colon-separated field must have at least one digit", rest)
      }
      if rest.dropFirst(digits.count).first == "." {
        if let message = fault(inEmbeddedIPv4: rest, at: length, hasEllipsis: hasEllipsis) {
          return message
        }
        length += 4
        rest = ""
        break
      }
      length += 2
      rest = rest.dropFirst(digits.count)
      guard let next = rest.first else { break }
      if next != ":" { return at("unexpected character, want colon", rest) }
      if rest.utf8.count == 1 { return at("colon must be followed by more characters", rest) }
      rest = rest.dropFirst()
      if rest.first == ":" {
        if hasEllipsis { return at("multiple :: in address", rest) }
        hasEllipsis = true
        rest = rest.dropFirst()
        if rest.isEmpty { break }
      }
    }
    if !rest.isEmpty { return at("trailing garbage after address", rest) }
    if length < 16 { return hasEllipsis ? nil : "address string too short" }
    return hasEllipsis ? "the :: must expand to at least one field of zeros" : nil
  }

  private static func fault(
    inEmbeddedIPv4 rest: Substring, at length: Int, hasEllipsis: Bool
  ) -> String? {
    if !hasEllipsis, length != 12 {
      return at("embedded IPv4 address must replace the final 2 fields of the address", rest)
    }
    if length + 4 > 16 {
      return at("too many hex fields to fit an embedded IPv4 at the end of the address", rest)
    }
    return fault(inIPv4: rest)
  }

  private static func fault(inIPv4 text: Substring) -> String? {
    var fields = 0
    var value = 0
    var digits = 0
    var previousIsDot = true
    for index in text.indices {
      let character = text[index]
      if let digit = character.isASCII ? character.wholeNumberValue : nil {
        if digits == 1, value == 0 { return "IPv4 field has octet with leading zero" }
        value = value * 10 + digit
        digits += 1
        if value > 255 { return "IPv4 field has value >255" }
        previousIsDot = false
      } else if character == "." {
        if previousIsDot || text.index(after: index) == text.endIndex {
          return at("IPv4 field must have at least one digit", text[index...])
        }
        if fields == 3 { return "IPv4 address too long" }
        fields += 1
        value = 0
        digits = 0
        previousIsDot = true
      } else {
        return at("unexpected character", text[index...])
      }
    }
    return fields < 3 ? "IPv4 address too short" : nil
  }
}
