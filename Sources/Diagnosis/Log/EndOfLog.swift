import GoRules

/// The last lines of a log that may be go's, with what stands below them.
struct EndOfLog: Sendable {
  /// How many came.
  private(set) var count = 0
  private var kept: [(number: Int, line: [UInt8])] = []
  /// Where the oldest stands, once there are as many as are kept.
  private var oldest = 0
  private var last = 0

  private static let limit = 400
  /// So many lines may belong to what go said before.
  private static let below = 8

  mutating func take(_ bytes: UnsafeRawBufferPointer, _ number: Int) {
    if GoLine.mayMatter(bytes) {
      last = number
    } else if number - last > Self.below {
      return
    }
    count += 1
    guard kept.count == Self.limit else { return kept.append((number, Array(bytes))) }
    kept[oldest] = (number, Array(bytes))
    oldest = (oldest + 1) % Self.limit
  }

  /// In their order.
  var lines: [(number: Int, line: [UInt8])] { Array(kept[oldest...] + kept[..<oldest]) }
}
