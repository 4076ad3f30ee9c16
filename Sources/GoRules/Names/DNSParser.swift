/// A message read from its beginning, as golang.org/x/net/dns/dnsmessage's `Parser` reads it: nothing is checked before
/// it is reached.
struct DNSParser {
  struct Header {
    var id: UInt16
    var flags: UInt16
    var questions: Int
    var answers: Int
    var authorities: Int
    var additionals: Int

    var isResponse: Bool { flags & 0x8000 != 0 }
    var isAuthoritative: Bool { flags & 0x0400 != 0 }
    var isTruncated: Bool { flags & 0x0200 != 0 }
    var canRecurse: Bool { flags & 0x0080 != 0 }
    var code: Int { Int(flags & 0xf) }
  }

  /// What stands before a record's data.
  struct RecordHeader {
    var type: UInt16
    /// Seconds; of an OPT record the upper bits of the code, its version and flags.
    var lifetime: UInt32
    /// Of the data, as announced.
    var length: Int
  }

  private let bytes: [UInt8]
  /// May lie behind the end: an address is read whatever length is announced, and only then passed over.
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func header() -> Header? {
    guard let id = number(), let flags = number(), let questions = number(),
      let answers = number(), let authorities = number(), let additionals = number()
    else { return nil }
    return Header(
      id: id, flags: flags, questions: Int(questions), answers: Int(answers),
      authorities: Int(authorities), additionals: Int(additionals))
  }

  /// The name with a final dot.
  mutating func question() -> (name: [UInt8], type: UInt16, kind: UInt16)? {
    guard let (name, end) = name(at: position) else { return nil }
    position = end
    guard let type = number(), let kind = number() else { return nil }
    return (name, type, kind)
  }

  /// Moves on to the record's data.
  mutating func recordHeader() -> RecordHeader? {
    guard let (_, end) = name(at: position) else { return nil }
    position = end
    return afterName()
  }

  /// Moves behind the record's data; false where the message ends before.
  mutating func skipData(of record: RecordHeader) -> Bool {
    guard position + record.length <= bytes.count else { return false }
    position += record.length
    return true
  }

  /// The address at the present place, whatever length its record announces; moves on by that length, even behind the
  /// message's end.
  mutating func address(_ type: DNSMessage.RecordType, of record: RecordHeader) -> [UInt8]? {
    guard position + type.length <= bytes.count else { return nil }
    defer { position += record.length }
    return Array(bytes[position..<position + type.length])
  }

  /// As `address`, for a name, which is only looked at.
  mutating func alias(of record: RecordHeader) -> Bool {
    guard name(at: position) != nil else { return false }
    position += record.length
    return true
  }

  /// Passes over a whole record, which need not have a readable name (`skipResource`).
  mutating func skipRecord() -> Bool {
    guard let end = endOfName() else { return false }
    position = end
    guard let record = afterName() else { return false }
    return skipData(of: record)
  }

  private mutating func afterName() -> RecordHeader? {
    guard let type = number(), number() != nil, let high = number(), let low = number(),
      let length = number()
    else { return nil }
    return RecordHeader(
      type: type, lifetime: UInt32(high) << 16 | UInt32(low), length: Int(length))
  }

  private mutating func number() -> UInt16? {
    guard position + 2 <= bytes.count else { return nil }
    defer { position += 2 }
    return UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])
  }

  /// With a final dot, and where it ends (`Name.unpack`).
  private func name(at start: Int) -> (name: [UInt8], end: Int)? {
    var name: [UInt8] = []
    var place = start
    var end: Int?
    var jumps = 0
    while place < bytes.count {
      let length = Int(bytes[place])
      place += 1
      switch length & 0xc0 {
      case 0:
        if length == 0 { return (name.isEmpty ? [UInt8(ascii: ".")] : name, end ?? place) }
        guard place + length <= bytes.count, name.count + length < 254 else { return nil }
        let label = bytes[place..<place + length]
        if label.contains(UInt8(ascii: ".")) { return nil }
        name += label + [UInt8(ascii: ".")]
        place += length
      case 0xc0:
        guard place < bytes.count, jumps < 10 else { return nil }
        end = end ?? place + 1
        place = (length & 0x3f) << 8 | Int(bytes[place])
        jumps += 1
      default: return nil
      }
    }
    return nil
  }

  /// Where the name at the present place ends, not looking where it points to (`skipName`).
  private func endOfName() -> Int? {
    var place = position
    while place < bytes.count {
      let length = Int(bytes[place])
      place += 1
      switch length & 0xc0 {
      case 0:
        if length == 0 { return place }
        place += length
        if place > bytes.count { return nil }
      case 0xc0: return place + 1
      default: return nil
      }
    }
    return nil
  }
}
