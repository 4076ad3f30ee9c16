/// Bytes in double quotes, escaped as go's `%q` does a string of them.
///
/// Bytes that are no UTF-8 become `\x` and two digits each. Which characters can be printed is
/// Unicode's answer as this program's library has it, which may be another version than go's.
func goQuoted(bytes: some Sequence<UInt8>) -> String {
  var quoted = "\""
  var rest = Array(bytes)[...]
  while let first = rest.first {
    if first < 0x80 {
      quoteASCII(first, &quoted)
      rest.removeFirst()
      continue
    }
    var decoder = UTF8()
    var iterator = rest.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      quoted += "\\x" + hexadecimal([first])
      rest.removeFirst()
      continue
    }
    rest.removeFirst(UTF8.width(scalar))
    if isPrintable(scalar) {
      quoted.unicodeScalars.append(scalar)
    } else {
      let digits = String(scalar.value, radix: 16)
      let width = scalar.value < 0x10000 ? 4 : 8
      quoted += width == 4 ? "\\u" : "\\U"
      quoted += String(repeating: "0", count: width - digits.utf8.count) + digits
    }
  }
  return quoted + "\""
}

private func quoteASCII(_ byte: UInt8, _ quoted: inout String) {
  switch byte {
  case UInt8(ascii: "\""): quoted += "\\\""
  case UInt8(ascii: "\\"): quoted += "\\\\"
  case 0x20...0x7E: quoted.unicodeScalars.append(Unicode.Scalar(byte))
  case 0x07: quoted += "\\a"
  case 0x08: quoted += "\\b"
  case 0x09: quoted += "\\t"
  case 0x0A: quoted += "\\n"
  case 0x0B: quoted += "\\v"
  case 0x0C: quoted += "\\f"
  case 0x0D: quoted += "\\r"
  default: quoted += "\\x" + hexadecimal([byte])
  }
}

/// Letters, marks, numbers, punctuation and symbols (go: `strconv.IsPrint`, beyond ASCII).
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator, .spaceSeparator:
    false
  default: true
  }
}
