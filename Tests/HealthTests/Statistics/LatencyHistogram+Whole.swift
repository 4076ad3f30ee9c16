import Health

extension LatencyHistogram {
  /// The compact form.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    encode(into: &bytes)
    return bytes
  }

  /// Reads the compact form; nil where it is damaged, or where something stands behind it.
  init?(encoded bytes: some Sequence<UInt8>) {
    var iterator = bytes.makeIterator()
    self.init(decodingFrom: &iterator)
    guard iterator.next() == nil else { return nil }
  }
}
