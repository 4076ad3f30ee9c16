/// Walks over JSON as go's encoding/json/jsontext takes it from encoding/json: RFC 8259, except that invalid
/// UTF-8, lone surrogates and repeated names are let pass. Nothing is built; nesting costs one byte a level.
package struct JSONScanner {
  /// Levels of objects and arrays (jsontext, `maxNestingDepth`).
  static let depthLimit = 10_000

  package let bytes: ArraySlice<UInt8>
  package private(set) var index: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// nil at the end.
  package var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  /// Checks that the bytes are one value and nothing more (`decoderState.CheckNextValue`).
  package static func check(_ bytes: ArraySlice<UInt8>) throws(JSONSyntaxError) {
    var scanner = JSONScanner(bytes)
    scanner.skipSpace()
    try scanner.skipValue()
    scanner.skipSpace()
    if scanner.next != nil {
      throw .character(bytes[scanner.index...], "after top-level value")
    }
  }

  package mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  /// Steps over the byte that stands next.
  package mutating func advance() { index = min(index + 1, bytes.endIndex) }

  /// Steps over one value, which stands next (`consumeValue`, `consumeObject`, `consumeArray`).
  package mutating func skipValue() throws(JSONSyntaxError) {
    var open: [UInt8] = []
    while true {
      switch next {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard open.count < Self.depthLimit else { throw .tooDeep }
        open.append(bytes[index])
        index += 1
        skipSpace()
        guard let byte = next else { throw .unexpectedEnd }
        if !isEnd(byte, of: open.last) {
          if open.last == UInt8(ascii: "{") { try skipName() }
          continue
        }
      default: try skipScalar()
      }
      if try !skipToNextValue(in: &open) { return }
    }
  }

  /// After a value: closes what ends here, then steps to the next value; false where the outermost has ended.
  private mutating func skipToNextValue(in open: inout [UInt8]) throws(JSONSyntaxError) -> Bool {
    // An object or array that has just been opened and is empty is closed by the same rule as one with values.
    while let kind = open.last {
      skipSpace()
      guard let byte = next else { throw .unexpectedEnd }
      if isEnd(byte, of: kind) {
        index += 1
        open.removeLast()
        continue
      }
      let isObject = kind == UInt8(ascii: "{")
      guard byte == UInt8(ascii: ",") else {
        throw .character(
          bytes[index...], isObject ? "after object key:value pair" : "after array element")
      }
      index += 1
      skipSpace()
      if isObject { try skipName() }
      if next == nil { throw .unexpectedEnd }
      return true
    }
    return false
  }

  private func isEnd(_ byte: UInt8, of kind: UInt8?) -> Bool {
    kind == UInt8(ascii: "{") ? byte == UInt8(ascii: "}") : byte == UInt8(ascii: "]")
  }

  /// Steps over a name, its colon and the space after it.
  private mutating func skipName() throws(JSONSyntaxError) {
    guard let byte = next else { throw .unexpectedEnd }
    guard byte == UInt8(ascii: "\"") else {
      throw .character(bytes[index...], "looking for beginning of object key string")
    }
    try skipString()
    skipSpace()
    guard let byte = next else { throw .unexpectedEnd }
    guard byte == UInt8(ascii: ":") else { throw .character(bytes[index...], "after object key") }
    index += 1
    skipSpace()
    if next == nil { throw .unexpectedEnd }
  }

  private mutating func skipScalar() throws(JSONSyntaxError) {
    guard let byte = next else { throw .unexpectedEnd }
    switch byte {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "n"): try skipLiteral("null")
    case UInt8(ascii: "t"): try skipLiteral("true")
    case UInt8(ascii: "f"): try skipLiteral("false")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
    default: throw .character(bytes[index...], "looking for beginning of value")
    }
  }

  private mutating func skipLiteral(_ literal: String) throws(JSONSyntaxError) {
    for expected in literal.utf8 {
      guard let byte = next else { throw .unexpectedEnd }
      guard byte == expected else {
        let wanted = GoText.quoted(Unicode.Scalar(expected))
        throw .character(bytes[index...], "in literal \(literal) (expecting \(wanted))")
      }
      index += 1
    }
  }

  private mutating func skipNumber() throws(JSONSyntaxError) {
    if next == UInt8(ascii: "-") { index += 1 }
    if next == UInt8(ascii: "0") {
      index += 1
    } else {
      try skipDigits()
    }
    if next == UInt8(ascii: ".") {
      index += 1
      try skipDigits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      index += 1
      if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { index += 1 }
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(JSONSyntaxError) {
    guard let byte = next else { throw .unexpectedEnd }
    guard byte >= 0x30, byte <= 0x39 else {
      throw .character(bytes[index...], "in numeric literal")
    }
    while let byte = next, byte >= 0x30, byte <= 0x39 { index += 1 }
  }

  /// Steps over a string, which stands next (`ConsumeStringResumable`).
  private mutating func skipString() throws(JSONSyntaxError) {
    index += 1
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"): try skipEscape()
      case 0..<0x20: throw .character(bytes[index...], "in string")
      case 0x80...:
        // A sequence that the end cuts off is an end come too early, not an invalid byte.
        if UTF8Decoding.isCutOff(bytes, at: index) { throw .unexpectedEnd }
        index += UTF8Decoding.step(bytes, at: index).count
      default: index += 1
      }
    }
    throw .unexpectedEnd
  }

  private mutating func skipEscape() throws(JSONSyntaxError) {
    guard index + 1 < bytes.endIndex else { throw .unexpectedEnd }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 2
    case UInt8(ascii: "u"):
      let digits = bytes[(index + 2)...].prefix(4)
      let areDigits = digits.allSatisfy { Self.hexValue($0) != nil }
      if digits.count < 4, areDigits { throw .unexpectedEnd }
      guard areDigits else { throw .escape(bytes[index...].prefix(6)) }
      index += 6
    default: throw .escape(bytes[index...].prefix(2))
    }
  }

  static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
