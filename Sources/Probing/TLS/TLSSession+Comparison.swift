import COpenSSL
import Health

/// What is tried and told of TLS where mirrors are compared.
extension TLSSession {
  /// Offers to go on with an earlier session of the same peer, whose certificates were judged then; before the handshake.
  func resume(_ ticket: TLSTicket) { SSL_set_session(ssl, ticket.pointer) }

  /// The peer went on with the session that was offered to it.
  var isResumed: Bool { SSL_session_reused(ssl) == 1 }

  /// What the authority says of the peer's certificate; nil where nothing came with the handshake.
  var staple: OCSPStaple? {
    var next: Int64 = 0
    let status: OCSPStaple.Status
    switch probe_ssl_staple(ssl, &next) {
    case -1: return nil
    case V_OCSP_CERTSTATUS_GOOD: status = .good
    case V_OCSP_CERTSTATUS_REVOKED: status = .revoked
    case V_OCSP_CERTSTATUS_UNKNOWN: status = .unknown
    default: status = .unreadable
    }
    return OCSPStaple(status, nextUpdate: next > 0 ? .seconds(next) : nil)
  }
}
