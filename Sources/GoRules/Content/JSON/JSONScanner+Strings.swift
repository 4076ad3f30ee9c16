extension JSONScanner {
  /// The content of a string that was found valid, quotes included; what is not UTF-8 and surrogates that stand
  /// alone become U+FFFD (`jsonwire.AppendUnquote`).
  package static func unquoted(_ quoted: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let inner = quoted.dropFirst().dropLast()
    if inner.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\\") }) { return inner }
    var text: [UInt8] = []
    text.reserveCapacity(inner.count)
    var index = inner.startIndex
    while index < inner.endIndex {
      if inner[index] == UInt8(ascii: "\\") {
        let (scalar, count) = unescaped(inner, at: index)
        text.append(contentsOf: String(scalar).utf8)
        index += count
        continue
      }
      let step = UTF8Decoding.step(inner, at: index)
      if step.scalar == nil {
        text.append(contentsOf: "\u{FFFD}".utf8)
      } else {
        text.append(contentsOf: inner[index..<index + step.count])
      }
      index += step.count
    }
    return text[...]
  }

  /// One escape sequence, or two that are a surrogate pair, and its length in bytes.
  private static func unescaped(
    _ bytes: ArraySlice<UInt8>, at index: Int
  ) -> (Unicode.Scalar, count: Int) {
    guard index + 1 < bytes.endIndex else { return ("\u{FFFD}", 1) }
    switch bytes[index + 1] {
    case UInt8(ascii: "b"): return ("\u{08}", 2)
    case UInt8(ascii: "f"): return ("\u{0C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"): break
    case let byte: return (Unicode.Scalar(byte), 2)
    }
    guard let first = unit(bytes, at: index) else { return ("\u{FFFD}", 2) }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard (0xD800..<0xDC00).contains(first), let second = unit(bytes, at: index + 6),
      (0xDC00..<0xE000).contains(second),
      let pair = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return ("\u{FFFD}", 6) }
    return (pair, 12)
  }

  /// The UTF-16 unit of a `\uXXXX` that stands at `index`; nil where none does.
  private static func unit(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt32? {
    guard index + 6 <= bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index + 2..<index + 6] {
      guard let digit = hexValue(byte) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}
