/// The compact form of a histogram, for the history and for closed slices of a window: about one byte
/// a value where values are few, two a bucket where they are many.
///
/// LEB128 numbers: how many buckets; for each the step from the index before, doubled, plus 1 where it
/// was hit more than once, and then its count less 2; where there are any, how far the maximum lies
/// above the low bound of the last, in nanoseconds, or in the shorter form in 64ths of that bucket.
extension LatencyHistogram {
  /// Appends the compact form to `bytes`; in the shorter one the maximum is off by at most 1/8192 of itself.
  package func encode(into bytes: inout [UInt8], isShort: Bool = false) {
    LEB128.append(UInt64(buckets.count), to: &bytes)
    guard let max, let last = buckets.last else { return }
    var before: UInt16 = 0
    for bucket in buckets {
      let step = UInt64(bucket.index - before)
      LEB128.append(step << 1 | (bucket.count > 1 ? 1 : 0), to: &bytes)
      if bucket.count > 1 { LEB128.append(UInt64(bucket.count - 2), to: &bytes) }
      before = bucket.index
    }
    let above = UInt64(max.nanoseconds - Self.low(of: last.index))
    LEB128.append(isShort ? above >> Self.shift(of: last.index) : above, to: &bytes)
  }

  /// Of the maximum in the shorter form: by how many bits it is cut.
  private static func shift(of index: UInt16) -> UInt64 {
    UInt64(Swift.max(0, width(of: index).trailingZeroBitCount - 6))
  }

  /// Reads one histogram and leaves `bytes` after it; nil where it is damaged.
  package init?(decodingFrom bytes: inout some IteratorProtocol<UInt8>, isShort: Bool = false) {
    guard let bucketCount = LEB128.number(from: &bytes), bucketCount <= UInt64(Self.bucketLimit)
    else { return nil }
    guard bucketCount > 0 else {
      self.init()
      return
    }
    var buckets: [Bucket] = []
    buckets.reserveCapacity(Int(bucketCount))
    var index: UInt64 = 0
    for position in 0..<bucketCount {
      guard let stepAndMore = LEB128.number(from: &bytes) else { return nil }
      let step = stepAndMore >> 1
      guard step <= UInt64(Self.bucketLimit), position == 0 || step > 0 else { return nil }
      index += step
      guard index < UInt64(Self.bucketLimit) else { return nil }
      var count: UInt64 = 1
      if stepAndMore & 1 == 1 {
        guard let more = LEB128.number(from: &bytes), more <= UInt64(UInt32.max) - 2 else {
          return nil
        }
        count = more + 2
      }
      buckets.append(Bucket(index: UInt16(index), count: UInt32(count)))
    }
    let last = UInt16(index)
    guard var above = LEB128.number(from: &bytes), above < UInt64(Self.width(of: last)) else {
      return nil
    }
    if isShort {
      // The middle of what was cut off.
      let shift = Self.shift(of: last)
      above = above << shift + (1 << shift) / 2
      guard above < UInt64(Self.width(of: last)) else { return nil }
    }
    let max = Swift.min(Self.low(of: last) + Int64(above), Self.highest)
    guard max >= Self.lowest, max <= Self.highest else { return nil }
    self.init(buckets: buckets, max: .nanoseconds(max))
  }
}
