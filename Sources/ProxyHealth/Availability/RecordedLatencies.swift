/// The times of one mirror within one minute or hour of the record: those of `info` probes that were
/// answered.
package struct RecordedLatencies: Sendable, Hashable {
  package enum Series: Int, Sendable, Hashable, CaseIterable {
    /// The whole probe on a new connection.
    case total
    /// The whole probe on an open connection.
    case warm
    // The phases of a probe on a new connection.
    case resolve, connect, tls, processing, transfer
  }

  /// By `Series.rawValue`.
  private var histograms = [LatencyHistogram](
    repeating: LatencyHistogram(), count: Series.allCases.count)

  package init() {}

  package subscript(series: Series) -> LatencyHistogram {
    get { histograms[series.rawValue] }
    set { histograms[series.rawValue] = newValue }
  }

  package mutating func record(_ time: Duration, in series: Series) {
    histograms[series.rawValue].record(time)
  }

  package mutating func merge(_ other: RecordedLatencies) {
    for index in histograms.indices { histograms[index].merge(other.histograms[index]) }
  }

  /// The compact form: one byte that tells which series there are (bit n: raw value n), then each.
  package var encoded: [UInt8] {
    var bytes: [UInt8] = [0]
    for (index, histogram) in histograms.enumerated() where histogram.count > 0 {
      bytes[0] |= 1 << UInt8(index)
      histogram.encode(into: &bytes)
    }
    return bytes
  }

  /// Reads the compact form; nil where it is damaged.
  package init?(encoded bytes: [UInt8]) {
    var rest = bytes.makeIterator()
    guard let present = rest.next() else { return nil }
    for index in histograms.indices where present & (1 << UInt8(index)) != 0 {
      guard let histogram = LatencyHistogram(decodingFrom: &rest) else { return nil }
      histograms[index] = histogram
    }
    guard rest.next() == nil else { return nil }
  }
}
