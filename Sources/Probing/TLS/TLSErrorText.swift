import COpenSSL
import GoRules

/// Why TLS failed, in the words of go's crypto/tls. No text of OpenSSL's gets out of here.
enum TLSErrorText {
  /// The peer sent an alert.
  static func remote(_ alert: UInt8) -> StreamFailure {
    StreamFailure(
      cause: .tlsAlert(alert), text: "remote error: tls: \(TLSAlert.text(alert))",
      isLasting: true)
  }

  /// The first record is no TLS (`readRecordOrCCS`; net/http `ErrSchemeMismatch`).
  static func notTLS(isHTTP: Bool) -> StreamFailure {
    if isHTTP {
      return StreamFailure(
        cause: .plainHTTP, text: "http: server gave HTTP response to HTTPS client",
        isLasting: true)
    }
    return protocolError("first record does not look like a TLS handshake")
  }

  /// More tickets and key updates in a row than go takes (crypto/tls `handlePostHandshakeMessage`).
  static var nothingAdvances: StreamFailure { protocolError("too many non-advancing records") }

  /// The peer has ended the connection below.
  static func ended(atBoundary: Bool) -> StreamFailure {
    StreamFailure(
      cause: .closed, text: atBoundary ? "EOF" : "unexpected EOF", isLasting: true)
  }

  /// What the peer sent breaks a rule: OpenSSL's reason, and the alert that it sent for it.
  static func local(
    reason: Int32, alert: UInt8?, serverVersion: Int?, signature: TLSSignature
  ) -> StreamFailure {
    switch reason {
    case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_WRONG_SSL_VERSION, SSL_R_WRONG_VERSION_NUMBER:
      guard let serverVersion else { break }
      let version = String(serverVersion, radix: 16)
      return protocolError("server selected unsupported protocol version \(version)")
    case SSL_R_WRONG_CIPHER_RETURNED, SSL_R_UNKNOWN_CIPHER_RETURNED:
      return protocolError("server chose an unconfigured cipher suite")
    case SSL_R_BAD_SIGNATURE:
      return protocolError(signature.invalid)
    case SSL_R_WRONG_SIGNATURE_TYPE:
      return protocolError(signature.mismatched)
    case SSL_R_DIGEST_CHECK_FAILED:
      return protocolError(
        signature.isTLS13
          ? "invalid server finished hash" : "server's Finished message was incorrect")
    case SSL_R_WRONG_CURVE, SSL_R_BAD_KEY_SHARE, SSL_R_BAD_ECPOINT:
      return protocolError("server selected unsupported group")
    default: break
    }
    let text = alert.map(TLSAlert.text) ?? "internal error"
    return StreamFailure(
      cause: .tlsProtocol(ServerText(text)), text: "local error: tls: \(text)", isLasting: true)
  }

  private static func protocolError(_ text: String) -> StreamFailure {
    StreamFailure(
      cause: .tlsProtocol(ServerText(text)), text: "tls: \(text)", isLasting: true)
  }
}
