/// Text, quoted or not, with its entities.
extension LaxXML {
  /// Reads on to `quote`, to the next `<` where that is nil, or to `]]>`; entities replaced.
  mutating func text(until quote: UInt8?, isCDATA: Bool = false) throws(Stop) -> [UInt8] {
    var text: [UInt8] = []
    var last: (UInt8, UInt8) = (0, 0)
    while true {
      guard index < bytes.count else {
        if isCDATA { throw isWhole ? syntax("unexpected EOF in CDATA section") : .ended }
        break
      }
      let byte = bytes[index]
      index += 1
      if quote == nil, byte == UInt8(ascii: ">"), last == (UInt8(ascii: "]"), UInt8(ascii: "]")) {
        guard isCDATA else { throw syntax("unescaped ]]> not in CDATA section") }
        text.removeLast(min(2, text.count))
        break
      }
      if byte == UInt8(ascii: "<"), !isCDATA {
        if quote != nil { throw syntax("unescaped < inside quoted string") }
        index -= 1
        break
      }
      if byte == quote { break }
      if byte == UInt8(ascii: "&"), !isCDATA {
        text += try entity()
        last = (0, 0)
        continue
      }
      if byte == 0x0D {
        text.append(0x0A)
      } else if !(byte == 0x0A && last.1 == 0x0D) {
        text.append(byte)
      }
      last = (last.1, byte)
    }
    try check(text)
    return text
  }

  private static let entities: [String: UInt8] = [
    "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "amp": UInt8(ascii: "&"),
    "apos": UInt8(ascii: "'"), "quot": UInt8(ascii: "\""),
  ]

  /// What stands for an entity; where there is none of that name, it stands for itself.
  private mutating func entity() throws(Stop) -> [UInt8] {
    let start = index - 1
    if try needed() == UInt8(ascii: "#") {
      if let scalar = try number() { return Array(String(scalar).utf8) }
    } else {
      index -= 1
      try passName()
      let name = bytes[(start + 1)..<index]
      if try needed() != UInt8(ascii: ";") {
        index -= 1
      } else if let byte = Self.entities[name.text] {
        return [byte]
      }
    }
    return Array(bytes[start..<index])
  }

  /// The character of `#` and a number; nil for none.
  private mutating func number() throws(Stop) -> Unicode.Scalar? {
    var radix = 10
    if try needed() == UInt8(ascii: "x") { radix = 16 } else { index -= 1 }
    let start = index
    while try Self.isDigit(needed(), radix: radix) {}
    guard bytes[index - 1] == UInt8(ascii: ";") else {
      index -= 1
      return nil
    }
    guard let number = UInt64(bytes[start..<(index - 1)].text, radix: radix), number <= 0x10FFFF
    else { return nil }
    return Unicode.Scalar(UInt32(number)) ?? "\u{FFFD}"
  }

  private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): radix == 16
    default: false
    }
  }

  private func check(_ text: [UInt8]) throws(Stop) {
    guard let valid = String(validating: text, as: UTF8.self) else {
      // A character that is cut off by our bound would have gone on.
      if !isWhole, index == bytes.count { throw .ended }
      throw syntax("invalid UTF-8")
    }
    for scalar in valid.unicodeScalars {
      let isControl = scalar.value < 0x20 && ![0x09, 0x0A, 0x0D].contains(scalar.value)
      guard isControl || (0xFFFE...0xFFFF).contains(scalar.value) else { continue }
      let hex = String(scalar.value, radix: 16, uppercase: true)
      let code = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      throw syntax("illegal character code U+\(code)")
    }
  }
}
