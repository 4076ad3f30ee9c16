/// The greater part of every stream: symbols that are all there, copied where nothing wraps.
extension Inflater {
  /// Why the fast loop ends.
  private enum Pause {
    /// Too little input or window is left for one more symbol.
    case scarce
    case endOfBlock
    case corrupt
    /// A copy that wraps, or reaches too far.
    case copy(length: Int, distance: Int)
  }

  /// What the loop reads and changes; locals for the compiler.
  private struct Loop {
    var bits: UInt32
    var bitCount: Int
    var index: Int
    var position: Int
  }

  /// Reads symbols as long as a whole one, 48 bits at most, is certainly there; true where the block has ended.
  mutating func runFast(
    _ input: inout Input, _ output: (UnsafeRawBufferPointer) -> Void
  ) throws(Stop) -> Bool {
    while true {
      var loop = Loop(bits: bits, bitCount: bitCount, index: input.index, position: position)
      let (literals, distances) = (literals, distances)
      let pause = window.withUnsafeMutableBufferPointer { window in
        literals.entries.withUnsafeBufferPointer { first in
          distances.entries.withUnsafeBufferPointer { second in
            Self.run(
              &loop, input.bytes, window, Code(first, literals), Code(second, distances))
          }
        }
      }
      (bits, bitCount) = (loop.bits, loop.bitCount)
      input.index = loop.index
      position = loop.position
      switch pause {
      case .scarce: return false
      case .corrupt: throw .corrupt
      case .endOfBlock:
        try endBlock()
        return true
      case .copy(let length, let distance):
        copyLength = length
        try copy(distance: distance, output)
      }
    }
  }

  /// A table in place.
  private struct Code {
    let entries: UnsafeBufferPointer<UInt32>
    let shortest: Int
    let linkMask: UInt32

    init(_ entries: UnsafeBufferPointer<UInt32>, _ table: HuffmanTable) {
      self.entries = entries
      shortest = table.shortest
      linkMask = table.linkMask
    }
  }

  private static func run(
    _ loop: inout Loop, _ input: UnsafeRawBufferPointer,
    _ window: UnsafeMutableBufferPointer<UInt8>, _ literals: Code, _ distances: Code
  ) -> Pause {
    while input.count - loop.index >= 8, loop.position < windowSize - 258 {
      let value = symbol(&loop, input, literals)
      if value < 256 {
        if value < 0 { return .corrupt }
        window[loop.position] = UInt8(truncatingIfNeeded: value)
        loop.position += 1
        continue
      }
      if value == 256 { return .endOfBlock }
      if value > 285 { return .corrupt }
      var length = value - 254
      if value == 285 {
        length = 258
      } else if value > 264 {
        let extra = (value - 261) / 4
        length = (4 + (value - 257) % 4) << extra + 3 + take(extra, &loop, input)
      }
      let code = symbol(&loop, input, distances)
      if code < 0 || code > 29 { return .corrupt }
      var distance = code + 1
      if code > 3 {
        let extra = (code - 2) >> 1
        distance = 1 << (extra + 1) + 1 + (code & 1) << extra + take(extra, &loop, input)
      }
      guard distance <= loop.position else { return .copy(length: length, distance: distance) }
      let source = loop.position - distance
      for offset in 0..<length { window[loop.position + offset] = window[source + offset] }
      loop.position += length
    }
    return .scarce
  }

  /// -1 for bits that are no code.
  @inline(__always)
  private static func symbol(
    _ loop: inout Loop, _ input: UnsafeRawBufferPointer, _ code: Code
  ) -> Int {
    var length = code.shortest
    while true {
      fill(length, &loop, input)
      var entry = code.entries[Int(loop.bits & 511)]
      length = Int(entry & 15)
      if length > HuffmanTable.directBits {
        entry = code.entries[Int(entry >> 4) + Int(loop.bits >> 9 & code.linkMask)]
        length = Int(entry & 15)
      }
      if length <= loop.bitCount {
        if length == 0 { return -1 }
        loop.bits >>= UInt32(truncatingIfNeeded: length)
        loop.bitCount &-= length
        return Int(entry >> 4)
      }
    }
  }

  @inline(__always)
  private static func fill(
    _ count: Int, _ loop: inout Loop, _ input: UnsafeRawBufferPointer
  ) {
    while loop.bitCount < count {
      loop.bits |= UInt32(input[loop.index]) &<< UInt32(truncatingIfNeeded: loop.bitCount)
      loop.index &+= 1
      loop.bitCount &+= 8
    }
  }

  @inline(__always)
  private static func take(
    _ count: Int, _ loop: inout Loop, _ input: UnsafeRawBufferPointer
  ) -> Int {
    fill(count, &loop, input)
    let value = Int(loop.bits & (1 &<< UInt32(truncatingIfNeeded: count) &- 1))
    loop.bits >>= UInt32(truncatingIfNeeded: count)
    loop.bitCount &-= count
    return value
  }
}
