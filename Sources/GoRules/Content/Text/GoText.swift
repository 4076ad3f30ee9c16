/// Texts as go's strconv, strings and unicode write and split them, over bytes that need not be UTF-8.
enum GoText {
  /// In double quotes (`strconv.Quote`, `%q` of a string).
  static func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    var text = "\""
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let step = UTF8Decoding.step(bytes, at: index)
      text += escaped(step, byte: bytes[index], quote: "\"")
      index += step.count
    }
    return text + "\""
  }

  static func quoted(_ text: String) -> String { quoted(Array(text.utf8)[...]) }

  /// The first character in single quotes (`jsonwire.QuoteRune`); `bytes` must not be empty.
  static func quotedFirst(_ bytes: ArraySlice<UInt8>) -> String {
    let step = UTF8Decoding.step(bytes, at: bytes.startIndex)
    guard step.scalar != nil else {
      return "'\\x" + String(bytes[bytes.startIndex], radix: 16) + "'"
    }
    return "'" + escaped(step, byte: bytes[bytes.startIndex], quote: "'") + "'"
  }

  /// `%q` of a rune.
  static func quoted(_ scalar: Unicode.Scalar) -> String {
    "'" + escaped(UTF8Decoding.Step(scalar: scalar, count: 1), byte: 0, quote: "'") + "'"
  }

  private static func escaped(
    _ step: UTF8Decoding.Step, byte: UInt8, quote: Unicode.Scalar
  ) -> String {
    guard let scalar = step.scalar else { return "\\x" + hex(UInt32(byte), width: 2) }
    switch scalar {
    case quote, "\\": return "\\" + String(scalar)
    case "\u{07}": return "\\a"
    case "\u{08}": return "\\b"
    case "\u{0C}": return "\\f"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\u{0B}": return "\\v"
    case _ where isPrintable(scalar): return String(scalar)
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      return "\\x" + hex(scalar.value, width: 2)
    case _ where scalar.value < 0x10000: return "\\u" + hex(scalar.value, width: 4)
    default: return "\\U" + hex(scalar.value, width: 8)
    }
  }

  private static func hex(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the space.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " { return true }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }

  /// `unicode.IsSpace`.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  /// The words between white space (`strings.Fields`), no more than `limit` of them.
  static func fields(_ bytes: ArraySlice<UInt8>, limit: Int = .max) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    var start: Int?
    var index = bytes.startIndex
    while index < bytes.endIndex, fields.count < limit {
      let step = UTF8Decoding.step(bytes, at: index)
      if step.scalar.map(isSpace) == true {
        if let begun = start { fields.append(bytes[begun..<index]) }
        start = nil
      } else if start == nil {
        start = index
      }
      index += step.count
    }
    if let start, fields.count < limit { fields.append(bytes[start...]) }
    return fields
  }

  /// Without white space at either end (`strings.TrimSpace`).
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = bytes.startIndex
    var end = bytes.startIndex
    var index = start
    var isInside = false
    while index < bytes.endIndex {
      let step = UTF8Decoding.step(bytes, at: index)
      index += step.count
      if step.scalar.map(isSpace) == true {
        if !isInside { start = index }
      } else {
        isInside = true
        end = index
      }
    }
    return isInside ? bytes[start..<end] : bytes[bytes.endIndex...]
  }
}

extension ArraySlice<UInt8> {
  /// As text; what is not UTF-8 becomes U+FFFD.
  var text: String { String(decoding: self, as: UTF8.self) }

  func hasPrefix(_ prefix: some Sequence<UInt8>) -> Bool { starts(with: prefix) }

  /// What stands before and after the first `separator`; nil where there is none (`strings.Cut`).
  func cut(at separator: UInt8) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
    guard let place = firstIndex(of: separator) else { return nil }
    return (self[..<place], self[(place + 1)...])
  }
}
