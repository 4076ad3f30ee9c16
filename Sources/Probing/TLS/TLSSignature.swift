import GoRules

/// The server's signature of the handshake, as far as go's words for its faults depend on it
/// (crypto/tls `verifyHandshakeSignature`).
struct TLSSignature {
  /// The leaf's; nil where there is none.
  var key: PublicKey?
  /// RFC 8446, 4.2.3; nil where it is not known, as before TLS 1.3.
  var scheme: UInt16?
  var isTLS13: Bool

  /// go's words where the signature is not one of the key's, to stand after `tls: `.
  var invalid: String {
    let why =
      switch key {
      case .rsa: "crypto/rsa: verification error"
      case .ecdsa: "ECDSA verification failure"
      case .ed25519: "Ed25519 verification failure"
      case .mldsa, .dsa, .unknown, nil: ""
      }
    return Self.prefix + (why.isEmpty ? "" : ": " + why)
  }

  /// go's words where the signature is of another kind than the key, to stand after `tls: `.
  var mismatched: String {
    guard isTLS13, let key, let scheme, let wanted = Self.key(for: scheme),
      key.goType != wanted.goType
    else { return "certificate used with invalid signature algorithm" }
    return Self.prefix + ": expected an \(wanted.name) public key, got \(key.goType)"
  }

  private static let prefix = "invalid signature by the server certificate"

  /// The kind of key that a scheme is for, of those that go offers without a setting to TLS 1.3; nil for any other.
  private static func key(for scheme: UInt16) -> (name: String, goType: String)? {
    switch scheme {
    case 0x0804, 0x0805, 0x0806: ("RSA", "*rsa.PublicKey")
    case 0x0403, 0x0503, 0x0603: ("ECDSA", "*ecdsa.PublicKey")
    case 0x0807: ("Ed25519", "ed25519.PublicKey")
    default: nil
    }
  }
}
