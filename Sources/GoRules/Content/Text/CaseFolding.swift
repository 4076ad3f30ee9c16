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

  /// Equal for two texts if and only if `strings.EqualFold` calls them equal (golang.org/x/mod/zip `strToFold`).
  static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let step = UTF8Decoding.step(bytes, at: index)
      index += step.count
      let scalar = step.scalar ?? "\u{FFFD}"
      if let byte = ascii(scalar) {
        folded.append(byte)
      } else {
        folded.append(contentsOf: String(representative(of: scalar)).utf8)
      }
    }
    return folded
  }

  /// The smallest of the scalars that fold to each other. Their cases lead from one to the next, except for those
  /// whose case is no single scalar and a few that Unicode folds by hand (CaseFolding.txt).
  private static func representative(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{0131}": return scalar
    case "\u{0399}", "\u{03B9}", "\u{1FBE}": return "\u{0345}"
    case "\u{039C}", "\u{03BC}": return "\u{00B5}"
    case "\u{1FD3}": return "\u{0390}"
    case "\u{1FE3}": return "\u{03B0}"
    case "\u{A64A}", "\u{A64B}": return "\u{1C88}"
    case "\u{FB06}": return "\u{FB05}"
    default: break
    }
    var known: [Unicode.Scalar] = [scalar]
    var index = 0
    while index < known.count {
      let properties = known[index].properties
      for mapping in [
        properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping,
      ] {
        let scalars = mapping.unicodeScalars
        if scalars.count == 1, let other = scalars.first, !known.contains(other) {
          known.append(other)
        }
      }
      index += 1
    }
    return known.min() ?? scalar
  }
}
