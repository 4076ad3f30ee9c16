/// Parses one certificate, step by step as crypto/x509's `parseCertificate`, so that the first
/// fault is go's.
struct CertificateParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var fields = CertificateFields()

  static func parse(
    _ der: [UInt8], _ rules: CertificateRules
  ) throws(CertificateParseError) -> CertificateFields {
    let result = der.withUnsafeBufferPointer {
      bytes -> Result<CertificateFields, CertificateParseError> in
      var parser = CertificateParser(bytes: bytes)
      do throws(CertificateParseError) {
        try parser.readCertificate(rules)
        return .success(parser.fields)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  func fail(_ text: String) -> CertificateParseError { CertificateParseError("x509: " + text) }

  func require<Value>(
    _ value: Value?, _ text: @autoclosure () -> String
  ) throws(CertificateParseError) -> Value {
    guard let value else { throw fail(text()) }
    return value
  }

  private mutating func readCertificate(_ rules: CertificateRules) throws(CertificateParseError) {
    var input = DERReader(bytes)
    var certificate = try require(input.enter(DERTag.sequence), "malformed certificate")
    let whole = try require(
      certificate.readWhole(DERTag.sequence), "malformed tbs certificate")
    fields.toBeSigned = whole
    var outer = DERReader(bytes, whole)
    var body = try require(outer.enter(DERTag.sequence), "malformed tbs certificate")
    try readVersion(&body)
    fields.serial = try require(body.readInteger(), "malformed serial number")
    if bytes[fields.serial.lowerBound] & 0x80 != 0, !rules.allowsNegativeSerials {
      throw fail("negative serial number")
    }
    try readSignatureAlgorithm(&body, &certificate)
    try readNamesAndValidity(&body)
    try readKey(&body)
    if fields.version > 1 { try readTail(&body) }
    let signature = try require(certificate.readBitString(), "malformed signature")
    fields.signature = signature.octets
    fields.signaturePadding = signature.padding
    // `ParseCertificate` looks at this last.
    if !input.isEmpty { throw fail("trailing data") }
  }

  private mutating func readVersion(_ body: inout DERReader) throws(CertificateParseError) {
    var version: Int64 = 0
    if body.peek(DERTag.explicit(0)) {
      var inner = try require(body.enter(DERTag.explicit(0)), "malformed version")
      version = try require(inner.readInt64(), "malformed version")
      guard inner.isEmpty, version >= 0 else { throw fail("malformed version") }
    }
    // The greatest number overflows in go, too, and is no version above 3 then.
    fields.version = Int(version &+ 1)
    if fields.version > 3 { throw fail("invalid version") }
  }

  private mutating func readSignatureAlgorithm(
    _ body: inout DERReader, _ certificate: inout DERReader
  ) throws(CertificateParseError) {
    var inner = try require(
      body.enter(DERTag.sequence), "malformed signature algorithm identifier")
    let outer = try require(
      certificate.read(DERTag.sequence), "malformed algorithm identifier")
    guard bytes[inner.rest].elementsEqual(bytes[outer]) else {
      throw fail("inner and outer signature algorithm identifiers don't match")
    }
    let (identifier, parameters) = try readAlgorithm(&inner)
    fields.signatureAlgorithm = SignatureAlgorithm(
      objectIdentifier: part(identifier), parameters: parameters.map(part))
  }

  func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// An AlgorithmIdentifier's contents (`parseAI`): the identifier, and the whole of the parameters
  /// if any.
  func readAlgorithm(
    _ reader: inout DERReader
  ) throws(CertificateParseError) -> (identifier: Range<Int>, parameters: Range<Int>?) {
    let identifier = try require(reader.readObjectIdentifier(), "malformed OID")
    if reader.isEmpty { return (identifier, nil) }
    return (identifier, try require(reader.readAny(), "malformed parameters").whole)
  }

  private mutating func readNamesAndValidity(
    _ body: inout DERReader
  ) throws(CertificateParseError) {
    fields.issuer = try readName(&body)
    var validity = try require(body.enter(DERTag.sequence), "malformed validity")
    fields.notBefore = try readTime(&validity)
    fields.notAfter = try readTime(&validity)
    fields.subject = try readName(&body)
  }

  private func readName(_ body: inout DERReader) throws(CertificateParseError) -> Range<Int> {
    // go says issuer for a subject as well.
    let whole = try require(body.readWhole(DERTag.sequence), "malformed issuer")
    if let fault = NameReader.fault(bytes, whole, visit: { _ in }) {
      throw CertificateParseError(fault)
    }
    return whole
  }

  private func readTime(_ reader: inout DERReader) throws(CertificateParseError) -> CertificateTime
  {
    if reader.peek(DERTag.utcTime) {
      let contents = reader.read(DERTag.utcTime)
      return try require(
        contents.flatMap { CertificateTime(utcTime: bytes, $0) }, "malformed UTCTime")
    }
    if reader.peek(DERTag.generalizedTime) {
      let contents = reader.read(DERTag.generalizedTime)
      return try require(
        contents.flatMap { CertificateTime(generalizedTime: bytes, $0) },
        "malformed GeneralizedTime")
    }
    throw fail("unsupported time format")
  }

  /// What follows the key in versions 2 and 3.
  private mutating func readTail(_ body: inout DERReader) throws(CertificateParseError) {
    if body.peek(DERTag.context(1)) {
      _ = try require(body.readAny(), "malformed issuerUniqueID")
    }
    if body.peek(DERTag.context(2)) {
      _ = try require(body.readAny(), "malformed subjectUniqueID")
    }
    guard fields.version == 3, body.peek(DERTag.explicit(3)) else { return }
    var outer = try require(body.enter(DERTag.explicit(3)), "malformed extensions")
    let list = try require(outer.enter(DERTag.sequence), "malformed extensions")
    for found in try readExtensions(list) { try process(found) }
  }

  /// An extension that is well-formed, whatever its value holds.
  struct Extension {
    var identifier: Range<Int>
    var isCritical: Bool
    var value: Range<Int>
  }

  /// All extensions, which go reads before it looks into the first.
  private func readExtensions(_ list: DERReader) throws(CertificateParseError) -> [Extension] {
    var list = list
    var found: [Extension] = []
    found.reserveCapacity(12)
    // Looked up only where there are many: a dozen are compared faster.
    var seen: Set<[UInt8]> = []
    while !list.isEmpty {
      var reader = try require(list.enter(DERTag.sequence), "malformed extension")
      let identifier = try require(
        reader.readObjectIdentifier(), "malformed extension OID field")
      var isCritical = false
      if reader.peek(DERTag.boolean) {
        isCritical = try require(reader.readBoolean(), "malformed extension critical field")
      }
      let value = try require(
        reader.read(DERTag.octetString), "malformed extension value field")
      let isRepeated =
        if found.count < 16 {
          found.contains { bytes[$0.identifier].elementsEqual(bytes[identifier]) }
        } else {
          seen.contains(Array(bytes[identifier]))
        }
      if isRepeated {
        let name = OID.text(bytes[identifier])
        throw fail("certificate contains duplicate extension with OID \"\(name)\"")
      }
      found.append(Extension(identifier: identifier, isCritical: isCritical, value: value))
      if found.count == 16 { seen = Set(found.map { Array(bytes[$0.identifier]) }) }
      if found.count > 16 { seen.insert(Array(bytes[identifier])) }
    }
    return found
  }
}
