/// What go 1.27 puts into a ClientHello, as far as OpenSSL can do the same (crypto/tls `defaults.go`, `makeClientHello`).
struct ClientHello: Sendable, Hashable {
  /// ALPN is offered: `h2`, `http/1.1`.
  var offersHTTP2: Bool
  /// `GODEBUG=tlsmlkem=0`: no post-quantum key exchange at all.
  var hasMLKEM: Bool
  /// `GODEBUG=tlssecpmlkem=0`: none on the curves of NIST.
  var hasSECPMLKEM: Bool
  /// `GODEBUG=tlssha1=1`.
  var hasSHA1: Bool

  init(_ debug: GoDebug, offersHTTP2: Bool) {
    self.offersHTTP2 = offersHTTP2
    hasMLKEM = debug["tlsmlkem"] != "0"
    hasSECPMLKEM = debug["tlssecpmlkem"] != "0"
    hasSHA1 = debug["tlssha1"] == "1"
  }

  /// go's order of preference (`cipherSuitesPreferenceOrder`), TLS 1.2.
  static let cipherSuites = """
    ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
    ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:\
    ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA
    """

  /// Those of go's that this OpenSSL has: it knows no ML-KEM.
  static let groups = "x25519:secp256r1:secp384r1:secp521r1"

  /// `defaultSupportedSignatureAlgorithms`.
  var signatures: String {
    let sound = """
      rsa_pss_rsae_sha256:ecdsa_secp256r1_sha256:ed25519:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:\
      rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512:ecdsa_secp384r1_sha384:\
      ecdsa_secp521r1_sha512
      """
    return hasSHA1 ? sound + ":RSA+SHA1:ECDSA+SHA1" : sound
  }

  /// How long go's is without a server name, record header included, in bytes. Measured.
  var lengthOfGos: Int {
    // The key shares and names of the groups; ALPN with its two names.
    let base = hasMLKEM ? (hasSECPMLKEM ? 1495 : 1491) : 269
    return base + (offersHTTP2 ? 18 : 0) + (hasSHA1 ? 4 : 0)
  }
}
