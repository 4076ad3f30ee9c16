/// A signature for somebody with a library to check: everything that needs no arithmetic has been
/// decided.
///
/// It stands for one call of `EVP_DigestVerify` or its like: `d2i_PUBKEY` reads
/// `subjectPublicKeyInfo`, the digest and the padding follow from `algorithm`.
package struct SignatureCheck: Sendable {
  /// Never one with MD5, SHA-1 or DSA, and always for a key of the kind at hand.
  package let algorithm: SignatureAlgorithm
  /// Whose signature is to be checked.
  package let certificate: Certificate
  /// Whose key is to be used; one and the same object for a root of one pool, so that whoever reads
  /// keys may keep them by it.
  package let authority: Certificate
  /// The signature where it is not as it stands in the certificate; nil where it is.
  let signatureBytes: [UInt8]?

  /// What was signed: the DER of the TBSCertificate.
  package func withSigned<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    certificate.der.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[certificate.fields.toBeSigned]))
    }
  }

  package func withSignature<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    if let signatureBytes { return signatureBytes.withUnsafeBufferPointer(body) }
    return certificate.der.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[certificate.fields.signature]))
    }
  }

  /// The DER of the issuer's SubjectPublicKeyInfo.
  package func withSubjectPublicKeyInfo<Value>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    if let info = authority.fields.canonicalKeyInfo { return info.withUnsafeBufferPointer(body) }
    return authority.der.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[authority.fields.keyInfo]))
    }
  }
}

/// What came of a signature check.
package enum SignatureVerdict: Sendable, Hashable {
  case valid
  case invalid
  /// The library has no such algorithm (ML-DSA before OpenSSL 3.5): nobody here can tell.
  case unknown
}

/// Why a certificate was not signed by another, as far as go says (crypto/x509
/// `CheckSignatureFrom`).
package enum SignatureFault: Error, Sendable, Hashable {
  /// The other one is no authority, or may not sign certificates.
  case notAnAuthority
  /// An algorithm that go does not know, or a key of one.
  case unsupportedAlgorithm
  /// MD5 or SHA-1, by go's name of the algorithm.
  case insecureAlgorithm(String)
  /// The algorithm is for another kind of key; the text says which.
  case wrongKeyKind(String)
  /// An RSA key of less than 1024 bits.
  case smallKey(bits: Int)
  /// An RSA key that is no sound one; the text says why.
  case unsoundKey(String)
  /// The signature is not that key's; the text is go's for the kind of key.
  case mismatch(String)

  /// go's text.
  package var goText: String {
    switch self {
    case .notAnAuthority:
      "x509: invalid signature: parent certificate cannot sign this kind of certificate"
    case .unsupportedAlgorithm: "x509: cannot verify signature: algorithm unimplemented"
    case .insecureAlgorithm(let name): "x509: cannot verify signature: insecure algorithm \(name)"
    case .smallKey(let bits):
      "crypto/rsa: \(bits)-bit keys are insecure "
        + "(see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)"
    case .wrongKeyKind(let text), .unsoundKey(let text), .mismatch(let text): text
    }
  }
}

extension Certificate {
  /// The check that is left of `CheckSignatureFrom(authority)`.
  func signatureCheck(
    from authority: Certificate, _ rules: CertificateRules
  ) throws(SignatureFault) -> SignatureCheck {
    let issuer = authority.fields
    if issuer.version == 3, !issuer.hasBasicConstraints { throw .notAnAuthority }
    if issuer.hasBasicConstraints, !issuer.isAuthority { throw .notAnAuthority }
    if issuer.keyUsage != 0, issuer.keyUsage & CertificateFields.certificateSigning == 0 {
      throw .notAnAuthority
    }
    guard issuer.publicKey != .unknown, let algorithm = signatureAlgorithm else {
      throw .unsupportedAlgorithm
    }
    if algorithm.isInsecure { throw .insecureAlgorithm(algorithm.name) }
    try checkKey(issuer.publicKey, algorithm, rules)
    let shifted =
      fields.signaturePadding == 0
      ? nil
      : CertificateParser.rightAligned(der[fields.signature], fields.signaturePadding)
    return SignatureCheck(
      algorithm: algorithm, certificate: self, authority: authority, signatureBytes: shifted)
  }

  private func checkKey(
    _ key: PublicKey, _ algorithm: SignatureAlgorithm, _ rules: CertificateRules
  ) throws(SignatureFault) {
    if key == .dsa { throw .unsupportedAlgorithm }
    guard key.kind == algorithm.keyKind else {
      throw .wrongKeyKind(
        "x509: signature algorithm specifies an \(algorithm.keyKind.rawValue) public key, "
          + "but have public key of type \(key.goType)")
    }
    switch key {
    case .rsa(let bits, let exponent, let isEven):
      if bits < 1024, !rules.allowsSmallRSA { throw .smallKey(bits: bits) }
      if bits == 1 { throw .unsoundKey("modulus must be > 1") }
      if isEven { throw .unsoundKey("crypto/rsa: public modulus is even") }
      if exponent < 2 { throw .unsoundKey("crypto/rsa: public exponent too small or negative") }
      if exponent & 1 == 0 { throw .unsoundKey("crypto/rsa: public exponent is even") }
      if exponent > 0x7FFF_FFFF { throw .unsoundKey("crypto/rsa: public exponent too large") }
    case .mldsa(let size):
      guard algorithm.name == "ML-DSA-\(size)" else {
        throw .wrongKeyKind(
          "x509: signature algorithm specifies an ML-DSA public key with \(algorithm.name) "
            + "parameters, but have a public key with ML-DSA-\(size) parameters")
      }
    default: break
    }
  }

  /// The fault of a signature that does not verify, by the kind of key.
  func mismatch(_ algorithm: SignatureAlgorithm) -> SignatureFault {
    switch algorithm.keyKind {
    case .rsa, .dsa: .mismatch("crypto/rsa: verification error")
    case .ecdsa: .mismatch("x509: ECDSA verification failure")
    case .ed25519: .mismatch("x509: Ed25519 verification failure")
    case .mldsa: .mismatch("x509: ML-DSA verification failure: mldsa: invalid signature")
    }
  }
}
