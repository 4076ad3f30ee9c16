extension Inflater {
  /// Reads input until `count` bits are there; none is read ahead of need, so that `consumed` is go's `roffset`.
  mutating func need(_ count: Int, _ input: inout Input) throws(Stop) {
    while bitCount < count {
      guard input.index < input.bytes.count else { throw .input }
      bits |= UInt32(input.bytes[input.index]) << UInt32(bitCount)
      input.index += 1
      bitCount += 8
    }
  }

  mutating func drop(_ count: Int) {
    bits >>= UInt32(count)
    bitCount -= count
  }

  mutating func takeBits(_ count: Int, _ input: inout Input) throws(Stop) -> Int {
    try need(count, &input)
    let value = Int(bits & (1 << UInt32(count) - 1))
    drop(count)
    return value
  }

  /// `huffSym`.
  mutating func symbol(
    _ table: HuffmanTable, _ input: inout Input
  ) throws(Stop) -> Int {
    var length = table.shortest
    while true {
      try need(length, &input)
      var entry = table.entries[Int(bits & 511)]
      length = Int(entry & 15)
      if length > HuffmanTable.directBits {
        entry = table.entries[Int(entry >> 4) + Int(bits >> 9 & table.linkMask)]
        length = Int(entry & 15)
      }
      if length <= bitCount {
        if length == 0 { throw .corrupt }
        drop(length)
        return Int(entry >> 4)
      }
    }
  }

  /// One step; throws where it cannot go on.
  mutating func run(
    _ input: inout Input, _ output: (UnsafeRawBufferPointer) -> Void
  ) throws(Stop) {
    switch step {
    case .header: try readHeader(&input)
    case .storedLength: try readStoredLength(&input)
    case .storedCopy(let left): try copyStored(left, &input, output)
    case .tableSizes: try readTableSizes(&input)
    case .codeLengths(let count, let next): try readCodeLengths(count, next, &input)
    case .symbolLengths(let next): try readSymbolLengths(next, &input)
    case .repeatLength(let next, let symbol): try repeatLength(next, symbol, &input)
    case .symbol: try readSymbols(&input, output)
    case .lengthExtra(let count):
      copyLength += try takeBits(count, &input)
      step = .distance
    case .distance: try readDistance(&input, output)
    case .distanceExtra(let symbol): try copyFar(symbol, &input, output)
    }
  }

  private mutating func readHeader(_ input: inout Input) throws(Stop) {
    let header = try takeBits(3, &input)
    isFinal = header & 1 == 1
    switch header >> 1 {
    case 0:
      // What is left of the byte is dropped.
      bits = 0
      bitCount = 0
      step = .storedLength
    case 1:
      literals = .fixedLiterals
      distances = .fixedDistances
      step = .symbol
    case 2:
      step = .tableSizes
    default: throw .corrupt
    }
  }

  mutating func endBlock() throws(Stop) {
    step = .header
    if isFinal { throw .end }
  }

  // MARK: Stored

  private mutating func readStoredLength(_ input: inout Input) throws(Stop) {
    try need(32, &input)
    let length = bits & 0xFFFF
    let complement = bits >> 16
    bits = 0
    bitCount = 0
    guard complement == ~length & 0xFFFF else { throw .corrupt }
    step = .storedCopy(left: Int(length))
  }

  private mutating func copyStored(
    _ left: Int, _ input: inout Input, _ output: (UnsafeRawBufferPointer) -> Void
  ) throws(Stop) {
    if left == 0 { return try endBlock() }
    let count = min(left, input.bytes.count - input.index, Self.windowSize - position)
    if count == 0, position < Self.windowSize { throw .input }
    let piece = UnsafeRawBufferPointer(
      rebasing: input.bytes[input.index..<input.index + count])
    let start = position
    window.withUnsafeMutableBytes { window in
      UnsafeMutableRawBufferPointer(rebasing: window[start..<start + count]).copyMemory(from: piece)
    }
    position += count
    input.index += count
    if position == Self.windowSize { wrap(output) }
    step = .storedCopy(left: left - count)
  }

  // MARK: Symbols (huffmanBlock)

  private mutating func readSymbols(
    _ input: inout Input, _ output: (UnsafeRawBufferPointer) -> Void
  ) throws(Stop) {
    if try runFast(&input, output) { return }
    while true {
      let value = try symbol(literals, &input)
      if value < 256 {
        window[position] = UInt8(truncatingIfNeeded: value)
        position += 1
        if position == Self.windowSize { wrap(output) }
        continue
      }
      if value == 256 { return try endBlock() }
      guard value < 286 else { throw .corrupt }
      let code = value - 257
      if code < 8 || value == 285 {
        copyLength = value == 285 ? 258 : code + 3
        step = .distance
      } else {
        let extra = code / 4 - 1
        copyLength = (4 + code % 4) << extra + 3
        step = .lengthExtra(bits: extra)
      }
      return
    }
  }

  private mutating func readDistance(
    _ input: inout Input, _ output: (UnsafeRawBufferPointer) -> Void
  ) throws(Stop) {
    let value = try symbol(distances, &input)
    guard value < 30 else { throw .corrupt }
    if value < 4 {
      try copy(distance: value + 1, output)
    } else {
      step = .distanceExtra(symbol: value)
    }
  }

  private mutating func copyFar(
    _ symbol: Int, _ input: inout Input, _ output: (UnsafeRawBufferPointer) -> Void
  ) throws(Stop) {
    let count = (symbol - 2) >> 1
    let extra = (symbol & 1) << count | (try takeBits(count, &input))
    try copy(distance: 1 << (count + 1) + 1 + extra, output)
  }

  mutating func copy(
    distance: Int, _ output: (UnsafeRawBufferPointer) -> Void
  ) throws(Stop) {
    guard distance <= history else { throw .corrupt }
    while copyLength > 0 {
      var source = position - distance
      if source < 0 { source += Self.windowSize }
      let count = min(copyLength, Self.windowSize - position, Self.windowSize - source)
      let start = position
      window.withUnsafeMutableBufferPointer { window in
        for offset in 0..<count { window[start + offset] = window[source + offset] }
      }
      position += count
      copyLength -= count
      if position == Self.windowSize { wrap(output) }
    }
    step = .symbol
  }
}
