/// Public keys (crypto/x509 `parsePublicKey`).
extension CertificateParser {
  mutating func readKey(_ body: inout DERReader) throws(CertificateParseError) {
    let whole = try require(body.readWhole(DERTag.sequence), "malformed spki")
    fields.keyInfo = whole
    var outer = DERReader(bytes, whole)
    var info = try require(outer.enter(DERTag.sequence), "malformed spki")
    var algorithm = try require(
      info.enter(DERTag.sequence), "malformed public key algorithm identifier")
    let (identifier, parameters) = try readAlgorithm(&algorithm)
    let bits = try require(info.readBitString(), "malformed subjectPublicKey")
    let oid = part(identifier)
    let shifted = bits.padding == 0 ? nil : Self.rightAligned(part(bits.octets), bits.padding)
    // go ignores what follows the parts, and shifts what is not a whole number of octets.
    var isCanonical = algorithm.isEmpty && info.isEmpty && shifted == nil
    fields.publicKey =
      if let shifted {
        try shifted.withFaultingBuffer { data throws(CertificateParseError) in
          try self.key(oid, parameters, data, &isCanonical)
        }
      } else {
        try key(oid, parameters, part(bits.octets), &isCanonical)
      }
    if !isCanonical {
      fields.canonicalKeyInfo = canonicalInfo(
        oid, parameters, shifted ?? Array(bytes[bits.octets]))
    }
  }

  /// The octets of a BIT STRING shifted right by its padding (go: `BitString.RightAlign`).
  static func rightAligned(_ octets: some Sequence<UInt8>, _ padding: Int) -> [UInt8] {
    var previous: UInt8 = 0
    return octets.map { octet in
      defer { previous = octet }
      return padding == 0 ? octet : octet >> UInt8(padding) | previous << UInt8(8 - padding)
    }
  }

  private func key(
    _ oid: UnsafeBufferPointer<UInt8>, _ parameters: Range<Int>?,
    _ data: UnsafeBufferPointer<UInt8>, _ isCanonical: inout Bool
  ) throws(CertificateParseError) -> PublicKey {
    if oid.elementsEqual(OID.ecPublicKey) { return try curveKey(parameters, data) }
    if oid.elementsEqual(OID.rsaEncryption) {
      return try rsaKey(parameters, data, &isCanonical)
    }
    if oid.elementsEqual(OID.ed25519) {
      if parameters != nil { throw fail("Ed25519 key encoded with illegal parameters") }
      if data.count != 32 { throw fail("wrong Ed25519 public key size") }
      return .ed25519
    }
    if let last = oid.last, (17...19).contains(last),
      oid.dropLast().elementsEqual(OID.nistSignatures)
    {
      if parameters != nil { throw fail("ML-DSA key encoded with illegal parameters") }
      let (name, length) = last == 17 ? (44, 1312) : last == 18 ? (65, 1952) : (87, 2592)
      guard data.count == length else {
        throw CertificateParseError("mldsa: invalid public key length")
      }
      return .mldsa(name)
    }
    if oid.elementsEqual(OID.dsa) {
      try checkDSA(parameters, data)
      return .dsa
    }
    return .unknown
  }

  private func rsaKey(
    _ parameters: Range<Int>?, _ data: UnsafeBufferPointer<UInt8>, _ isCanonical: inout Bool
  ) throws(CertificateParseError) -> PublicKey {
    guard let parameters, bytes[parameters].elementsEqual([DERTag.null, 0]) else {
      throw fail("RSA key missing NULL parameters")
    }
    var outer = DERReader(data)
    var reader = try require(outer.enter(DERTag.sequence), "invalid RSA public key")
    let modulus = try require(reader.readInteger(), "invalid RSA modulus")
    let exponent = try require(reader.readInt64(), "invalid RSA public exponent")
    let bits = BigInteger.bitLength(data[modulus])
    guard data[modulus.lowerBound] & 0x80 == 0, bits > 0 else {
      throw fail("RSA modulus is not a positive number")
    }
    guard exponent > 0 else { throw fail("RSA public exponent is not a positive number") }
    if !outer.isEmpty || !reader.isEmpty { isCanonical = false }
    let isEven = data[modulus.upperBound - 1] & 1 == 0
    return .rsa(bits: bits, exponent: exponent, isEven: isEven)
  }

  private func curveKey(
    _ parameters: Range<Int>?, _ data: UnsafeBufferPointer<UInt8>
  ) throws(CertificateParseError) -> PublicKey {
    var reader = DERReader(bytes, parameters ?? 0..<0)
    let name = try require(reader.readObjectIdentifier(), "invalid ECDSA parameters")
    let curve = try require(
      NamedCurve(objectIdentifier: bytes[name]), "unsupported elliptic curve")
    if let fault = curve.fault(inPoint: data) { throw CertificateParseError(fault) }
    return .ecdsa(curve)
  }

  private func checkDSA(
    _ parameters: Range<Int>?, _ data: UnsafeBufferPointer<UInt8>
  ) throws(CertificateParseError) {
    var key = DERReader(data)
    let value = try require(key.readInteger(), "invalid DSA public key")
    var isPositive = Self.isPositive(data[value])
    var outer = DERReader(bytes, parameters ?? 0..<0)
    var reader = try require(outer.enter(DERTag.sequence), "invalid DSA parameters")
    for _ in 0..<3 {
      let number = try require(reader.readInteger(), "invalid DSA parameters")
      isPositive = isPositive && Self.isPositive(bytes[number])
    }
    guard isPositive else { throw fail("zero or negative DSA parameter") }
  }

  private static func isPositive(_ contents: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    contents.first.map { $0 & 0x80 == 0 } == true && contents.contains { $0 != 0 }
  }

  /// A SubjectPublicKeyInfo of the same key without anything that go ignores.
  private func canonicalInfo(
    _ oid: UnsafeBufferPointer<UInt8>, _ parameters: Range<Int>?, _ data: [UInt8]
  ) -> [UInt8] {
    var key = data
    if case .rsa = fields.publicKey {
      key = data.withUnsafeBufferPointer { data in
        var outer = DERReader(data)
        guard var reader = outer.enter(DERTag.sequence), let modulus = reader.readInteger(),
          let exponent = reader.readInteger()
        else { return Array(data) }
        return Self.element(
          DERTag.sequence,
          Self.element(DERTag.integer, data[modulus]) + Self.element(DERTag.integer, data[exponent])
        )
      }
    }
    let algorithm =
      Self.element(DERTag.objectIdentifier, oid) + (parameters.map { Array(bytes[$0]) } ?? [])
    return Self.element(
      DERTag.sequence,
      Self.element(DERTag.sequence, algorithm) + Self.element(DERTag.bitString, [0] + key))
  }

  private static func element(_ tag: UInt8, _ contents: some Collection<UInt8>) -> [UInt8] {
    var length: [UInt8] = []
    var rest = contents.count
    if rest < 128 {
      length = [UInt8(rest)]
    } else {
      while rest > 0 {
        length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
        rest >>= 8
      }
      length.insert(0x80 | UInt8(length.count), at: 0)
    }
    return [tag] + length + contents
  }
}

extension Array where Element == UInt8 {
  /// `withUnsafeBufferPointer` with the one kind of error that parsing has.
  fileprivate func withFaultingBuffer<Value>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(CertificateParseError) -> Value
  ) throws(CertificateParseError) -> Value {
    try withUnsafeBufferPointer { bytes -> Result<Value, CertificateParseError> in
      do throws(CertificateParseError) { return .success(try body(bytes)) } catch {
        return .failure(error)
      }
    }.get()
  }
}
