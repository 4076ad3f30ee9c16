import GoRules
import Health
import Testing

@Suite struct LatencyHistogramTests {
  /// Ten times from 1 ms to 10 ms: the ranks are ⌈p/100 · 10⌉, so p50 is the 5th and p95 the 10th.
  @Test func nearestRankOfTen() throws {
    var histogram = LatencyHistogram()
    for value in 1...10 { histogram.record(.milliseconds(value)) }
    #expect(histogram.count == 10)
    #expect(histogram.max == .milliseconds(10))
    #expect(histogram.percentile(95) == .milliseconds(10))
    #expect(histogram.percentile(100) == .milliseconds(10))
    // 5 ms = 5,000,000 ns lies in the doubling that begins at 2^22 = 4,194,304, in steps of
    // 2^16 = 65,536: step 12 begins at 4,980,736, and its middle is 5,013,504.
    #expect(histogram.percentile(50) == .nanoseconds(5_013_504))
  }

  @Test func nothingHasNoPercentile() {
    let histogram = LatencyHistogram()
    #expect(histogram.percentile(50) == nil)
    #expect(histogram.max == nil)
    #expect(histogram.count == 0)
    #expect(histogram.bars.isEmpty)
  }

  @Test func oneValueIsEveryPercentile() {
    var histogram = LatencyHistogram()
    histogram.record(.microseconds(64_800))
    for percent in [1, 50, 95, 99, 100] {
      #expect(histogram.percentile(percent) == .microseconds(64_800))
    }
  }

  @Test func valuesOutsideTheRangeCountAtItsEnds() {
    var histogram = LatencyHistogram()
    histogram.record(.zero)
    histogram.record(.seconds(-3))
    histogram.record(.seconds(86_400))
    #expect(histogram.count == 3)
    #expect(histogram.max == .seconds(600))
    #expect(histogram.bars.count == 2)
    #expect(histogram.bars[0].from <= .microseconds(1))
    #expect(histogram.bars[0].to > .microseconds(1))
    #expect(histogram.bars[0].count == 2)
  }

  /// Times of every magnitude from 1 µs to 10 min, against the sorted array.
  @Test(arguments: 1...20) func percentilesAreWithinOnePercent(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var histogram = LatencyHistogram()
    var values: [Int64] = []
    for _ in 0..<Int.random(in: 1...3000, using: &random) {
      let magnitude = Int64(1) << Int64.random(in: 10...38, using: &random)
      let value = min(
        600_000_000_000, magnitude + Int64.random(in: 0..<magnitude, using: &random))
      values.append(value)
      histogram.record(.nanoseconds(value))
    }
    values.sort()
    for percent in [1, 25, 50, 75, 90, 95, 99, 100] {
      let rank = (percent * values.count + 99) / 100
      let exact = Double(values[max(rank, 1) - 1])
      let found = Double(try #require(histogram.percentile(percent)).nanoseconds)
      #expect(abs(found - exact) <= exact / 100, "p\(percent): \(found) for \(exact)")
    }
    #expect(histogram.max == values.last.map { .nanoseconds($0) })
  }

  @Test(arguments: 1...20) func mergedIsAsIfRecordedTogether(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var parts = [LatencyHistogram](repeating: LatencyHistogram(), count: 3)
    var whole = LatencyHistogram()
    for _ in 0..<500 {
      let value = Duration.nanoseconds(Int64.random(in: 1_000...9_000_000_000, using: &random))
      parts[Int.random(in: 0..<3, using: &random)].record(value)
      whole.record(value)
    }
    var merged = LatencyHistogram()
    for part in parts { merged.merge(part) }
    #expect(merged == whole)
  }

  @Test func memoryIsBounded() {
    var random = SplitMix64(seed: 7)
    var histogram = LatencyHistogram()
    for _ in 0..<200_000 {
      let magnitude = Int64(1) << Int64.random(in: 9...40, using: &random)
      histogram.record(.nanoseconds(magnitude + Int64.random(in: 0..<magnitude, using: &random)))
    }
    #expect(histogram.bars.count <= 1984)
    #expect(histogram.encoded.count < 10_000)
  }

  @Test(arguments: 1...20) func encodedReadsBackTheSame(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var histogram = LatencyHistogram()
    for _ in 0..<Int.random(in: 0...400, using: &random) {
      histogram.record(.nanoseconds(Int64.random(in: 0...700_000_000_000, using: &random)))
    }
    #expect(LatencyHistogram(encoded: histogram.encoded) == histogram)
  }

  /// 1 ms lies in bucket (19 − 9)·64 + 58 = 698: 1,000,000 / 2^13 = 122.07 = 64 + 58.
  /// LEB128: 1 bucket; 2 · 698 + 1 = 1397 = 0xF5 0x0A; count 2 - 2; the bucket begins at
  /// 122 · 2^13 = 999,424, and 1,000,000 lies 576 = 0xC0 0x04 above it.
  @Test func encodingByHand() {
    var histogram = LatencyHistogram()
    histogram.record(.milliseconds(1))
    #expect(histogram.encoded == [1, 0xF4, 0x0A, 0xC0, 0x04])
    histogram.record(.milliseconds(1))
    #expect(histogram.encoded == [1, 0xF5, 0x0A, 0, 0xC0, 0x04])
    #expect(LatencyHistogram().encoded == [0])
    // In the shorter form the maximum is cut to 64ths of its bucket of 2^13 ns, 576 / 2^7 = 4, and read as the
    // middle of that part: 999,424 + 4.5 · 128.
    var short: [UInt8] = []
    histogram.encode(into: &short, isShort: true)
    #expect(short == [1, 0xF5, 0x0A, 0, 4])
    var bytes = short.makeIterator()
    let read = LatencyHistogram(decodingFrom: &bytes, isShort: true)
    #expect(read?.max == .nanoseconds(1_000_000))
  }

  @Test(
    arguments: [
      [], [1], [1, 0xF4], [1, 0xF4, 0x0A], [0, 0], [0xFF, 0xFF, 0x03],
      // A maximum above its bucket or below 1 µs; an index that does not ascend; one too high.
      [1, 0xF4, 0x0A, 0x80, 0x40], [1, 0, 0], [2, 0xF4, 0x0A, 0x00, 0], [1, 0x80, 0x20, 0],
      // A number without end.
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
    ] as [[UInt8]]) func damagedFormsAreRefused(bytes: [UInt8])
  {
    #expect(LatencyHistogram(encoded: bytes) == nil)
  }

  @Test(arguments: 1...200) func noBytesCrashTheReader(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var histogram = LatencyHistogram()
    for _ in 0..<50 {
      histogram.record(.microseconds(Int.random(in: 1...1_000_000, using: &random)))
    }
    var bytes = histogram.encoded
    for _ in 0..<3 {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    }
    if let read = LatencyHistogram(encoded: bytes) {
      #expect(LatencyHistogram(encoded: read.encoded) == read)
    }
  }
}
