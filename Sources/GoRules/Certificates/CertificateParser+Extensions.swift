/// Extensions (crypto/x509 `processExtensions`).
extension CertificateParser {
  mutating func process(_ found: Extension) throws(CertificateParseError) {
    var isUnhandled = false
    let identifier = bytes[found.identifier]
    // 2.5.29.x, the extensions of RFC 5280.
    if identifier.count == 3, identifier.starts(with: [0x55, 0x1D]), let number = identifier.last {
      isUnhandled = try processStandard(number, found)
    } else if identifier.elementsEqual(OID.authorityInfoAccess) {
      try readInfoAccess(found)
    } else {
      isUnhandled = true
    }
    if found.isCritical, isUnhandled {
      fields.unhandledCriticalExtensions.append(found.identifier)
    }
  }

  /// Returns whether go leaves the extension unhandled.
  private mutating func processStandard(
    _ number: UInt8, _ found: Extension
  ) throws(CertificateParseError) -> Bool {
    switch number {
    case 14: try readSubjectKeyIdentifier(found)
    case 15: try readKeyUsage(found.value)
    case 17: return try readAlternativeNames(found.value)
    case 19: try readBasicConstraints(found.value)
    case 30: return try readNameConstraints(found.value)
    case 31: try checkDistributionPoints(found.value)
    case 32: try readPolicies(found.value)
    case 33: try readPolicyMappings(found.value)
    case 35: try readAuthorityKeyIdentifier(found)
    case 36: try readPolicyConstraints(found.value)
    case 37: try readExtendedKeyUsage(found.value)
    case 54:
      var reader = DERReader(bytes, found.value)
      let value = try require(reader.readInt64(), "invalid inhibit any policy extension")
      changePolicies { $0.inhibitAny = value }
    default: return true
    }
    return false
  }

  private mutating func readKeyUsage(_ value: Range<Int>) throws(CertificateParseError) {
    var reader = DERReader(bytes, value)
    let bits = try require(reader.readBitString(), "invalid key usage")
    fields.keyUsage = 0
    for bit in 0..<9 {
      // Padding is zero, so it reads as usages that are not allowed.
      let index = bits.octets.lowerBound + bit / 8
      guard index < bits.octets.upperBound else { break }
      if bytes[index] & (0x80 >> UInt8(bit % 8)) != 0 { fields.keyUsage |= 1 << bit }
    }
  }

  private mutating func readBasicConstraints(_ value: Range<Int>) throws(CertificateParseError) {
    var outer = DERReader(bytes, value)
    var reader = try require(outer.enter(DERTag.sequence), "invalid basic constraints")
    if reader.peek(DERTag.boolean) {
      fields.isAuthority = try require(reader.readBoolean(), "invalid basic constraints")
    }
    if reader.peek(DERTag.integer) {
      let length = try require(reader.readInt64(), "invalid basic constraints")
      guard length >= 0 else { throw fail("invalid basic constraints") }
      fields.maximumPathLength = Int(length)
    }
    fields.hasBasicConstraints = true
  }

  private mutating func readSubjectKeyIdentifier(
    _ found: Extension
  ) throws(CertificateParseError) {
    if found.isCritical { throw fail("subject key identifier incorrectly marked critical") }
    var reader = DERReader(bytes, found.value)
    fields.subjectKeyIdentifier = try require(
      reader.read(DERTag.octetString), "invalid subject key identifier")
  }

  private mutating func readAuthorityKeyIdentifier(
    _ found: Extension
  ) throws(CertificateParseError) {
    if found.isCritical { throw fail("authority key identifier incorrectly marked critical") }
    var outer = DERReader(bytes, found.value)
    var reader = try require(outer.enter(DERTag.sequence), "invalid authority key identifier")
    guard reader.peek(DERTag.context(0)) else { return }
    fields.authorityKeyIdentifier = try require(
      reader.read(DERTag.context(0)), "invalid authority key identifier")
  }

