import COpenSSL
import GoRules
import Glibc
import Platform

/// Decides on a server's certificates as go does, for one prober on its thread.
///
/// Servers send the same certificates each time, so it remembers them and which key has signed them, by their bytes; never
/// a verdict on a server, which depends on time and name.
final class CertificateJudge {
  /// Certificates and signatures that are remembered, each; bounded since peers choose them.
  private static let mostRemembered = 512

  private let verifier: CertificateVerifier
  private var roots: Result<CertificatePool, CertificateFailure>
  private var certificates: [[UInt8]: Certificate] = [:]
  private var signatures: [Signature: SignatureVerdict] = [:]

  /// All that decides whether a certificate's signature is a key's.
  private struct Signature: Hashable {
    /// DER.
    let certificate: [UInt8]
    /// DER of a SubjectPublicKeyInfo.
    let key: [UInt8]
    let algorithm: SignatureAlgorithm
  }

  init(_ trust: TrustStore, _ rules: CertificateRules) {
    verifier = CertificateVerifier(rules: rules)
    roots = trust.roots
  }

  /// What the server sent, as far as go parses it, and why go refuses it; nil where it does not.
  ///
  /// `host`: a name without final dot, or an address.
  func judge(
    _ chain: [[UInt8]], host: String, isTLS13: Bool
  ) -> (parsed: [Certificate], failure: CertificateFailure?) {
    var parsed: [Certificate] = []
    do throws(CertificateFailure) {
      for der in chain { parsed.append(try certificate(der)) }
      var pool = try roots.get()
      // No second holder of the pool while it is changed.
      roots = .failure(.overOurLimit)
      defer { roots = .success(pool) }
      _ = try verifier.verify(
        parsed, host: host, now: Self.now, isTLS13: isTLS13, roots: &pool,
        check: { verdict($0) })
      return (parsed, nil)
    } catch {
      return (parsed, error)
    }
  }

  /// Why go does not take the key for the signature of the handshake; nil where it does (crypto/rsa `checkKeySize`).
  func faultOfKey(_ leaf: Certificate?) -> String? {
    guard case .rsa(let bits, _, _)? = leaf?.publicKey, bits < 1024,
      !verifier.rules.allowsSmallRSA
    else { return nil }
    return "tls: invalid signature by the server certificate: crypto/rsa: \(bits)-bit keys are "
      + "insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)"
  }

  private func certificate(_ der: [UInt8]) throws(CertificateFailure) -> Certificate {
    if let known = certificates[der] { return known }
    let certificate = try verifier.parse(der)
    if certificates.count >= Self.mostRemembered { certificates.removeAll() }
    certificates[der] = certificate
    return certificate
  }

  private func verdict(_ check: SignatureCheck) -> SignatureVerdict {
    let signature = Signature(
      certificate: check.certificate.der, key: check.withSubjectPublicKeyInfo { Array($0) },
      algorithm: check.algorithm)
    if let known = signatures[signature] { return known }
    let verdict = SignatureKey(signature.key)?.verdict(check) ?? .unknown
    if signatures.count >= Self.mostRemembered { signatures.removeAll() }
    signatures[signature] = verdict
    return verdict
  }

  /// The present time in the zone of this machine, in which go prints it.
  private static var now: CertificateTime {
    let wall = SystemClock.wall()
    var seconds = time_t(wall / 1_000_000_000)
    var local = tm()
    localtime_r(&seconds, &local)
    return CertificateTime(
      seconds: Int64(seconds), nanoseconds: Int32(wall % 1_000_000_000),
      offset: Int32(local.tm_gmtoff))
  }
}

/// A public key that signatures are checked with.
private final class SignatureKey {
  private let key: OpaquePointer

  /// nil where OpenSSL takes `info` (DER of SubjectPublicKeyInfo) for no key.
  init?(_ info: [UInt8]) {
    let key = info.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      var start = bytes.baseAddress
      return d2i_PUBKEY(nil, &start, bytes.count)
    }
    ERR_clear_error()
    guard let key else { return nil }
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  func verdict(_ check: SignatureCheck) -> SignatureVerdict {
    guard let method = Method(check.algorithm), let context = EVP_MD_CTX_new() else {
      return .unknown
    }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    var keyContext: OpaquePointer?
    guard EVP_DigestVerifyInit(context, &keyContext, method.digest, nil, key) == 1 else {
      return .unknown
    }
    // The salt is as long as the digest (crypto/x509 `checkSignature`).
    if method.isPSS,
      EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) != 1
        || EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) != 1
    {
      return .unknown
    }
    return check.withSigned { signed in
      check.withSignature { signature in
        let code = EVP_DigestVerify(
          context, signature.baseAddress, signature.count, signed.baseAddress, signed.count)
        return code == 1 ? .valid : .invalid
      }
    }
  }

  private struct Method {
    /// NULL for Ed25519, which has its own.
    var digest: OpaquePointer?
    var isPSS = false

    /// nil for an algorithm that OpenSSL lacks.
    init?(_ algorithm: SignatureAlgorithm) {
      switch algorithm {
      case .sha256WithRSA, .ecdsaWithSHA256: digest = EVP_sha256()
      case .sha384WithRSA, .ecdsaWithSHA384: digest = EVP_sha384()
      case .sha512WithRSA, .ecdsaWithSHA512: digest = EVP_sha512()
      case .sha256WithRSAPSS: (digest, isPSS) = (EVP_sha256(), true)
      case .sha384WithRSAPSS: (digest, isPSS) = (EVP_sha384(), true)
      case .sha512WithRSAPSS: (digest, isPSS) = (EVP_sha512(), true)
      case .ed25519: digest = nil
      case .md5WithRSA, .sha1WithRSA, .dsaWithSHA1, .dsaWithSHA256, .ecdsaWithSHA1, .mldsa44,
        .mldsa65, .mldsa87:
        return nil
      }
    }
  }
}
