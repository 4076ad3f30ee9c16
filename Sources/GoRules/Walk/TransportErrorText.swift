/// go's words for what went wrong below HTTP (net, crypto/tls, net/http).
struct TransportErrorText: Sendable, Hashable {
  var failure: RequestFailure
  /// Without brackets.
  var host: String
  var authority: String
  /// `address:port`; nil where it is not known.
  var peer: String?

  var text: String {
    switch failure.cause {
    case .nameNotFound: lookup("no such host")
    case .resolverFailed: lookup("server misbehaving")
    case .resolverTimedOut: lookup("i/o timeout")
    case .resolverUnreachable: lookup("connection refused")
    case .refused: dial("connect: connection refused")
    case .connectTimedOut: dial("i/o timeout")
    case .networkUnreachable: dial("connect: network is unreachable")
    case .hostUnreachable: dial("connect: no route to host")
    case .noLocalResources: dial("socket: too many open files")
    case .forwardProxy(let text): proxyText(text.text)
    case .reset: failure.phase == .connect ? dial("connect: \(Self.reset)") : read(Self.reset)
    case .idleConnectionDropped: read(Self.reset)
    case .closed: "EOF"
    case .truncated: "unexpected EOF"
    case .plainHTTP: "http: server gave HTTP response to HTTPS client"
    case .tlsTimedOut: "net/http: TLS handshake timeout"
    case .tlsAlert, .tlsProtocol: tlsText
    case .certificateExpired, .certificateNotYetValid, .certificateNotTrusted,
      .certificateWrongHost, .certificateInvalid:
      "tls: failed to verify certificate: x509: \(certificateText)"
    default: httpText
    }
  }

  /// go tells the status of a refused CONNECT by its reason alone.
  private func proxyText(_ text: String) -> String {
    if text.hasPrefix("status "), let status = Int(text.dropFirst(7)) {
      return HTTPStatus.name(status) ?? "\(status)"
    }
    return "proxyconnect tcp: \(text)"
  }

  private static let reset = "connection reset by peer"

  private func lookup(_ text: String) -> String { "dial tcp: lookup \(host): \(text)" }

  private func dial(_ text: String) -> String {
    // An address in the URL is what go dials; a name's is known only where it was measured.
    let isLiteral = IPv6Literal.fault(in: host) == nil || IPv6Literal.isIPv4(host)
    guard let address = peer ?? (isLiteral ? authority : nil) else { return "dial tcp: \(text)" }
    return "dial tcp \(address): \(text)"
  }

  private func read(_ text: String) -> String {
    peer.map { "read tcp \($0): read: \(text)" } ?? "read: \(text)"
  }

  private var tlsText: String {
    switch failure.cause {
    case .tlsAlert(let number):
      "remote error: tls: \(GoTLSAlert.text(number))"
    case .tlsProtocol(let text): "tls: \(text.text)"
    default: ""
    }
  }

  private var certificateText: String {
    switch failure.cause {
    case .certificateExpired, .certificateNotYetValid:
      "certificate has expired or is not yet valid"
    case .certificateWrongHost where IPv6Literal.fault(in: host) == nil || IPv6Literal.isIPv4(host):
      "cannot validate certificate for \(host) because it doesn't contain any IP SANs"
    case .certificateWrongHost:
      "certificate is not valid for any names, but wanted to match \(host)"
    case .certificateInvalid(_, let text) where text.text.hasPrefix("relies on "):
      "certificate \(text.text)"
    case .certificateInvalid(_, let text): text.text
    default: "certificate signed by unknown authority"
    }
  }

  private var httpText: String {
    switch failure.cause {
    case .malformedResponse(let text):
      "net/http: HTTP/1.x transport connection broken: malformed HTTP response \(goQuoted(text.text))"
    case .headersTooLarge:
      "net/http: HTTP/1.x transport connection broken: net/http: server response headers exceeded "
        + "10485760 bytes; aborted"
    case .http2Stream(let code):
      "stream error: stream ID 1; \(FailureCause.http2Name(code)); received from peer"
    case .http2GoAway(let code):
      "http2: server sent GOAWAY and closed the connection; ErrCode=\(FailureCause.http2Name(code))"
    case .http2Protocol(let text): "http2: \(text.text)"
    case .tooManyRedirects: "stopped after 10 redirects"
    case .insecureRedirect: "redirected from secure URL to insecure URL"
    case .invalidURL where host.isEmpty: "http: no Host in request URL"
    case .invalidURL(let text): text.text
    default: failure.cause.text
    }
  }
}

extension IPv6Literal {
  /// Four decimal numbers.
  static func isIPv4(_ text: String) -> Bool {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    return fields.count == 4 && fields.allSatisfy { UInt8($0) != nil }
  }
}

/// The texts of crypto/tls for alerts (crypto/tls/alert.go).
enum GoTLSAlert {
  static func text(_ number: UInt8) -> String {
    switch number {
    case 0: "close notify"
    case 10: "unexpected message"
    case 20: "bad record MAC"
    case 22: "record overflow"
    case 40: "handshake failure"
    case 42: "bad certificate"
    case 43: "unsupported certificate"
    case 44: "revoked certificate"
    case 45: "expired certificate"
    case 46: "unknown certificate"
    case 47: "illegal parameter"
    case 48: "unknown certificate authority"
    case 49: "access denied"
    case 50: "error decoding message"
    case 51: "error decrypting message"
    case 70: "protocol version not supported"
    case 71: "insufficient security level"
    case 80: "internal error"
    case 86: "inappropriate fallback"
    case 90: "user canceled"
    case 109: "missing extension"
    case 110: "unsupported extension"
    case 112: "unrecognized name"
    case 113: "bad certificate status response"
    case 115: "unknown PSK identity"
    case 116: "certificate required"
    case 120: "no application protocol"
    case 121: "encrypted client hello required"
    default: "alert(\(number))"
    }
  }
}
