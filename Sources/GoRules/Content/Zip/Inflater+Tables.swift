/// The tables in front of a block (compress/flate `readHuffman`).
extension Inflater {
  mutating func readTableSizes(_ input: inout Input) throws(Stop) {
    try need(14, &input)
    literalCount = Int(bits & 0x1F) + 257
    // As go does it: the bits of a count that is refused stay.
    guard literalCount <= 286 else { throw .corrupt }
    distanceCount = Int(bits >> 5 & 0x1F) + 1
    guard distanceCount <= 30 else { throw .corrupt }
    let count = Int(bits >> 10 & 0xF) + 4
    drop(14)
    for index in 0..<19 { lengths[index] = 0 }
    step = .codeLengths(count: count, next: 0)
  }

  private static let codeOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  mutating func readCodeLengths(
    _ count: Int, _ next: Int, _ input: inout Input
  ) throws(Stop) {
    if next < count {
      lengths[Self.codeOrder[next]] = UInt8(try takeBits(3, &input))
      step = .codeLengths(count: count, next: next + 1)
      return
    }
    guard let table = HuffmanTable(lengths[..<19]) else { throw .corrupt }
    literals = table
    step = .symbolLengths(next: 0)
  }

  mutating func readSymbolLengths(_ next: Int, _ input: inout Input) throws(Stop) {
    if next == literalCount + distanceCount { return try makeTables() }
    let value = try symbol(literals, &input)
    if value < 16 {
      lengths[next] = UInt8(value)
      step = .symbolLengths(next: next + 1)
    } else {
      if value == 16, next == 0 { throw .corrupt }
      step = .repeatLength(next: next, symbol: value)
    }
  }

  mutating func repeatLength(
    _ next: Int, _ symbol: Int, _ input: inout Input
  ) throws(Stop) {
    let count =
      switch symbol {
      case 16: try takeBits(2, &input) + 3
      case 17: try takeBits(3, &input) + 3
      default: try takeBits(7, &input) + 11
      }
    guard next + count <= literalCount + distanceCount else { throw .corrupt }
    let length = symbol == 16 ? lengths[next - 1] : 0
    for index in next..<next + count { lengths[index] = length }
    step = .symbolLengths(next: next + count)
  }

  private mutating func makeTables() throws(Stop) {
    guard let literals = HuffmanTable(lengths[..<literalCount]),
      let distances = HuffmanTable(lengths[literalCount..<literalCount + distanceCount])
    else { throw .corrupt }
    self.literals = literals
    self.literals.raiseShortest(to: Int(lengths[256]))
    self.distances = distances
    step = .symbol
  }
}
