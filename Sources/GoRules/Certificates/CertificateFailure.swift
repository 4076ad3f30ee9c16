/// Why go refuses the certificates of a server (crypto/tls `verifyServerCertificate`).
package enum CertificateFailure: Error, Sendable, Hashable {
  /// The message with the certificates is longer than go takes; the length is in octets.
  case messageTooLong(Int)
  /// The message with the certificates cannot be read.
  case undecodableMessage
  /// The message is there, and holds no certificate.
  case noCertificates(isTLS13: Bool)
  /// One that go cannot parse; `text` is crypto/x509's.
  case malformed(text: String)
  /// An RSA key of more bits than go looks at.
  case keyTooLarge(limit: Int)
  /// `now` is before the certificate's time.
  case notYetValid(Holder, now: CertificateTime, notBefore: CertificateTime)
  /// `now` is after the certificate's time.
  case expired(Holder, now: CertificateTime, notAfter: CertificateTime)
  case unhandledCriticalExtension(Holder, identifiers: [String])
  /// The certificate is for other hosts.
  case wrongHost(HostMismatch)
  /// No chain leads to a trusted root.
  case unknownAuthority(UnknownAuthority)
  /// A certificate that signed another is no authority.
  case notAnAuthority(Holder)
  /// A certificate allows fewer intermediates below it than there are.
  case tooManyIntermediates(Holder)
  /// The chain is not for servers (extended key usage).
  case incompatibleUsage
  /// A name in the chain is not one that its authorities may sign for; `detail` is go's.
  case nameNotPermitted(detail: String)
  /// Chains were built, and none may be used: policies, or a key that go distrusts.
  case noValidChains(detail: String)
  /// go stops after a hundred signatures.
  case signatureLimit
  /// The certificate is trusted, and TLS has no use for its kind of key; `type` is go's name of it.
  case unsupportedKey(type: String)
  /// A key of ML-DSA, which needs TLS 1.3.
  case keyNeedsTLS13
  /// The trusted roots could not be read; the text is that of the first error.
  case unreadableRoots(String)
  /// A limit of ours was reached, not one of go's: nothing is known of go's verdict.
  case overOurLimit
  /// A signature that the library at hand cannot check: nothing is known of go's verdict.
  case signatureNotChecked(SignatureAlgorithm)

  /// The certificate that is at fault.
  package struct Holder: Sendable, Hashable {
    /// Its subject, as `pkix.Name.String` prints it.
    package var subject: String
    /// The server's own, and none of its authorities.
    package var isLeaf: Bool
  }

  /// A certificate that is not for the host that was asked for.
  package struct HostMismatch: Sendable, Hashable {
    /// As it was asked for; an IP address as go prints it.
    package var host: String
    /// The DNS names and IP addresses that the certificate is for.
    package var hosts: [String]
    /// The host is in the common name alone, which go no longer looks at.
    package var isLegacyCommonName: Bool
    /// go's text.
    package var goText: String
  }

  /// A chain that ends without a root.
  package struct UnknownAuthority: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// The server's own certificate is its own issuer, and not trusted.
      case selfSigned
      /// The server sent the chain up to its root, which is not trusted.
      case untrustedRoot
      /// The server did not send its issuer's certificate, and names a place where that can be had.
      case intermediateMissing
      /// The issuer is neither among what the server sent nor among the roots.
      case untrustedIssuer
      /// A certificate of the issuer's name is there, and did not sign this one or may not.
      case candidateRejected
    }

    package var kind: Kind
    /// The subject of the certificate at which the chain ends.
    package var subject: String
    /// Its issuer, as `pkix.Name.String` prints it.
    package var issuer: String
    /// Why a candidate was rejected, in go's words; nil without one.
    package var hint: String?
    /// The name of that candidate, as go chooses it.
    package var candidate: String?
    /// What was wrong with the signature; nil where it was something else.
    package var signature: SignatureFault?
  }

  /// The words of `err.Error()` after `tls: failed to verify certificate: `, or the whole where
  /// go has no such prefix for it.
  package var goText: String {
    switch self {
    case .messageTooLong(let length):
      "tls: handshake message of length \(length) bytes exceeds maximum of "
        + "\(CertificateMessage.longest) bytes"
    case .undecodableMessage: "local error: tls: error decoding message"
    case .noCertificates(isTLS13: true): "tls: received empty certificates message"
    case .noCertificates(isTLS13: false):
      "tls: received unexpected handshake message of type *tls.certificateMsg when waiting for "
        + "*tls.certificateMsg"
    case .malformed(let text): "tls: failed to parse certificate from server: " + text
    case .keyTooLarge(let limit):
      "tls: server sent certificate containing RSA key larger than \(limit) bits"
    case .notYetValid(_, let now, let notBefore):
      "x509: certificate has expired or is not yet valid: current time \(now.description) "
        + "is before \(notBefore.description)"
    case .expired(_, let now, let notAfter):
      "x509: certificate has expired or is not yet valid: current time \(now.description) "
        + "is after \(notAfter.description)"
    case .unhandledCriticalExtension: "x509: unhandled critical extension"
    case .wrongHost(let mismatch): mismatch.goText
    case .unknownAuthority(let unknown): unknown.goText
    case .notAnAuthority: "x509: certificate is not authorized to sign other certificates"
    case .tooManyIntermediates: "x509: too many intermediates for path length constraint"
    case .incompatibleUsage: "x509: certificate specifies an incompatible key usage"
    case .nameNotPermitted(let detail):
      "x509: a root or intermediate certificate is not authorized to sign for this name: " + detail
    case .noValidChains(let detail):
      "x509: no valid chains built" + (detail.isEmpty ? "" : ": " + detail)
    case .signatureLimit:
      "x509: signature check attempts limit reached while verifying certificate chain"
    case .unsupportedKey(let type):
      "tls: server's certificate contains an unsupported type of public key: " + type
    case .keyNeedsTLS13: "tls: server's certificate uses ML-DSA, which requires TLS 1.3"
    case .unreadableRoots(let text):
      "x509: failed to load system roots and no roots provided; " + text
    case .overOurLimit: "more name constraints than goproxytop compares"
    case .signatureNotChecked(let algorithm): "a signature by \(algorithm.name) cannot be checked"
    }
  }

  /// The whole of go's words, as they follow `Get "URL": `.
  package var fullGoText: String {
    switch self {
    case .messageTooLong, .undecodableMessage, .noCertificates, .malformed, .keyTooLarge,
      .unsupportedKey, .keyNeedsTLS13, .overOurLimit, .signatureNotChecked:
      goText
    default: "tls: failed to verify certificate: " + goText
    }
  }
}

extension CertificateFailure.UnknownAuthority {
  /// `UnknownAuthorityError.Error`.
  package var goText: String {
    let text = "x509: certificate signed by unknown authority"
    guard let hint, let candidate else { return text }
    return text + " (possibly because of \(goQuoted(bytes: hint.utf8)) while trying to verify "
      + "candidate authority certificate \(goQuoted(bytes: candidate.utf8)))"
  }
}

extension Certificate {
  /// As an authority that was no good is named (`UnknownAuthorityError.Error`).
  var nameAsCandidate: String {
    let subject = self.subject
    if !subject.commonName.isEmpty { return subject.commonName }
    if let organization = subject.organizations.first { return organization }
    return "serial:" + serialNumber
  }
}
