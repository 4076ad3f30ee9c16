/// The bytes as go's `%q` prints a string: in double quotes, escaped (strconv.Quote).
///
/// Bytes that are not UTF-8 become `\xff`; what strconv.IsPrint refuses becomes `\u200b`.
func goQuoted(bytes: some Collection<UInt8>) -> String {
  let bytes = Array(bytes)
  var quoted = "\""
  var at = 0
  while at < bytes.count {
    guard let (scalar, width) = decodedScalar(bytes, at) else {
      quoted += "\\x" + hex(UInt32(bytes[at]), digits: 2)
      at += 1
      continue
    }
    at += width
    appendEscaped(scalar, to: &quoted)
  }
  return quoted + "\""
}

private func appendEscaped(_ scalar: Unicode.Scalar, to quoted: inout String) {
  switch scalar {
  case "\"", "\\":
    quoted += "\\"
    quoted.unicodeScalars.append(scalar)
  case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
  case "\u{07}": quoted += "\\a"
  case "\u{08}": quoted += "\\b"
  case "\u{0C}": quoted += "\\f"
  case "\n": quoted += "\\n"
  case "\r": quoted += "\\r"
  case "\t": quoted += "\\t"
  case "\u{0B}": quoted += "\\v"
  case _ where scalar.value < 0x20 || scalar.value == 0x7f:
    quoted += "\\x" + hex(scalar.value, digits: 2)
  case _ where scalar.value < 0x10000: quoted += "\\u" + hex(scalar.value, digits: 4)
  default: quoted += "\\U" + hex(scalar.value, digits: 8)
  }
}

private func hex(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}

/// strconv.IsPrint: letters, marks, numbers, punctuation, symbols, and the ASCII space.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x7f { return scalar.value >= 0x20 }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
    .paragraphSeparator:
    return false
  default: return true
  }
}

/// The scalar at `start` and its width, or nil where the bytes are not UTF-8
/// (utf8.DecodeRuneInString).
private func decodedScalar(_ bytes: [UInt8], _ start: Int) -> (Unicode.Scalar, Int)? {
  let first = bytes[start]
  if first < 0x80 { return (Unicode.Scalar(first), 1) }
  let width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  guard first >= 0xc2, first <= 0xf4, bytes.count - start >= width else { return nil }
  var value = UInt32(first) & (0x7f >> UInt32(width))
  for byte in bytes[(start + 1)..<(start + width)] {
    guard byte & 0xc0 == 0x80 else { return nil }
    value = value << 6 | UInt32(byte & 0x3f)
  }
  let least: UInt32 = width == 4 ? 0x10000 : width == 3 ? 0x800 : 0x80
  guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
  return (scalar, width)
}
