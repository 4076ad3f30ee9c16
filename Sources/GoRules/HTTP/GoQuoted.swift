/// `text` in double quotes, escaped as go's `strconv.Quote` does (the verb `%q`).
package func goQuoted(_ text: String) -> String { goQuoted(bytes: Array(text.utf8)) }

/// `bytes` in double quotes, escaped as `strconv.Quote` does: a byte that is not UTF-8 becomes `\xNN`.
package func goQuoted(bytes: some Collection<UInt8>) -> String {
  var quoted = "\""
  let all = Array(bytes)
  var index = 0
  while index < all.count {
    guard let scalar = firstScalar(in: all[index...]) else {
      quoted += "\\x" + hex(UInt32(all[index]), width: 2)
      index += 1
      continue
    }
    index += UTF8.width(scalar)
    appendEscaped(scalar, to: &quoted)
  }
  return quoted + "\""
}

/// `strconv.appendEscapedRune`.
private func appendEscaped(_ scalar: Unicode.Scalar, to quoted: inout String) {
  switch scalar {
  case "\"", "\\":
    quoted += "\\"
    quoted.unicodeScalars.append(scalar)
  case "\u{7}": quoted += "\\a"
  case "\u{8}": quoted += "\\b"
  case "\u{C}": quoted += "\\f"
  case "\n": quoted += "\\n"
  case "\r": quoted += "\\r"
  case "\t": quoted += "\\t"
  case "\u{B}": quoted += "\\v"
  default:
    if isPrintable(scalar) {
      quoted.unicodeScalars.append(scalar)
    } else if scalar.value < 0x80 {
      quoted += "\\x" + hex(scalar.value, width: 2)
    } else if scalar.value < 0x10000 {
      quoted += "\\u" + hex(scalar.value, width: 4)
    } else {
      quoted += "\\U" + hex(scalar.value, width: 8)
    }
  }
}

/// `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
  return switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator, .spaceSeparator:
    false
  default: true
  }
}

/// The scalar that `bytes` start with; nil where they start with no valid UTF-8 (`utf8.DecodeRune`).
private func firstScalar(in bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
  guard let first = bytes.first else { return nil }
  if first < 0x80 { return Unicode.Scalar(first) }
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  var decoder = UTF8()
  var iterator = bytes.prefix(length).makeIterator()
  guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
  return scalar
}

private func hex(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
