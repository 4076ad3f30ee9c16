/// How often each latency was measured: log-linear buckets, 64 to each doubling, so that a value
/// read back is off by at most 1/128 (0.8 %) of itself, from 1 µs to 10 min.
///
/// Only buckets that were hit take memory, and there are at most 1,984 of them. Two histograms
/// merge without loss (the idea is HdrHistogram's).
package struct LatencyHistogram: Sendable, Hashable {
  struct Bucket: Sendable, Hashable {
    var index: UInt16
    var count: UInt32
  }

  package private(set) var count = 0
  /// The greatest value recorded, to the nanosecond; nil where none was.
  @OptionalTime package private(set) var max: Duration?
  /// In ascending order of index; no count is zero.
  private(set) var buckets: [Bucket] = []

  package init() {}

  /// Adds one value; below 1 µs it counts as 1 µs, above 10 min as 10 min.
  package mutating func record(_ value: Duration) {
    let nanoseconds = Swift.min(Swift.max(value.nanoseconds, Self.lowest), Self.highest)
    add(count: 1, at: Self.index(of: nanoseconds))
    let kept = Duration.nanoseconds(nanoseconds)
    max = max.map { Swift.max($0, kept) } ?? kept
  }

  /// Adds all values of `other`.
  package mutating func merge(_ other: LatencyHistogram) {
    for bucket in other.buckets { add(count: bucket.count, at: bucket.index) }
    if let greatest = other.max { max = max.map { Swift.max($0, greatest) } ?? greatest }
  }

  /// Takes away the values of `other`, which were merged before; `max` is the greatest that stays.
  mutating func subtract(_ other: LatencyHistogram, leaving max: Duration?) {
    for bucket in other.buckets {
      let position = position(of: bucket.index)
      guard position < buckets.count, buckets[position].index == bucket.index else { continue }
      let taken = Swift.min(bucket.count, buckets[position].count)
      buckets[position].count -= taken
      count -= Int(taken)
      if buckets[position].count == 0 { buckets.remove(at: position) }
    }
    self.max = max
  }

  /// The nearest-rank percentile: the value of rank ⌈percent/100 · count⌉ in ascending order, as
  /// the middle of its bucket; nil where nothing was recorded.
  ///
  /// `percent` lies in 0 < percent <= 100; 100 is `max`.
  package func percentile(_ percent: Int) -> Duration? {
    guard let max else { return nil }
    let rank = Swift.max(1, (percent * count + 99) / 100)
    if rank >= count { return max }
    var seen = 0
    for bucket in buckets {
      seen += Int(bucket.count)
      if seen >= rank { return Swift.min(.nanoseconds(Self.middle(of: bucket.index)), max) }
    }
    return max
  }

  /// The buckets that were hit, in ascending order: the bounds (from, and up to but without, `to`)
  /// and the count of each.
  package var bars: [(from: Duration, to: Duration, count: Int)] {
    buckets.map {
      let low = Self.low(of: $0.index)
      return (.nanoseconds(low), .nanoseconds(low + Self.width(of: $0.index)), Int($0.count))
    }
  }

  /// Restores a histogram from its parts; `buckets` are ascending and not empty of counts.
  init(buckets: [Bucket], max: Duration?) {
    self.buckets = buckets
    self.max = max
    for bucket in buckets { count += Int(bucket.count) }
  }

  private mutating func add(count added: UInt32, at index: UInt16) {
    let position = position(of: index)
    if position < buckets.count, buckets[position].index == index {
      let (sum, overflow) = buckets[position].count.addingReportingOverflow(added)
      let kept = overflow ? UInt32.max : sum
      count += Int(kept - buckets[position].count)
      buckets[position].count = kept
    } else {
      buckets.insert(Bucket(index: index, count: added), at: position)
      count += Int(added)
    }
  }

  /// Where `index` is, or would be, in `buckets`.
  private func position(of index: UInt16) -> Int {
    var low = 0
    var high = buckets.count
    while low < high {
      let middle = (low + high) / 2
      if buckets[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The bounds of the buckets, in nanoseconds. Bucket `64·d + s` begins at `(64 + s) · 2^(d + 3)`:
/// `d` doublings above 512 ns, `s` sixty-fourths into the doubling.
extension LatencyHistogram {
  static let lowest: Int64 = 1_000
  static let highest: Int64 = 600_000_000_000
  /// One more than the index of the bucket that holds `highest`.
  static let bucketLimit = index(of: highest) + 1

  static func index(of nanoseconds: Int64) -> UInt16 {
    let exponent = 63 - nanoseconds.leadingZeroBitCount
    let part = (nanoseconds >> Int64(exponent - 6)) & 63
    return UInt16((exponent - 9) * 64 + Int(part))
  }

  static func low(of index: UInt16) -> Int64 {
    Int64(64 + index % 64) << Int64(index / 64 + 3)
  }

  static func width(of index: UInt16) -> Int64 { 1 << Int64(index / 64 + 3) }

  static func middle(of index: UInt16) -> Int64 { low(of: index) + width(of: index) / 2 }
}

extension Duration {
  /// The length in whole nanoseconds, rounded down; saturates beyond 292 years.
  package var nanoseconds: Int64 {
    let parts = components
    let (seconds, overflow) = parts.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carried) = seconds.addingReportingOverflow(parts.attoseconds / 1_000_000_000)
    guard overflow || carried else { return sum }
    return parts.seconds < 0 ? .min : .max
  }
}
