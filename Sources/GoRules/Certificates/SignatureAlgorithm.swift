/// The signature algorithms that crypto/x509 knows by name (its `signatureAlgorithmDetails`).
package enum SignatureAlgorithm: Sendable, Hashable {
  case md5WithRSA, sha1WithRSA, sha256WithRSA, sha384WithRSA, sha512WithRSA
  /// With a salt as long as the digest, and MGF1 with the same digest.
  case sha256WithRSAPSS, sha384WithRSAPSS, sha512WithRSAPSS
  case dsaWithSHA1, dsaWithSHA256
  case ecdsaWithSHA1, ecdsaWithSHA256, ecdsaWithSHA384, ecdsaWithSHA512
  case ed25519
  case mldsa44, mldsa65, mldsa87

  /// As go's texts name it.
  package var name: String {
    switch self {
    case .md5WithRSA: "MD5-RSA"
    case .sha1WithRSA: "SHA1-RSA"
    case .sha256WithRSA: "SHA256-RSA"
    case .sha384WithRSA: "SHA384-RSA"
    case .sha512WithRSA: "SHA512-RSA"
    case .sha256WithRSAPSS: "SHA256-RSAPSS"
    case .sha384WithRSAPSS: "SHA384-RSAPSS"
    case .sha512WithRSAPSS: "SHA512-RSAPSS"
    case .dsaWithSHA1: "DSA-SHA1"
    case .dsaWithSHA256: "DSA-SHA256"
    case .ecdsaWithSHA1: "ECDSA-SHA1"
    case .ecdsaWithSHA256: "ECDSA-SHA256"
    case .ecdsaWithSHA384: "ECDSA-SHA384"
    case .ecdsaWithSHA512: "ECDSA-SHA512"
    case .ed25519: "Ed25519"
    case .mldsa44: "ML-DSA-44"
    case .mldsa65: "ML-DSA-65"
    case .mldsa87: "ML-DSA-87"
    }
  }

  /// MD5 and SHA-1, which go refuses before it looks at the key.
  var isInsecure: Bool {
    switch self {
    case .md5WithRSA, .sha1WithRSA, .dsaWithSHA1, .ecdsaWithSHA1: true
    default: false
    }
  }

  /// The kind of key the algorithm is for, as go's texts name it.
  var keyKind: PublicKey.Kind {
    switch self {
    case .md5WithRSA, .sha1WithRSA, .sha256WithRSA, .sha384WithRSA, .sha512WithRSA,
      .sha256WithRSAPSS, .sha384WithRSAPSS, .sha512WithRSAPSS:
      .rsa
    case .dsaWithSHA1, .dsaWithSHA256: .dsa
    case .ecdsaWithSHA1, .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512: .ecdsa
    case .ed25519: .ed25519
    case .mldsa44, .mldsa65, .mldsa87: .mldsa
    }
  }

  /// An algorithm by its identifier and the DER of its parameters, nil for none
  /// (`getSignatureAlgorithmFromAI`); nil where go does not know it.
  ///
  /// Parameters count for PSS, Ed25519 and ML-DSA alone; elsewhere go ignores them.
  init?(
    objectIdentifier: UnsafeBufferPointer<UInt8>, parameters: UnsafeBufferPointer<UInt8>?
  ) {
    if let known = Self.plain(objectIdentifier) {
      switch known.keyKind {
      case .ed25519, .mldsa: if parameters != nil { return nil }
      default: break
      }
      self = known
    } else if objectIdentifier.elementsEqual(OID.rsaPSS), let parameters,
      let known = PSSParameters.algorithm(parameters)
    {
      self = known
    } else {
      return nil
    }
  }

  private static func plain(_ identifier: UnsafeBufferPointer<UInt8>) -> SignatureAlgorithm? {
    guard let last = identifier.last else { return nil }
    let family = identifier.dropLast()
    if family.elementsEqual(OID.rsaEncryption.dropLast()) {
      return rsa(last)
    }
    if family.elementsEqual([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04]) {
      return last == 1 ? .ecdsaWithSHA1 : nil
    }
    if family.elementsEqual([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03]) {
      switch last {
      case 2: return .ecdsaWithSHA256
      case 3: return .ecdsaWithSHA384
      case 4: return .ecdsaWithSHA512
      default: return nil
      }
    }
    if family.elementsEqual(OID.nistSignatures) {
      return nist(last)
    }
    if family.elementsEqual(OID.dsa.dropLast()) { return last == 3 ? .dsaWithSHA1 : nil }
    if identifier.elementsEqual(OID.ed25519) { return .ed25519 }
    // 1.3.14.3.2.29, ISO's number for the same.
    if identifier.elementsEqual([0x2B, 0x0E, 0x03, 0x02, 0x1D]) { return .sha1WithRSA }
    return nil
  }

  private static func rsa(_ last: UInt8) -> SignatureAlgorithm? {
    switch last {
    case 4: .md5WithRSA
    case 5: .sha1WithRSA
    case 11: .sha256WithRSA
    case 12: .sha384WithRSA
    case 13: .sha512WithRSA
    default: nil
    }
  }

  private static func nist(_ last: UInt8) -> SignatureAlgorithm? {
    switch last {
    case 2: .dsaWithSHA256
    case 17: .mldsa44
    case 18: .mldsa65
    case 19: .mldsa87
    default: nil
    }
  }
}