  private mutating func readExtendedKeyUsage(_ value: Range<Int>) throws(CertificateParseError) {
    var outer = DERReader(bytes, value)
    var reader = try require(outer.enter(DERTag.sequence), "invalid extended key usages")
    while !reader.isEmpty {
      let usage = bytes[
        try require(reader.readObjectIdentifier(), "invalid extended key usages")]
      fields.hasExtendedKeyUsage = true
      if usage.elementsEqual(OID.serverAuth) { fields.allowsServerAuth = true }
      if usage.elementsEqual(OID.anyExtendedKeyUsage) { fields.allowsAnyUsage = true }
    }
  }

  private func checkDistributionPoints(_ value: Range<Int>) throws(CertificateParseError) {
    var outer = DERReader(bytes, value)
    var list = try require(outer.enter(DERTag.sequence), "invalid CRL distribution points")
    while !list.isEmpty {
      var point = try require(list.enter(DERTag.sequence), "invalid CRL distribution point")
      guard point.peek(DERTag.explicit(0)) else { continue }
      var name = try require(
        point.enter(DERTag.explicit(0)), "invalid CRL distribution point")
      var full = try require(
        name.enter(DERTag.explicit(0)), "invalid CRL distribution point")
      while full.peek(DERTag.context(6)) {
        _ = try require(full.readAny(), "invalid CRL distribution point")
      }
    }
  }

  private mutating func readInfoAccess(_ found: Extension) throws(CertificateParseError) {
    if found.isCritical { throw fail("authority info access incorrectly marked critical") }
    var outer = DERReader(bytes, found.value)
    var list = try require(outer.enter(DERTag.sequence), "invalid authority info access")
    while !list.isEmpty {
      var reader = try require(list.enter(DERTag.sequence), "invalid authority info access")
      let method = try require(reader.readObjectIdentifier(), "invalid authority info access")
      guard reader.peek(DERTag.context(6)) else { continue }
      let place = try require(reader.readAny(), "invalid authority info access")
      if bytes[method].elementsEqual(OID.accessToIssuers) {
        fields.issuerURLs.append(place.contents)
      }
    }
  }

  // MARK: Policies

  private mutating func changePolicies(_ change: (inout CertificatePolicies) -> Void) {
    var policies = fields.policies ?? CertificatePolicies()
    change(&policies)
    fields.policies = policies
  }

  private mutating func readPolicies(_ value: Range<Int>) throws(CertificateParseError) {
    var outer = DERReader(bytes, value)
    var list = try require(outer.enter(DERTag.sequence), "invalid certificate policies")
    var found: [Range<Int>] = []
    var seen: Set<[UInt8]> = []
    while !list.isEmpty {
      var reader = try require(list.enter(DERTag.sequence), "invalid certificate policies")
      let identifier = try require(
        reader.read(DERTag.objectIdentifier), "invalid certificate policies")
      guard seen.insert(Array(bytes[identifier])).inserted,
        OID.isValid(bytes[identifier])
      else { throw fail("invalid certificate policies") }
      found.append(identifier)
    }
    changePolicies { $0.identifiers = found }
  }

  private mutating func readPolicyMappings(_ value: Range<Int>) throws(CertificateParseError) {
    var outer = DERReader(bytes, value)
    var list = try require(
      outer.enter(DERTag.sequence), "invalid policy mappings extension")
    var found: [(issuer: Range<Int>, subject: Range<Int>)] = []
    while !list.isEmpty {
      var reader = try require(
        list.enter(DERTag.sequence), "invalid policy mappings extension")
      let issuer = try require(
        reader.read(DERTag.objectIdentifier), "invalid policy mappings extension")
      let subject = try require(
        reader.read(DERTag.objectIdentifier), "invalid policy mappings extension")
      found.append((issuer, subject))
    }
    changePolicies { $0.mappings = found }
  }

  private mutating func readPolicyConstraints(_ value: Range<Int>) throws(CertificateParseError) {
    var outer = DERReader(bytes, value)
    var reader = try require(
      outer.enter(DERTag.sequence), "invalid policy constraints extension")
    for number in UInt8(0)...1 where reader.peek(DERTag.context(number)) {
      let count = try require(
        reader.readInt64(DERTag.context(number)), "invalid policy constraints extension")
      changePolicies {
        if number == 0 { $0.requireExplicit = count } else { $0.inhibitMapping = count }
      }
    }
  }
}
