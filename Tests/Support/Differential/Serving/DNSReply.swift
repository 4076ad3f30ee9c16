/// One datagram in answer to a query, or what takes its place.
struct DNSReply: Sendable {
  struct Record: Sendable {
    /// As labels; nil for a pointer to the question.
    var name: [UInt8]?
    var type: UInt16
    var recordClass: UInt16 = 1
    var timeToLive: UInt32 = 60
    var data: [UInt8]
    /// The length that is told; nil for the true one.
    var toldLength: UInt16?
  }

  /// Never sent.
  var isSilent = false
  /// Milliseconds before it is sent.
  var delay = 0
  /// Changes of the query's number.
  var numberChange: UInt16 = 0
  /// The second 16 bits: response, recursion desired and available, no error.
  var flags: UInt16 = 0x8180
  /// What stands in the question section; nil for the query's own.
  var question: [UInt8]?
  var answers: [Record] = []
  var authority: [Record] = []
  var additional: [Record] = []
  /// The count of answers that is told; nil for the true one.
  var toldAnswers: UInt16?
  /// Bytes that are changed at the end, by their place in thousandths of the length.
  var changes: [(place: Int, byte: UInt8)] = []
  /// Cut to this many thousandths.
  var keep = 1000
  /// What stands behind the message.
  var tail: [UInt8] = []
  /// What is said over TCP; nil for the same without the flag "truncated".
  var isRefusedOverTCP = false

  /// The message for a query of `number` and `question` (name, type and class).
  func encoded(_ number: UInt16, _ question: [UInt8], isTCP: Bool) -> [UInt8] {
    let flags = isTCP ? flags & ~0x0200 : flags
    let asked = self.question ?? question
    var bytes = Self.big(number ^ numberChange) + Self.big(flags)
    bytes += Self.big(asked.isEmpty ? UInt16(0) : 1)
    bytes += Self.big(toldAnswers ?? UInt16(answers.count))
    bytes += Self.big(UInt16(authority.count)) + Self.big(UInt16(additional.count)) + asked
    for record in answers + authority + additional {
      bytes += record.name ?? [0xC0, 12]
      bytes += Self.big(record.type) + Self.big(record.recordClass) + Self.big(record.timeToLive)
      bytes += Self.big(record.toldLength ?? UInt16(record.data.count)) + record.data
    }
    for change in changes {
      let index = bytes.count * change.place / 1000
      if bytes.indices.contains(index) { bytes[index] = change.byte }
    }
    return Array(bytes.prefix(bytes.count * keep / 1000)) + tail
  }

  private static func big(_ value: some FixedWidthInteger) -> [UInt8] {
    Swift.withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
