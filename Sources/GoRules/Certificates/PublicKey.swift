/// What is known of a certificate's key (crypto/x509 `parsePublicKey`).
package enum PublicKey: Sendable, Hashable {
  /// The modulus has `bits` bits; `exponent` is positive.
  case rsa(bits: Int, exponent: Int64, isEven: Bool)
  case ecdsa(NamedCurve)
  case ed25519
  /// 44, 65 or 87.
  case mldsa(Int)
  /// Parsed by go, and never of use to it.
  case dsa
  /// Of an algorithm that go does not know: such a certificate parses and signs nothing.
  case unknown

  /// The kinds of keys that signature algorithms are for.
  enum Kind: String {
    case rsa = "RSA"
    case dsa = "DSA"
    case ecdsa = "ECDSA"
    case ed25519 = "Ed25519"
    case mldsa = "ML-DSA"
  }

  /// nil for a key that go does not know.
  var kind: Kind? {
    switch self {
    case .rsa: .rsa
    case .ecdsa: .ecdsa
    case .ed25519: .ed25519
    case .mldsa: .mldsa
    case .dsa: .dsa
    case .unknown: nil
    }
  }

  /// The type of the key in go, as its texts print it (`%T`).
  package var goType: String {
    switch self {
    case .rsa: "*rsa.PublicKey"
    case .ecdsa: "*ecdsa.PublicKey"
    case .ed25519: "ed25519.PublicKey"
    case .mldsa: "*mldsa.PublicKey"
    case .dsa: "*dsa.PublicKey"
    case .unknown: "<nil>"
    }
  }
}
