/// Follows the records of a TLS stream (RFC 8446, 5.1) by their headers alone: whether the stream ends within one, and
/// whether the first one is TLS at all, as crypto/tls `readRecordOrCCS` has it.
struct TLSRecords: Sendable {
  private var header: [UInt8] = []
  private var left = 0
  /// The beginning of the first record, its header included; 11 bytes at most.
  private(set) var start: [UInt8] = []

  /// All records so far are complete.
  var isAtBoundary: Bool { header.isEmpty && left == 0 }

  /// The first record is no TLS.
  var isNotTLS: Bool {
    guard start.count >= 5 else { return false }
    return (start[0] != 21 && start[0] != 22) || start[1] >= 0x10
  }

  /// The first record is the beginning of an HTTP answer.
  var isHTTP: Bool { start.starts(with: "HTTP/".utf8) }

  /// The version that a ServerHello names, if it is all in the first record; nil where there is none.
  var serverVersion: Int? {
    guard start.count >= 11, start[0] == 22, start[5] == 2 else { return nil }
    return Int(start[9]) << 8 | Int(start[10])
  }

  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    if start.count < 11 { start += bytes.prefix(11 - start.count) }
    var rest = bytes[...]
    while !rest.isEmpty {
      if left > 0 {
        let count = min(left, rest.count)
        left -= count
        rest = rest.dropFirst(count)
      } else {
        let count = min(5 - header.count, rest.count)
        header += rest.prefix(count)
        rest = rest.dropFirst(count)
        guard header.count == 5 else { return }
        left = Int(header[3]) << 8 | Int(header[4])
        header.removeAll(keepingCapacity: true)
      }
    }
  }
}
