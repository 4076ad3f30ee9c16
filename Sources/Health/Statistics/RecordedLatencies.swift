import GoRules

/// The times of one mirror within one minute or hour of the history: those of `info` probes that were
/// answered, without those of one address family alone.
package struct RecordedLatencies: Sendable, Hashable {
  /// What is timed; the raw value is the bit and the place in the compact form.
  package enum Series: Int, Sendable, Hashable, CaseIterable {
    /// The whole probe on a new connection.
    case total
    /// The whole probe on an open connection.
    case warm
    // The phases of a probe on a new connection.
    case resolve, connect, tls, processing, transfer
  }

  /// By `Series.rawValue`; none at all where nothing was recorded.
  private var histograms: [LatencyHistogram] = []

  package init() {}

  package subscript(series: Series) -> LatencyHistogram {
    histograms.isEmpty ? LatencyHistogram() : histograms[series.rawValue]
  }

  package mutating func record(_ time: Duration, in series: Series) {
    makeRoom()
    histograms[series.rawValue].record(time)
  }

  package mutating func merge(_ other: RecordedLatencies) {
    if other.histograms.isEmpty { return }
    makeRoom()
    for index in histograms.indices { histograms[index].merge(other.histograms[index]) }
  }

  private mutating func makeRoom() {
    if !histograms.isEmpty { return }
    histograms = Array(repeating: LatencyHistogram(), count: Series.allCases.count)
  }

  /// Bit 7 of the first byte: the histograms have their shorter form. Rows before version 3 of the history do not.
  private static let shortForm: UInt8 = 0x80

  /// The compact form: one byte that tells which series there are (bit n: raw value n), then each.
  package var encoded: [UInt8] {
    var bytes: [UInt8] = [Self.shortForm]
    for (index, histogram) in histograms.enumerated() where histogram.count > 0 {
      bytes[0] |= 1 << UInt8(index)
      histogram.encode(into: &bytes, isShort: true)
    }
    return bytes
  }

  /// Reads the compact form; nil where it is damaged.
  package init?(encoded bytes: [UInt8]) {
    var rest = bytes.makeIterator()
    guard let present = rest.next() else { return nil }
    let isShort = present & Self.shortForm != 0
    if present & ~Self.shortForm != 0 { makeRoom() }
    for index in histograms.indices where present & (1 << UInt8(index)) != 0 {
      guard let histogram = LatencyHistogram(decodingFrom: &rest, isShort: isShort) else {
        return nil
      }
      histograms[index] = histogram
    }
    guard rest.next() == nil else { return nil }
  }
}

extension RecordedLatencies.Series {
  package init(_ phase: Phase) { self = Self.allCases.first { $0.phase == phase } ?? .total }

  /// nil for the whole probe.
  package var phase: Phase? {
    switch self {
    case .total, .warm: nil
    case .resolve: .resolve
    case .connect: .connect
    case .tls: .tls
    case .processing: .processing
    case .transfer: .transfer
    }
  }
}
