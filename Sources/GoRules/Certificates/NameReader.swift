/// Reads the attributes of a distinguished name (crypto/x509 `parseName`, `readASN1Any`).
struct NameReader {
  /// One attribute: where its type and its value lie.
  struct Attribute {
    var type: Range<Int>
    var value: DERReader.Element
  }

  private let bytes: UnsafeBufferPointer<UInt8>

  /// Calls `visit` for each attribute of the Name that is `whole`, tag and length included.
  ///
  /// Returns go's text for what is wrong with it; nil for nothing.
  static func fault(
    _ bytes: UnsafeBufferPointer<UInt8>, _ whole: Range<Int>, visit: (Attribute) -> Void
  ) -> String? {
    var outer = DERReader(bytes, whole)
    guard var names = outer.enter(DERTag.sequence) else { return "x509: invalid RDNSequence" }
    let reader = NameReader(bytes: bytes)
    while !names.isEmpty {
      guard var set = names.enter(DERTag.set) else { return "x509: invalid RDNSequence" }
      while !set.isEmpty {
        guard var pair = set.enter(DERTag.sequence) else {
          return "x509: invalid RDNSequence: invalid attribute"
        }
        guard let type = pair.readObjectIdentifier() else {
          return "x509: invalid RDNSequence: invalid attribute type"
        }
        let remaining = pair.rest
        guard let value = pair.readAny() else {
          return "x509: invalid RDNSequence: invalid attribute value: invalid ASN.1 element"
        }
        if let fault = reader.fault(inValue: value, at: remaining) {
          return "x509: invalid RDNSequence: invalid attribute value: " + fault
        }
        visit(Attribute(type: type, value: value))
      }
    }
    return nil
  }

  private func fault(inValue value: DERReader.Element, at range: Range<Int>) -> String? {
    var reader = DERReader(bytes, range)
    switch value.tag {
    case DERTag.printableString, DERTag.utf8String, DERTag.ia5String, DERTag.bmpString,
      DERTag.t61String, DERTag.numericString:
      return fault(inString: value)
    case DERTag.integer:
      return reader.readInt64() == nil ? "invalid ASN.1 integer" : nil
    case DERTag.bitString:
      return reader.readBitString() == nil ? "invalid ASN.1 BIT STRING" : nil
    case DERTag.objectIdentifier:
      return reader.readObjectIdentifier() == nil ? "invalid ASN.1 OBJECT IDENTIFIER" : nil
    case DERTag.utcTime:
      return CertificateTime(utcTime: bytes, value.contents) == nil
        ? "x509: malformed UTCTime" : nil
    case DERTag.generalizedTime:
      return CertificateTime(generalizedTime: bytes, value.contents) == nil
        ? "x509: malformed GeneralizedTime" : nil
    case DERTag.boolean:
      return reader.readBoolean() == nil ? "invalid ASN.1 BOOLEAN" : nil
    default:
      return nil
    }
  }

  private func fault(inString value: DERReader.Element) -> String? {
    let octets = bytes[value.contents]
    switch value.tag {
    case DERTag.printableString:
      return octets.allSatisfy(Self.isPrintable) ? nil : "invalid PrintableString"
    case DERTag.utf8String:
      return Self.isASCII(octets) || Self.isUTF8(octets) ? nil : "invalid UTF-8 string"
    case DERTag.ia5String:
      return Self.isASCII(octets) ? nil : "invalid IA5String"
    case DERTag.numericString:
      let isNumeric = octets.allSatisfy { (0x30...0x39) ~= $0 || $0 == 0x20 }
      return isNumeric ? nil : "invalid NumericString"
    case DERTag.bmpString:
      return Self.bmpUnits(octets) == nil ? "invalid BMPString" : nil
    default: return nil
    }
  }

  /// The text of a string value; nil for a value that is no string.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ value: DERReader.Element) -> String? {
    let octets = bytes[value.contents]
    switch value.tag {
    case DERTag.printableString, DERTag.utf8String, DERTag.ia5String, DERTag.numericString:
      return String(decoding: octets, as: UTF8.self)
    case DERTag.t61String:
      // go reads it as Latin-1.
      var text = ""
      for octet in octets { text.unicodeScalars.append(Unicode.Scalar(octet)) }
      return text
    case DERTag.bmpString: return bmpUnits(octets).map { String(decoding: $0, as: UTF16.self) }
    default: return nil
    }
  }

  static func isASCII(_ octets: some Sequence<UInt8>) -> Bool {
    octets.allSatisfy { $0 < 0x80 }
  }

  private static func isUTF8(_ octets: some Sequence<UInt8>) -> Bool {
    var decoder = UTF8()
    var iterator = octets.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue: continue
      case .emptyInput: return true
      case .error: return false
      }
    }
  }

  /// The characters that go lets stand in a PrintableString: `*` and `&` are two more than ASN.1
  /// does.
  private static func isPrintable(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "'")...UInt8(ascii: ")"),
      UInt8(ascii: "+")...UInt8(ascii: "/"), UInt8(ascii: " "), UInt8(ascii: ":"),
      UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "&"):
      true
    default: false
    }
  }

  /// UCS-2 without surrogates and noncharacters, and without one terminator; nil for anything else.
  private static func bmpUnits(_ octets: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt16]? {
    guard octets.count % 2 == 0 else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(octets.count / 2)
    for index in stride(from: octets.startIndex, to: octets.endIndex, by: 2) {
      units.append(UInt16(octets[index]) << 8 | UInt16(octets[index + 1]))
    }
    if units.last == 0 { units.removeLast() }
    let isPlain = units.allSatisfy { unit in
      !(unit >= 0xFFFE || (0xFDD0...0xFDEF) ~= unit || (0xD800...0xDFFF) ~= unit)
    }
    return isPlain ? units : nil
  }
}
