/// A Huffman code of DEFLATE as go's compress/flate builds it (`huffmanDecoder`): which sets of lengths are taken,
/// and how many bits are read before a code is looked up, are go's.
struct HuffmanTable: Sendable {
  /// Bits that are looked up at once; longer codes go through a second table.
  static let directBits = 9

  /// Length of the shortest code; 0 for no code at all.
  private(set) var shortest = 0
  /// 512 entries for the next nine bits, then the second tables. An entry holds the code's length in its low four
  /// bits, 0 for none, and the symbol above them; a length of ten means: the place of a second table.
  private(set) var entries = [UInt32](repeating: 0, count: 1 << directBits)
  /// The bits beyond nine that a second table is looked up with.
  private(set) var linkMask: UInt32 = 0

  init() {}

  /// `lengths`: of the code of each symbol, 0 to 15; nil where they make no complete code. No code at all and a
  /// single one of length 1 are let pass.
  init?(_ lengths: ArraySlice<UInt8>) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[Int(length & 15)] += 1 }
    guard let shortest = counts.firstIndex(where: { $0 > 0 }),
      let longest = counts.lastIndex(where: { $0 > 0 })
    else { return }
    var code = 0
    var nextCode = [Int](repeating: 0, count: 16)
    for length in shortest...longest {
      code <<= 1
      nextCode[length] = code
      code += counts[length]
    }
    guard code == 1 << longest || code == 1 && longest == 1 else { return nil }
    self.shortest = shortest
    if longest > Self.directBits { makeLinks(nextCode[Self.directBits + 1] >> 1, longest) }
    for (symbol, length) in lengths.enumerated() where length > 0 {
      enter(symbol, length: Int(length), code: nextCode[Int(length)])
      nextCode[Int(length)] += 1
    }
  }

  /// Second tables for all nine-bit prefixes from `first` on.
  private mutating func makeLinks(_ first: Int, _ longest: Int) {
    let size = 1 << (longest - Self.directBits)
    linkMask = UInt32(size - 1)
    for prefix in first..<(1 << Self.directBits) {
      let place = Self.reversed(prefix, bits: Self.directBits)
      entries[place] = UInt32(entries.count) << 4 | UInt32(Self.directBits + 1)
      entries.append(contentsOf: repeatElement(0, count: size))
    }
  }

  private mutating func enter(_ symbol: Int, length: Int, code: Int) {
    let entry = UInt32(symbol) << 4 | UInt32(length)
    let reversed = Self.reversed(code, bits: length)
    if length <= Self.directBits {
      for place in stride(from: reversed, to: 1 << Self.directBits, by: 1 << length) {
        entries[place] = entry
      }
    } else {
      let link = Int(entries[reversed & 511] >> 4)
      for place in stride(
        from: reversed >> Self.directBits, through: Int(linkMask),
        by: 1 << (length - Self.directBits))
      {
        entries[link + place] = entry
      }
    }
  }

  private static func reversed(_ code: Int, bits: Int) -> Int {
    (0..<bits).reduce(0) { $0 | (code >> $1 & 1) << (bits - 1 - $1) }
  }

  /// readHuffman: no block ends without its end marker, so at least that many bits follow.
  mutating func raiseShortest(to length: Int) { shortest = max(shortest, length) }

  /// The fixed codes for literals and lengths, and for distances (RFC 1951, 3.2.6).
  static let fixedLiterals = fixed(
    [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
      + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8))
  static let fixedDistances = fixed([UInt8](repeating: 5, count: 32))

  private static func fixed(_ lengths: [UInt8]) -> HuffmanTable {
    HuffmanTable(lengths[...]) ?? HuffmanTable()
  }
}
