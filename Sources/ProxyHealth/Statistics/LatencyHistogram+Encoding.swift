/// The compact form of a histogram, for the record and for closed slices of a window.
///
/// One version byte (1); then, as LEB128 numbers: how many buckets; where there are any, the
/// maximum in nanoseconds; for each bucket the step from the index before and the count.
extension LatencyHistogram {
  /// The compact form: about two bytes a bucket.
  package var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + 2 * buckets.count)
    encode(into: &bytes)
    return bytes
  }

  /// Appends the compact form to `bytes`.
  package func encode(into bytes: inout [UInt8]) {
    bytes.append(1)
    Self.append(UInt64(buckets.count), to: &bytes)
    guard let max else { return }
    Self.append(UInt64(max.nanoseconds), to: &bytes)
    var before: UInt16 = 0
    for bucket in buckets {
      Self.append(UInt64(bucket.index - before), to: &bytes)
      Self.append(UInt64(bucket.count), to: &bytes)
      before = bucket.index
    }
  }

  /// Reads the compact form; nil where it is damaged, of another version, or longer than it says.
  package init?(encoded bytes: some Sequence<UInt8>) {
    var iterator = bytes.makeIterator()
    self.init(decodingFrom: &iterator)
    guard iterator.next() == nil else { return nil }
  }

  /// Reads one histogram and leaves `bytes` after it; nil where it is damaged.
  package init?(decodingFrom bytes: inout some IteratorProtocol<UInt8>) {
    guard bytes.next() == 1, let bucketCount = Self.number(from: &bytes),
      bucketCount <= UInt64(Self.bucketLimit)
    else { return nil }
    guard bucketCount > 0 else {
      self.init()
      return
    }
    guard let max = Self.number(from: &bytes), max >= UInt64(Self.lowest),
      max <= UInt64(Self.highest)
    else { return nil }
    var buckets: [Bucket] = []
    buckets.reserveCapacity(Int(bucketCount))
    var index: UInt64 = 0
    for position in 0..<bucketCount {
      guard let step = Self.number(from: &bytes), step <= UInt64(Self.bucketLimit),
        position == 0 || step > 0, let count = Self.number(from: &bytes),
        count > 0, count <= UInt64(UInt32.max)
      else { return nil }
      index += step
      guard index < UInt64(Self.bucketLimit) else { return nil }
      buckets.append(Bucket(index: UInt16(index), count: UInt32(count)))
    }
    guard index == UInt64(Self.index(of: Int64(max))) else { return nil }
    self.init(buckets: buckets, max: .nanoseconds(Int64(max)))
  }

  /// LEB128: seven bits a byte, least significant first, the high bit on all but the last.
  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func number(from bytes: inout some IteratorProtocol<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard let byte = bytes.next() else { return nil }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
