import COpenSSL
import GoRules

/// Why the peer's certificates are not accepted.
struct CertificateRefusal {
  let failure: CertificateFailure

  /// As the stream tells it.
  var streamFailure: StreamFailure {
    StreamFailure(cause: cause, text: failure.fullGoText, isLasting: true)
  }

  private var cause: FailureCause {
    switch failure {
    case .expired: .certificateExpired
    case .notYetValid: .certificateNotYetValid
    case .unknownAuthority(let unknown):
      switch unknown.kind {
      case .selfSigned: .certificateSelfSigned
      case .intermediateMissing: .intermediateMissing
      case .untrustedRoot, .untrustedIssuer, .candidateRejected: .certificateNotTrusted
      }
    case .wrongHost(let mismatch) where mismatch.isLegacyCommonName:
      .certificateInvalid(ServerText("relies on legacy Common Name field, use SANs instead"))
    case .wrongHost: .certificateWrongHost
    case .overOurLimit, .signatureNotChecked: .notMeasured(failure.goText)
    default:
      .certificateInvalid(ServerText(failure.goText.trimmingPrefix("x509: ")))
    }
  }
}

/// Has a peer's certificates judged while the handshake is under way, before anything is sent over the connection.
enum TLSVerification {
  /// With TLS 1.2 OpenSSL wants to read what a key is for, whatever extensions surround that. crypto/tls does not look,
  /// and what crypto/x509 says of them was said.
  private static func forgetExtensions(of certificate: OpaquePointer?) {
    guard let certificate else { return }
    while let one = X509_delete_ext(certificate, 0) { X509_EXTENSION_free(one) }
  }

  static func prepare(_ context: OpaquePointer) {
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
    SSL_CTX_set_cert_verify_callback(
      context,
      { store, _ in
        guard let store,
          let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
          let session = TLSSession.of(OpaquePointer(ssl))
        else { return 0 }
        if session.acceptsCertificates() {
          X509_STORE_CTX_set_error(store, X509_V_OK)
          TLSVerification.forgetExtensions(of: X509_STORE_CTX_get0_cert(store))
          return 1
        }
        // The alert is go's: bad_certificate.
        X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED)
        return 0
      }, nil)
    // The message is taken before OpenSSL parses it: go may have words for what that cannot read.
    SSL_CTX_set_msg_callback(context) { isOurs, _, kind, bytes, count, ssl, _ in
      guard isOurs == 0, kind == SSL3_RT_HANDSHAKE, let bytes, count >= 4,
        let session = ssl.flatMap(TLSSession.of)
      else { return }
      session.take(handshakeMessage: UnsafeRawBufferPointer(start: bytes, count: count))
    }
  }
}
