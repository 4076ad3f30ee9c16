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
    /// At least one, of either family: those before the first record that cannot be read.
    case addresses([[UInt8]])
    /// The first address cannot be read: no other name server is asked.
    case unreadableAddress(String)
    /// Another name server would say the same.
    case noSuchHost
    case fault(String)
  }

  private static let unreadable = "cannot unmarshal DNS message"
  private static let invalid = "invalid DNS response"

  /// Reads an answer to a query for `name` (`dnsPacketRoundTrip`, `checkResponse`, `exchange`, `tryOneName`).
  package static func read(
    _ bytes: [UInt8], name: String, _ type: RecordType, id: UInt16, isTCP: Bool
  ) -> Reading {
    var parser = DNSParser(bytes)
    guard let header = parser.header() else { return .foreign(text: unreadable) }
    guard header.questions > 0, let question = parser.question() else {
      return .foreign(text: unreadable)
    }
    guard header.isResponse, header.id == id, question.type == type.rawValue,
      question.kind == 1, question.name.map(lowercased) == name.utf8.map(lowercased)
    else { return .foreign(text: invalid) }
    if header.questions > 1 { return .fault(invalid) }
    if header.isTruncated, !isTCP { return .truncated }
    return answers(parser, header, type)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte + 0x20 : byte
  }

  /// `checkHeader` and `skipToAnswer`.
  private static func answers(
    _ parser: DNSParser, _ header: DNSParser.Header, _ type: RecordType
  ) -> Reading {
    var parser = parser
    let (code, hasAdditional) = extendedCode(parser, header)
    if code == 3 { return .noSuchHost }
    var ahead = parser
    if header.answers > 0, ahead.recordHeader() == nil { return .fault(unreadable) }
    if code == 0, header.answers == 0, !header.isAuthoritative, !header.canRecurse, !hasAdditional {
      return .fault("lame referral")
    }
    if code != 0 { return .fault("server misbehaving") }
    for index in 0..<header.answers {
      guard let record = parser.recordHeader() else { return .fault(unreadable) }
      if record.type == type.rawValue {
        let found = addresses(&parser, from: record, others: header.answers - index - 1)
        return found.isEmpty ? .unreadableAddress(unreadable) : .addresses(found)
      }
      guard parser.skipData(of: record) else { return .fault(unreadable) }
    }
    return .noSuchHost
  }

  /// Addresses of either family from the first record of the type that was asked for, up to one that cannot be read
  /// (`goLookupIPCNAMEOrder`).
  private static func addresses(
    _ parser: inout DNSParser, from first: DNSParser.RecordHeader, others: Int
  ) -> [[UInt8]] {
    var addresses: [[UInt8]] = []
    var record = first
    for left in (0...others).reversed() {
      if let type = RecordType(rawValue: record.type) {
        guard let address = parser.address(type, of: record) else { break }
        addresses.append(address)
      } else {
        let isAlias = record.type == 5
        guard isAlias ? parser.alias(of: record) : parser.skipData(of: record) else { break }
      }
      guard left > 0, let next = parser.recordHeader() else { break }
      record = next
    }
    return addresses
  }

  /// With the upper bits of an OPT record; whether there are additional records at all (`extractExtendedRCode`).
  private static func extendedCode(
    _ parser: DNSParser, _ header: DNSParser.Header
  ) -> (code: Int, hasAdditional: Bool) {
    var parser = parser
    for _ in 0..<header.answers + header.authorities where !parser.skipRecord() {
      return (header.code, false)
    }
    var hasAdditional = false
    for _ in 0..<header.additionals {
      guard let record = parser.recordHeader() else { break }
      hasAdditional = true
      if record.type == 41 {
        // Of another version than EDNS(0) the upper bits mean nothing.
        let upper = record.lifetime & 0x00ff_0000 == 0 ? Int(record.lifetime >> 24) << 4 : 0
        return (upper | header.code, true)
      }
      guard parser.skipData(of: record) else { break }
    }
    return (header.code, hasAdditional)
  }
}
