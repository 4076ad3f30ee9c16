/// Letters that differ in case alone, as go's unicode.SimpleFold relates them.
enum CaseFolding {
  /// The lower-case ASCII letter that `scalar` folds to, or the ASCII character that it is; nil for any other.
  static func ascii(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "A"..."Z": UInt8(scalar.value) | 0x20
    case "\u{017F}": UInt8(ascii: "s")
    case "\u{212A}": UInt8(ascii: "k")
    default: scalar.isASCII ? UInt8(scalar.value) : nil
    }
  }
}
