import GoRules
import Health

extension CertificateFacts {
  init(_ certificate: Certificate) {
    self.init(
      subject: ServerText(certificate.subject.description),
      issuer: ServerText(certificate.issuer.description),
      notBefore: .seconds(certificate.notBefore.seconds),
      notAfter: .seconds(certificate.notAfter.seconds))
  }
}

/// The facts of a mirror's certificates, made only when they have changed.
struct CertificateCache {
  private var chain: [Certificate] = []
  private var facts: [CertificateFacts] = []

  /// The facts of each certificate that the server sent, leaf first; at most 10.
  mutating func facts(of chain: [Certificate]) -> [CertificateFacts] {
    if !chain.elementsEqual(self.chain, by: ===) {
      self.chain = chain
      facts = chain.prefix(10).map { CertificateFacts($0) }
    }
    return facts
  }
}
