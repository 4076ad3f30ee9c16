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
  static func prepare(_ context: OpaquePointer) {
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
    SSL_CTX_set_cert_verify_callback(
      context,
      { store, _ in
        guard let store,
          let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
          let session = TLSSession.of(OpaquePointer(ssl))
        else { return 0 }
        let chain = TLSVerification.chain(X509_STORE_CTX_get0_untrusted(store))
        if session.accepts(chain, isTLS13: SSL_version(OpaquePointer(ssl)) == TLS1_3_VERSION) {
          X509_STORE_CTX_set_error(store, X509_V_OK)
          return 1
        }
        // The alert is go's: bad_certificate.
        X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED)
        return 0
      }, nil)
  }

  /// The certificates' DER in the order they were sent.
  private static func chain(_ certificates: OpaquePointer?) -> [[UInt8]] {
    guard let certificates else { return [] }
    return (0..<max(0, probe_x509_count(certificates))).compactMap { index in
      guard let certificate = probe_x509_at(certificates, index) else { return nil }
      let length = i2d_X509(certificate, nil)
      guard length > 0 else { return nil }
      return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
        var place = buffer.baseAddress
        count = Int(max(0, i2d_X509(certificate, &place)))
      }
    }
  }
}
