/// The certificates and TLS settings of the mirrors, made when first needed.
struct IdentityCache {
  private struct Key: Hashable {
    var mirror: UInt64
    var certificate: CertificateFault?
    /// What is chosen from by ALPN, best first; empty where ALPN is not known.
    var protocols = ["h2", "http/1.1"]
    var algorithms = TLSContext.Algorithms.any
    /// nil for as many as OpenSSL sends.
    var tickets: Int?
  }

  private let authority: CertificateAuthority
  private var contexts: [Key: TLSContext] = [:]

  init(authority: CertificateAuthority) { self.authority = authority }

  mutating func context(for mirror: LabMirror, fault: Fault) throws(LabError) -> TLSContext {
    var key = Key(mirror: mirror.id, certificate: nil)
    switch fault {
    case .certificate(let fault): key.certificate = fault
    case .http1Only: key.protocols = ["http/1.1"]
    case .noALPN: key.protocols = []
    case .tickets(let count): key.tickets = count
    case .onlyGroup(let name): key.algorithms = .group(name)
    case .onlyCipherSuite(let name): key.algorithms = .cipherSuite(name)
    default: break
    }
    if let context = contexts[key] { return context }
    let context = try TLSContext(
      try identity(for: mirror, key.certificate), alpn: key.protocols, key.algorithms)
    if let count = key.tickets { context.setTickets(count) }
    contexts[key] = context
    return context
  }

  private func identity(
    for mirror: LabMirror, _ fault: CertificateFault?
  ) throws(LabError) -> CertificateAuthority.Identity {
    let names = Set([mirror.host, mirror.address])
      .map(CertificateAuthority.Subject.alternativeName).joined(separator: ",")
    var subject = CertificateAuthority.Subject(commonName: mirror.host, alternativeNames: names)
    var signer = authority
    switch fault {
    case nil, .incompleteChain, .stapled: break
    case .expired: (subject.firstDay, subject.lastDay) = (-30, -1)
    case .notYetValid: (subject.firstDay, subject.lastDay) = (1, 30)
    case .untrusted: signer = try CertificateAuthority(name: "nobody's authority")
    case .wrongHost:
      subject.commonName = "other.example"
      subject.alternativeNames = "DNS:other.example"
    case .commonNameOnly: subject.alternativeNames = ""
    case .controlCharacters:
      subject.commonName = "evil\u{1B}[2J\u{1B}]0;owned\u{7}\r\nhost\u{9B}31m\u{202E}"
      subject.organization = "Or\u{1B}[31mg"
    }
    var identity = try signer.issue(subject)
    if fault == .incompleteChain { identity.intermediates = [] }
    if fault == .stapled { identity.staple = try authority.staple(for: identity) }
    return identity
  }
}
