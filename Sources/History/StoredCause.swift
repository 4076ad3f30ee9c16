import GoRules

/// A failure cause as three columns: a word that never changes, and what belongs to it.
struct StoredCause: Sendable, Hashable {
  var word: String
  var number: Int64?
  var detail: String?

  init(_ word: String, number: Int64? = nil, detail: String? = nil) {
    self.word = word
    self.number = number
    self.detail = detail
  }

  init(_ cause: FailureCause) {
    switch cause {
    case .nameNotFound: self.init("name_not_found")
    case .resolverFailed: self.init("resolver_failed")
    case .resolverTimedOut: self.init("resolver_timed_out")
    case .resolverUnreachable: self.init("resolver_unreachable")
    case .refused: self.init("refused")
    case .connectTimedOut: self.init("connect_timed_out")
    case .networkUnreachable: self.init("network_unreachable")
    case .hostUnreachable: self.init("host_unreachable")
    case .noLocalResources: self.init("no_local_resources")
    case .forwardProxy(let text): self.init("forward_proxy", detail: text.text)
    case .reset: self.init("reset")
    case .closed: self.init("closed")
    case .idleConnectionDropped(let after):
      self.init("idle_connection_dropped", number: Int64(after.seconds.rounded()))
    case .tlsTimedOut: self.init("tls_timed_out")
    case .tlsAlert(let number): self.init("tls_alert", number: Int64(number))
    case .certificateExpired: self.init("certificate_expired")
    case .certificateNotYetValid: self.init("certificate_not_yet_valid")
    case .certificateNotTrusted: self.init("certificate_not_trusted")
    case .certificateWrongHost: self.init("certificate_wrong_host")
    case .certificateInvalid(let code, let text):
      self.init("certificate_invalid", number: Int64(code), detail: text.text)
    case .plainHTTP: self.init("plain_http")
    case .tlsProtocol(let text): self.init("tls_protocol", detail: text.text)
    case .status(let status): self.init("status", number: Int64(status))
    case .malformedResponse(let text): self.init("malformed_response", detail: text.text)
    case .headersTooLarge: self.init("headers_too_large")
    case .http2Stream(let code): self.init("http2_stream", number: Int64(code))
    case .http2GoAway(let code): self.init("http2_goaway", number: Int64(code))
    case .http2Protocol(let text): self.init("http2_protocol", detail: text.text)
    case .tooManyRedirects: self.init("too_many_redirects")
    case .redirectWithoutLocation: self.init("redirect_without_location")
    case .insecureRedirect: self.init("insecure_redirect")
    case .credentialsOverHTTP: self.init("credentials_over_http")
    case .invalidURL(let text): self.init("invalid_url", detail: text.text)
    case .truncated: self.init("truncated")
    case .tooLarge: self.init("too_large")
    case .notJSON: self.init("not_json")
    case .wrongVersion(let text): self.init("wrong_version", detail: text.text)
    case .empty: self.init("empty")
    case .notZip: self.init("not_zip")
    case .other(let text): self.init("other", detail: text.text)
    }
  }

  /// The cause; a word of a newer program becomes `other` with that word.
  var cause: FailureCause {
    let text = ServerText(detail ?? "")
    switch word {
    case "forward_proxy": return .forwardProxy(text)
    case "idle_connection_dropped": return .idleConnectionDropped(after: .seconds(number ?? 0))
    case "tls_alert": return .tlsAlert(UInt8(clamping: number ?? 0))
    case "certificate_invalid":
      return .certificateInvalid(code: Int32(clamping: number ?? 0), text)
    case "tls_protocol": return .tlsProtocol(text)
    case "status": return .status(Int(clamping: number ?? 0))
    case "malformed_response": return .malformedResponse(text)
    case "http2_stream": return .http2Stream(UInt32(clamping: number ?? 0))
    case "http2_goaway": return .http2GoAway(UInt32(clamping: number ?? 0))
    case "http2_protocol": return .http2Protocol(text)
    case "invalid_url": return .invalidURL(text)
    case "wrong_version": return .wrongVersion(text)
    case "other": return .other(text)
    default: return Self.plain[word] ?? .other(ServerText(word))
    }
  }

  /// The causes that are a word alone.
  private static let plain: [String: FailureCause] = Dictionary(
    uniqueKeysWithValues: FailureCause.plain.values.map { (StoredCause($0).word, $0) })
}
