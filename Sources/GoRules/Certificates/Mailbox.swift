/// A mail address of RFC 2821 in two parts (crypto/x509 `parseRFC2821Mailbox`).
struct Mailbox: Hashable {
  /// Without quotes and backslashes.
  var local: [UInt8]
  var domain: [UInt8]

  /// nil where go does not take it for an address.
  init?(parsing text: some Collection<UInt8>) {
    var rest = Array(text)[...]
    guard let first = rest.first else { return nil }
    let local = first == UInt8(ascii: "\"") ? Self.quotedString(&rest) : Self.atoms(&rest)
    guard let local, rest.first == UInt8(ascii: "@") else { return nil }
    rest = rest.dropFirst()
    guard DomainName.isValid(rest, asConstraint: false), !rest.contains(UInt8(ascii: "@")) else {
      return nil
    }
    self.local = local
    domain = Array(rest)
  }

  private static func quotedString(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    rest = rest.dropFirst()
    var local: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return local
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case 1...9, 11, 12, 14...127: local.append(escaped)
        default: return nil
        }
      case 1...8, 11, 12, 14...33, 35...91, 93...127: local.append(byte)
      default: return nil
      }
    }
    return nil
  }

  private static func atoms(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var local: [UInt8] = []
    while let byte = rest.first {
      if byte == UInt8(ascii: "\\") {
        rest = rest.dropFirst()
        guard let escaped = rest.popFirst() else { return nil }
        local.append(escaped)
      } else if isAtomText(byte) {
        local.append(byte)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    let dot = UInt8(ascii: ".")
    guard let first = local.first, first != dot, local.last != dot else { return nil }
    for (index, byte) in local.enumerated() where byte == dot && local[index - 1] == dot {
      return nil
    }
    return local
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    }
  }
}
