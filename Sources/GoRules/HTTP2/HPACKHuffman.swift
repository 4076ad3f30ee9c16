/// Huffman-coded strings (RFC 7541, section 5.2), read as go's hpack package reads them.
enum HPACKHuffman {
  enum Fault: Error { case invalid, tooLong }

  /// 256 entries a node, node 0 is the root: what eight bits from there lead to.
  ///
  /// 0 is nothing; with the top bit set, a symbol (bits 0 to 7) and how many of the eight bits
  /// belong to it (bits 8 to 11); else the index of the next node.
  private static let nodes: [UInt16] = {
    var nodes = [UInt16](repeating: 0, count: 256)
    for symbol in 0..<256 {
      let code = HPACKHuffmanCodes.codes[symbol]
      var length = HPACKHuffmanCodes.lengths[symbol]
      var node = 0
      while length > 8 {
        length -= 8
        let slot = node << 8 | Int(UInt8(truncatingIfNeeded: code >> UInt32(length)))
        if nodes[slot] == 0 {
          nodes[slot] = UInt16(nodes.count >> 8)
          nodes.append(contentsOf: repeatElement(0, count: 256))
        }
        node = Int(nodes[slot])
      }
      let first = UInt8(truncatingIfNeeded: code << UInt32(8 - length))
      let leaf = 0x8000 | UInt16(length) << 8 | UInt16(symbol)
      for slot in 0..<(1 << Int(8 - length)) { nodes[node << 8 | (Int(first) + slot)] = leaf }
    }
    return nodes
  }()

  /// Appends what `coded` stands for; more than `limit` bytes are a fault (go: huffmanDecode).
  static func decode(
    _ coded: Span<UInt8>, into text: inout [UInt8], limit: Int
  ) throws(Fault) {
    let nodes = Self.nodes
    let end = text.count + limit
    // The bits not yet used are the `bits` low ones of `buffer`, `symbolBits` those of the symbol.
    var (buffer, bits, symbolBits): (UInt64, UInt64, UInt64) = (0, 0, 0)
    var node = 0
    for index in coded.indices {
      buffer = buffer << 8 | UInt64(coded[index])
      bits += 8
      symbolBits += 8
      while bits >= 8 {
        let entry = nodes[node << 8 | Int(UInt8(truncatingIfNeeded: buffer >> (bits - 8)))]
        if entry == 0 { throw .invalid }
        if entry & 0x8000 == 0 {
          node = Int(entry)
          bits -= 8
          continue
        }
        if text.count == end { throw .tooLong }
        text.append(UInt8(truncatingIfNeeded: entry))
        bits -= UInt64(entry >> 8 & 0xf)
        node = 0
        symbolBits = bits
      }
    }
    while bits > 0 {
      let entry = nodes[node << 8 | Int(UInt8(truncatingIfNeeded: buffer << (8 - bits)))]
      if entry == 0 { throw .invalid }
      let length = UInt64(entry >> 8 & 0xf)
      if entry & 0x8000 == 0 || length > bits { break }
      if text.count == end { throw .tooLong }
      text.append(UInt8(truncatingIfNeeded: entry))
      bits -= length
      node = 0
      symbolBits = bits
    }
    // Padding is at most seven bits, all ones.
    let mask = (UInt64(1) << bits) - 1
    if symbolBits > 7 || buffer & mask != mask { throw .invalid }
  }
}
