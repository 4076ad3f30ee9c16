/// Names as the domain name system has them (net/dnsclient.go, dnsclient_unix.go).
enum HostName {
  /// `isDomainName`: letters, digits, hyphens and underscores in labels of up to 63 bytes, and not all of it digits.
  static func isValid(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    if name == "." { return true }
    let dot = UInt8(ascii: ".")
    let hyphen = UInt8(ascii: "-")
    guard !bytes.isEmpty, bytes.count < 254 || (bytes.count == 254 && bytes.last == dot) else {
      return false
    }
    var last = dot
    var hasLetter = false
    var length = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        hasLetter = true
        length += 1
      case 0x30...0x39: length += 1
      case hyphen:
        if last == dot { return false }
        hasLetter = true
        length += 1
      case dot:
        if last == dot || last == hyphen || length == 0 || length > 63 { return false }
        length = 0
      default: return false
      }
      last = byte
    }
    return last != hyphen && length <= 63 && hasLetter
  }

  /// Not for the domain name system (RFC 7686).
  static func isOnion(_ name: String) -> Bool {
    let trimmed = name.hasSuffix(".") ? String(name.dropLast()) : name
    return trimmed.isEmpty || trimmed.lowercased().hasSuffix(".onion")
  }
}
