/// Questions to a name server, and its answers (RFC 1035, 4.1; golang.org/x/net/dns/dnsmessage).
package enum DNSMessage {
  package enum RecordType: UInt16, Sendable {
    case a = 1
    case aaaa = 28

    /// Of the address in a record.
    var length: Int { self == .a ? 4 : 16 }
  }

  /// A query for a complete name; nil where that cannot be written. go takes answers of up to 1,232 bytes.
  package static func query(
    _ name: String, _ type: RecordType, id: UInt16, wantsAuthentication: Bool, hasEDNS: Bool
  ) -> [UInt8]? {
    var bytes = [UInt8(id >> 8), UInt8(id & 0xff), 1, wantsAuthentication ? 0x20 : 0]
    bytes += [0, 1, 0, 0, 0, 0, 0, hasEDNS ? 1 : 0]
    for label in name.utf8.split(separator: UInt8(ascii: ".")) {
      guard label.count <= 63 else { return nil }
      bytes.append(UInt8(label.count))
      bytes += Array(label)
    }
    bytes += [0, 0, UInt8(type.rawValue), 0, 1]
    if hasEDNS { bytes += [0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, 0, 0] }
    return bytes
  }

  /// What an answer amounts to.
  package enum Reading: Sendable, Hashable {
    /// Not an answer to this query: over UDP go waits on.
    case foreign(text: String)
    /// Cut short: go asks again over TCP.
    case truncated
    case addresses([[UInt8]])
    /// Another name server would say the same.
    case noSuchHost
    case fault(String)
  }

  /// Reads an answer to a query for `name` (`checkResponse`, `checkHeader`, `skipToAnswer`, `goLookupIPCNAMEOrder`).
  package static func read(
    _ bytes: [UInt8], name: String, _ type: RecordType, id: UInt16, isTCP: Bool
  ) -> Reading {
    var reader = Reader(bytes)
    guard let header = reader.header() else {
      return .foreign(text: "cannot unmarshal DNS message")
    }
    guard header.questions > 0, let question = reader.question() else {
      return .foreign(text: "cannot unmarshal DNS message")
    }
    guard header.isResponse, header.id == id, question.type == type.rawValue,
      question.kind == 1, question.name.lowercased() == name.lowercased()
    else { return .foreign(text: "invalid DNS response") }
    if header.questions > 1 { return .fault("invalid DNS response") }
    if header.isTruncated, !isTCP { return .truncated }
    let (code, hasAdditional) = reader.extendedCode(header)
    if code == 3 { return .noSuchHost }
    return answers(&reader, header, code, hasAdditional, type)
  }

  private static func answers(
    _ reader: inout Reader, _ header: Reader.Header, _ code: Int, _ hasAdditional: Bool,
    _ type: RecordType
  ) -> Reading {
    let unreadable = "cannot unmarshal DNS message"
    var addresses: [[UInt8]] = []
    var hasType = false
    for index in 0..<header.answers {
      guard let record = reader.record() else { return .fault(unreadable) }
      if index == 0, code != 0 { break }
      hasType = hasType || record.type == type.rawValue
      // go takes addresses of either family.
      guard let known = RecordType(rawValue: record.type) else { continue }
      guard record.data.count >= known.length else { return .fault(unreadable) }
      addresses.append(Array(record.data.prefix(known.length)))
    }
    if code == 0, header.answers == 0, !header.isAuthoritative, !header.canRecurse, !hasAdditional {
      return .fault("lame referral")
    }
    if code != 0 { return .fault("server misbehaving") }
    return hasType ? .addresses(addresses) : .noSuchHost
  }

  /// Reads a message from its beginning; nil at what is none.
  private struct Reader {
    struct Header {
      var id: UInt16
      var isResponse: Bool
      var isAuthoritative: Bool
      var isTruncated: Bool
      var canRecurse: Bool
      var code: Int
      var questions: Int
      var answers: Int
      var authorities: Int
      var additionals: Int
    }
    struct Record {
      var type: UInt16
      var kind: UInt16
      var lifetime: UInt32
      var data: ArraySlice<UInt8>
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func number() -> UInt16? {
      guard position + 2 <= bytes.count else { return nil }
      defer { position += 2 }
      return UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])
    }

    mutating func header() -> Header? {
      guard let id = number(), let flags = number(), let questions = number(),
        let answers = number(), let authorities = number(), let additionals = number()
      else { return nil }
      return Header(
        id: id, isResponse: flags & 0x8000 != 0, isAuthoritative: flags & 0x0400 != 0,
        isTruncated: flags & 0x0200 != 0, canRecurse: flags & 0x0080 != 0,
        code: Int(flags & 0xf), questions: Int(questions), answers: Int(answers),
        authorities: Int(authorities), additionals: Int(additionals))
    }

    mutating func question() -> (name: String, type: UInt16, kind: UInt16)? {
      guard let name = name(), let type = number(), let kind = number() else { return nil }
      return (name, type, kind)
    }

    /// With a final dot; moves behind it.
    private mutating func name() -> String? {
      var name: [UInt8] = []
      var place = position
      var end: Int?
      var jumps = 0
      while true {
        guard place < bytes.count else { return nil }
        let length = Int(bytes[place])
        switch length & 0xc0 {
        case 0:
          place += 1
          if length == 0 {
            position = end ?? place
            return String(decoding: name.isEmpty ? [UInt8(ascii: ".")] : name, as: UTF8.self)
          }
          guard place + length <= bytes.count, name.count + length < 255 else { return nil }
          name += bytes[place..<place + length] + [UInt8(ascii: ".")]
          place += length
        case 0xc0:
          guard place + 1 < bytes.count, jumps < 10 else { return nil }
          if end == nil { end = place + 2 }
          place = (length & 0x3f) << 8 | Int(bytes[place + 1])
          jumps += 1
        default: return nil
        }
      }
    }

    mutating func record() -> Record? {
      guard name() != nil, let type = number(), let kind = number(), let high = number(),
        let low = number(), let length = number(), position + Int(length) <= bytes.count
      else { return nil }
      defer { position += Int(length) }
      return Record(
        type: type, kind: kind, lifetime: UInt32(high) << 16 | UInt32(low),
        data: bytes[position..<position + Int(length)])
    }

    /// `extractExtendedRCode`: with the upper bits of an OPT record; whether there are additional records at all.
    func extendedCode(_ header: Header) -> (code: Int, hasAdditional: Bool) {
      var reader = self
      for _ in 0..<header.answers + header.authorities where reader.record() == nil {
        return (header.code, false)
      }
      var hasAdditional = false
      for _ in 0..<header.additionals {
        guard let record = reader.record() else { break }
        hasAdditional = true
        if record.type == 41 { return (Int(record.lifetime >> 24) << 4 | header.code, true) }
      }
      return (header.code, hasAdditional)
    }
  }
}
