/// The newest part of some series of measurements: a ring of slices, of which the oldest falls out
/// as a whole.
///
/// The window spans its slices, the open one included, so it reaches back between
/// `sliceCount − 1` and `sliceCount` slice lengths. Closed slices are kept in the compact form, and
/// the sum over all is kept up to date, so that a percentile is one pass over one histogram.
struct SlidingWindow: Sendable, Hashable {
  private struct Slice: Sendable, Hashable {
    /// Which slice of time: monotonic time divided by the length of a slice.
    var ordinal: Int64
    var probes: Int32 = 0
    var failures: Int32 = 0
    /// The greatest value of each series; nil where it has none.
    var maxima: [Duration?] = []
    /// The series' histograms, one after another, in the compact form; empty for the open slice
    /// and where nothing was measured.
    var encoded: [UInt8] = []
    /// From when on it was recorded, where it is out of the history; nil for what was measured here.
    var since: Timestamp?
  }

  let sliceLength: Duration
  let sliceCount: Int
  /// Probes that ended, well or not.
  private(set) var probes = 0
  private(set) var failures = 0
  /// One per series: all that is in the window.
  private(set) var sums: [LatencyHistogram]
  private var open: Slice
  private var openHistograms: [LatencyHistogram]
  private var closed: [Slice] = []

  /// A window over `series` series of values.
  init(length: Duration, sliceCount: Int, series: Int) {
    sliceLength = length / sliceCount
    self.sliceCount = sliceCount
    sums = Array(repeating: LatencyHistogram(), count: series)
    openHistograms = sums
    open = Slice(ordinal: .min)
  }

  /// A probe has ended, with a value for some of the series; `failed` is nil where it is not among those that are counted.
  mutating func record(
    failed: Bool?, values: [(series: Int, value: Duration)], at now: Timestamp
  ) {
    advance(to: now)
    if failed != nil {
      probes += 1
      open.probes += 1
    }
    if failed == true {
      failures += 1
      open.failures += 1
    }
    for (series, value) in values {
      sums[series].record(value)
      openHistograms[series].record(value)
    }
  }

  /// Lets fall out what is older than the window.
  mutating func advance(to now: Timestamp) {
    let ordinal = ordinal(of: now.monotonic)
    guard ordinal > open.ordinal else { return }
    close()
    open = Slice(ordinal: ordinal)
    let oldest = ordinal - Int64(sliceCount) + 1
    while let first = closed.first, first.ordinal < oldest {
      closed.removeFirst()
      drop(first)
    }
  }

  /// Adds what is on record of the slice in which `since` lies, unless that has fallen out already.
  ///
  /// `latencies` has one histogram for each series.
  mutating func recall(
    probes: Int, failures: Int, latencies: [LatencyHistogram], since: Timestamp
  ) {
    var slice = Slice(ordinal: ordinal(of: since.monotonic))
    guard slice.ordinal > open.ordinal - Int64(sliceCount) else { return }
    slice.probes = Int32(clamping: probes)
    slice.failures = Int32(clamping: failures)
    slice.since = since
    self.probes += Int(slice.probes)
    self.failures += Int(slice.failures)
    if latencies.contains(where: { $0.count > 0 }) {
      slice.maxima = latencies.map(\.max)
      for series in latencies.indices {
        latencies[series].encode(into: &slice.encoded)
        sums[series].merge(latencies[series])
      }
    }
    closed.insert(slice, at: closed.firstIndex { $0.ordinal > slice.ordinal } ?? closed.endIndex)
  }

  /// Since when the oldest that is out of the history was recorded; nil where none is.
  var recalledSince: Timestamp? { closed.lazy.compactMap(\.since).first }

  /// What was measured from `begin` on, which may be late by `error`, fills the window as far as it is ever full: but for
  /// one slice.
  func isCovered(since begin: Timestamp, at now: Timestamp, within error: Duration) -> Bool {
    now.since(begin) + error >= sliceLength * (sliceCount - 1)
  }

  /// Which slice of time a monotonic time lies in; before the start of the clock the numbers go on below zero.
  func ordinal(of time: Duration) -> Int64 {
    let (whole, rest) = time.nanoseconds.quotientAndRemainder(
      dividingBy: sliceLength.nanoseconds)
    return rest < 0 ? whole - 1 : whole
  }

  private mutating func close() {
    let hasValues = openHistograms.contains { $0.count > 0 }
    guard open.probes > 0 || hasValues else { return }
    if hasValues {
      open.maxima = openHistograms.map(\.max)
      for series in openHistograms.indices {
        openHistograms[series].encode(into: &open.encoded)
        openHistograms[series] = LatencyHistogram()
      }
    }
    closed.append(open)
  }

  private mutating func drop(_ slice: Slice) {
    probes -= Int(slice.probes)
    failures -= Int(slice.failures)
    guard !slice.encoded.isEmpty else { return }
    var bytes = slice.encoded.makeIterator()
    for series in sums.indices {
      guard let old = LatencyHistogram(decodingFrom: &bytes) else { return }
      guard old.count > 0 else { continue }
      let greatest = closed.lazy.compactMap { $0.maxima.isEmpty ? nil : $0.maxima[series] }.max()
      sums[series].subtract(old, leaving: greatest)
    }
  }
}
