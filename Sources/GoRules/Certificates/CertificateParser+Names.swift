/// Alternative names and name constraints (crypto/x509 `parseSANExtension`,
/// `parseNameConstraintsExtension`).
extension CertificateParser {
  /// Returns whether there is no name of a kind that go knows.
  mutating func readAlternativeNames(_ value: Range<Int>) throws(CertificateParseError) -> Bool {
    fields.alternativeNames = value
    var outer = DERReader(bytes, value)
    var list = try require(
      outer.enter(DERTag.sequence), "invalid subject alternative names")
    while !list.isEmpty {
      let name = try require(list.readAny(), "invalid subject alternative name")
      let octets = bytes[name.contents]
      switch name.tag {
      case DERTag.context(1):
        guard NameReader.isASCII(octets) else { throw fail("SAN rfc822Name is malformed") }
        fields.emailAddresses.append(name.contents)
      case DERTag.context(2):
        guard NameReader.isASCII(octets) else { throw fail("SAN dNSName is malformed") }
        fields.dnsNames.append(name.contents)
      case DERTag.context(6):
        guard NameReader.isASCII(octets) else {
          throw fail("SAN uniformResourceIdentifier is malformed")
        }
        try checkURI(String(decoding: octets, as: UTF8.self))
        fields.uris.append(name.contents)
      case DERTag.context(7):
        try checkAddress(octets)
        fields.ipAddresses.append(name.contents)
      default: break
      }
    }
    return fields.dnsNames.isEmpty && fields.emailAddresses.isEmpty && fields.uris.isEmpty
      && fields.ipAddresses.isEmpty
  }

  private func checkURI(_ text: String) throws(CertificateParseError) {
    let prefix = "cannot parse URI \(goQuoted(bytes: text.utf8)): "
    let uri: GoURL
    do throws(GoURL.Failure) {
      uri = try GoURL(parsing: text)
    } catch {
      throw fail(prefix + error.description)
    }
    guard DomainName.isValid(uri.host.utf8, asConstraint: false) else {
      throw fail(prefix + "invalid domain")
    }
  }

  private func checkAddress(
    _ octets: Slice<UnsafeBufferPointer<UInt8>>
  ) throws(CertificateParseError) {
    switch octets.count {
    case 4: return
    case 16:
      if IPAddress.isMapped(octets) {
        throw fail("SAN iPAddress contains IPv4-mapped IPv6 address")
      }
    default: throw fail("cannot parse IP address of length \(octets.count)")
    }
  }

  /// Returns whether there is a constraint of a kind that go does not know.
  mutating func readNameConstraints(_ value: Range<Int>) throws(CertificateParseError) -> Bool {
    let malformed = "invalid NameConstraints extension"
    var outer = DERReader(bytes, value)
    var list = try require(outer.enter(DERTag.sequence), malformed)
    guard outer.isEmpty else { throw fail(malformed) }
    var permitted: DERReader?
    var excluded: DERReader?
    if list.peek(DERTag.explicit(0)) {
      permitted = try require(list.enter(DERTag.explicit(0)), malformed)
    }
    if list.peek(DERTag.explicit(1)) {
      excluded = try require(list.enter(DERTag.explicit(1)), malformed)
    }
    guard list.isEmpty else { throw fail(malformed) }
    if permitted?.isEmpty ?? true, excluded?.isEmpty ?? true {
      throw fail("empty name constraints extension")
    }
    var constraints = NameConstraints()
    var isUnhandled = false
    if let permitted {
      constraints.permitted = try readSubtrees(permitted, &isUnhandled)
    }
    if let excluded {
      constraints.excluded = try readSubtrees(excluded, &isUnhandled)
    }
    fields.nameConstraints = constraints
    return isUnhandled
  }

  private func readSubtrees(
    _ reader: DERReader, _ isUnhandled: inout Bool
  ) throws(CertificateParseError) -> NameConstraints.Subtrees {
    var reader = reader
    var found = NameConstraints.Subtrees()
    while !reader.isEmpty {
      var tree = try require(
        reader.enter(DERTag.sequence), "invalid NameConstraints extension")
      let base = try require(tree.readAny(), "invalid NameConstraints extension")
      switch base.tag {
      case DERTag.context(1):
        try checkEmailConstraint(base.contents)
        found.emails.append(base.contents)
      case DERTag.context(2):
        try checkDomainConstraint(base.contents, "dnsName")
        found.dnsNames.append(base.contents)
      case DERTag.context(6):
        try checkDomainConstraint(base.contents, "URI")
        found.uriDomains.append(base.contents)
      case DERTag.context(7):
        try checkNetwork(base.contents)
        found.networks.append(base.contents)
      default: isUnhandled = true
      }
    }
    return found
  }

  private func checkASCII(_ range: Range<Int>) throws(CertificateParseError) {
    guard !NameReader.isASCII(bytes[range]) else { return }
    let quoted = goQuoted(bytes: bytes[range])
    throw fail("invalid constraint value: x509: \(quoted) cannot be encoded as an IA5String")
  }

  private func checkDomainConstraint(
    _ range: Range<Int>, _ kind: String
  ) throws(CertificateParseError) {
    try checkASCII(range)
    let fault = "failed to parse \(kind) constraint \(goQuoted(bytes: bytes[range]))"
    if kind == "URI", let address = IPAddress(parsing: bytes[range]), address.zone == nil {
      throw fail(fault + ": cannot be IP address")
    }
    guard DomainName.isValid(bytes[range], asConstraint: true) else { throw fail(fault) }
  }

  private func checkEmailConstraint(_ range: Range<Int>) throws(CertificateParseError) {
    try checkASCII(range)
    let isSound =
      bytes[range].contains(UInt8(ascii: "@"))
      ? Mailbox(parsing: bytes[range]) != nil
      : DomainName.isValid(bytes[range], asConstraint: true)
    guard isSound else {
      throw fail("failed to parse rfc822Name constraint \(goQuoted(bytes: bytes[range]))")
    }
  }

  private func checkNetwork(_ range: Range<Int>) throws(CertificateParseError) {
    guard range.count == 8 || range.count == 32 else {
      throw fail("IP constraint contained value of length \(range.count)")
    }
    let middle = range.lowerBound + range.count / 2
    guard IPAddress.prefixLength(ofMask: bytes[middle..<range.upperBound]) != nil else {
      let mask = hexadecimal(bytes[middle..<range.upperBound])
      throw fail("IP constraint contained invalid mask \(mask)")
    }
    if range.count == 32, IPAddress.isMapped(bytes[range.lowerBound..<middle]) {
      throw fail("IP constraint contained IPv4-mapped IPv6 address")
    }
  }
}
