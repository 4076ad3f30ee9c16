/// Why a probe failed. Every case is one cause whatever layer reported it and at whatever moment.
package enum FailureCause: Sendable, Hashable {
  // resolve
  case nameNotFound
  /// SERVFAIL, REFUSED or a malformed answer ("server misbehaving").
  case resolverFailed
  case resolverTimedOut
  /// No resolver could be reached or none is configured: a local fault.
  case resolverUnreachable
  // connect
  case refused
  case connectTimedOut
  /// ENETUNREACH, EADDRNOTAVAIL: a local fault.
  case networkUnreachable
  case hostUnreachable
  /// This process may not open more descriptors or connect at all (EMFILE, EPERM): a local fault.
  case noLocalResources
  /// The forward proxy of HTTP(S)_PROXY or SOCKS5 failed; text says how.
  case forwardProxy(ServerText)
  // any phase with a connection
  case reset
  /// The peer closed without an answer.
  case closed
  /// A kept connection was reset, closed or silent when it was used again after `after`.
  case idleConnectionDropped(after: Duration)
  // tls
  case tlsTimedOut
  /// An alert from the server, by its number (RFC 8446, 6.2).
  case tlsAlert(UInt8)
  case certificateExpired
  case certificateNotYetValid
  case certificateNotTrusted
  case certificateWrongHost
  /// Any other verification error, by OpenSSL's X509_V_ERR number and text.
  case certificateInvalid(code: Int32, ServerText)
  /// The server answered plain HTTP on the TLS port.
  case plainHTTP
  case tlsProtocol(ServerText)
  // processing
  /// A status that is neither 200 nor 404 nor 410.
  case status(Int)
  /// The answer is not HTTP, or breaks its rules.
  case malformedResponse(ServerText)
  /// More header than libcurl takes (128 kB over HTTP/2, 300 kB over HTTP/1.1). go takes 10 MiB: what lies between is
  /// a fault to us alone, which the text lets one see.
  case headersTooLarge
  /// RST_STREAM or a stream error with its HTTP/2 error code (RFC 9113, 7).
  case http2Stream(UInt32)
  case http2GoAway(UInt32)
  case http2Protocol(ServerText)
  case tooManyRedirects
  case redirectWithoutLocation
  case insecureRedirect
  /// go refuses to send userinfo over http.
  case credentialsOverHTTP
  case invalidURL(ServerText)
  // transfer, content
  case truncated
  case tooLarge
  case notJSON
  case wrongVersion(ServerText)
  case empty
  /// `.zip` content that is no zip.
  case notZip
  /// A fault that none of the above names, in libcurl's words.
  case other(ServerText)

  /// The fault is on this machine or its network, not the mirror's (Envoy: local origin error).
  package var isLocal: Bool {
    switch self {
    case .resolverUnreachable, .networkUnreachable, .noLocalResources: true
    default: false
    }
  }
}

extension FailureCause {
  /// The short text for screen, JSON and record: lower case, no full stop, free of control characters.
  package var text: String {
    switch self {
    case .nameNotFound: "no such host"
    case .resolverFailed: "resolver failed"
    case .resolverTimedOut: "resolver timed out"
    case .resolverUnreachable: "resolver unreachable"
    case .refused: "connection refused"
    case .connectTimedOut: "connect timed out"
    case .networkUnreachable: "network unreachable"
    case .hostUnreachable: "host unreachable"
    case .noLocalResources: "no local resources"
    case .forwardProxy(let text): "forward proxy: \(text.text)"
    case .reset: "connection reset"
    case .closed: "connection closed"
    case .idleConnectionDropped(let after):
      "idle connection dropped after \(Int(after.seconds.rounded())) s"
    case .tlsTimedOut: "handshake timed out"
    case .tlsAlert(let number): "alert \(number)\(Self.alertName(number).map { " \($0)" } ?? "")"
    case .certificateExpired: "certificate expired"
    case .certificateNotYetValid: "certificate not yet valid"
    case .certificateNotTrusted: "certificate not trusted"
    case .certificateWrongHost: "certificate for another host"
    case .certificateInvalid(_, let text): "certificate invalid: \(text.text)"
    case .plainHTTP: "server speaks plain HTTP"
    case .tlsProtocol(let text): "protocol error: \(text.text)"
    case .status(let status): "status \(status)"
    case .malformedResponse(let text): "malformed response: \(text.text)"
    case .headersTooLarge: "headers too large (over 128 kB)"
    case .http2Stream(let code): "HTTP/2 stream reset \(Self.http2Name(code))"
    case .http2GoAway(let code): "HTTP/2 GOAWAY \(Self.http2Name(code))"
    case .http2Protocol(let text): "HTTP/2 protocol error: \(text.text)"
    case .tooManyRedirects: "too many redirects"
    case .redirectWithoutLocation: "redirect without location"
    case .insecureRedirect: "redirect from https to http"
    case .credentialsOverHTTP: "credentials refused over http"
    case .invalidURL(let text): "invalid URL: \(text.text)"
    case .truncated: "body truncated"
    case .tooLarge: "body too large"
    case .notJSON: "not JSON"
    case .wrongVersion(let version): "info for version \(version.text)"
    case .empty: "empty body"
    case .notZip: "not a zip file"
    case .other(let text): text.text
    }
  }

  /// The name of a TLS alert (RFC 8446, appendix B.2), nil for an unassigned number.
  package static func alertName(_ number: UInt8) -> String? {
    switch number {
    case 0: "close_notify"
    case 10: "unexpected_message"
    case 20: "bad_record_mac"
    case 22: "record_overflow"
    case 40: "handshake_failure"
    case 42: "bad_certificate"
    case 43: "unsupported_certificate"
    case 44: "certificate_revoked"
    case 45: "certificate_expired"
    case 46: "certificate_unknown"
    case 47: "illegal_parameter"
    case 48: "unknown_ca"
    case 49: "access_denied"
    case 50: "decode_error"
    case 51: "decrypt_error"
    case 70: "protocol_version"
    case 71: "insufficient_security"
    case 80: "internal_error"
    case 86: "inappropriate_fallback"
    case 90: "user_canceled"
    case 109: "missing_extension"
    case 110: "unsupported_extension"
    case 112: "unrecognized_name"
    case 113: "bad_certificate_status_response"
    case 115: "unknown_psk_identity"
    case 116: "certificate_required"
    case 120: "no_application_protocol"
    default: nil
    }
  }

  /// The name of an HTTP/2 error code (RFC 9113, 7), or its number.
  package static func http2Name(_ code: UInt32) -> String {
    let names = [
      "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT",
      "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR",
      "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ]
    return code < UInt32(names.count) ? names[Int(code)] : "\(code)"
  }
}
