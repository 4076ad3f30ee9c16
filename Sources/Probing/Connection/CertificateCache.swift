import COpenSSL
import GoRules
import Health
import Record

/// The facts of a mirror's certificates, decoded only when its leaf has changed.
struct CertificateCache {
  private var leaf: [UInt8] = []
  private var chain: [CertificateFacts] = []

  /// The facts of each certificate that the server sent, leaf first; at most 10.
  mutating func facts(of certificates: OpaquePointer?) -> [CertificateFacts] {
    let count = certificates.map { min(10, probe_x509_count($0)) } ?? 0
    guard count > 0, let certificates, let first = probe_x509_at(certificates, 0) else { return [] }
    let digest = Self.digest(of: first)
    if digest != leaf || chain.count != Int(count) {
      leaf = digest
      chain = (0..<count).compactMap { probe_x509_at(certificates, $0).map(Self.facts) }
    }
    return chain
  }

  private static func digest(of certificate: OpaquePointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
      var length: UInt32 = 0
      // OpenSSL has this digest at hand since it verified the certificate.
      X509_digest(certificate, EVP_sha1(), buffer.baseAddress, &length)
      count = Int(length)
    }
  }

  private static func facts(of certificate: OpaquePointer) -> CertificateFacts {
    CertificateFacts(
      subject: name(X509_get_subject_name(certificate)),
      issuer: name(X509_get_issuer_name(certificate)),
      notBefore: time(X509_get0_notBefore(certificate)),
      notAfter: time(X509_get0_notAfter(certificate)))
  }

  /// RFC 2253 form, for example `CN=example.com,O=Example`.
  private static func name(_ name: OpaquePointer?) -> ServerText {
    guard let name, let memory = BIO_new(BIO_s_mem()) else { return ServerText("") }
    defer { BIO_free(memory) }
    let flags = probe_x509_name_flags()
    X509_NAME_print_ex(memory, name, 0, flags)
    var bytes = [UInt8](repeating: 0, count: 2048)
    let count = BIO_read(memory, &bytes, Int32(bytes.count))
    return ServerText(bytes: bytes.prefix(Int(max(0, count))))
  }

  /// Since 1970; zero where the certificate holds no time.
  private static func time(_ time: UnsafePointer<ASN1_TIME>?) -> Duration {
    let epoch = ASN1_TIME_set(nil, 0)
    defer { ASN1_TIME_free(epoch) }
    var days: Int32 = 0
    var seconds: Int32 = 0
    guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return .zero }
    return .seconds(Int64(days) * 86400 + Int64(seconds))
  }
}
