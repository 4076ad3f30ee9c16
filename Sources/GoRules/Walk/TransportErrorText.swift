/// go's words for what went wrong below the content (net, crypto/tls, net/http), where they depend on more than the
/// cause: what the rows of `FailureCause` are filled with.
package struct TransportErrorText: Sendable, Hashable {
  var failure: RequestFailure
  /// Without brackets.
  var host: String
  var authority: String
  /// `address:port`; nil where it is not known.
  var peer: String?

  var text: String { failure.cause.row.goText(self) }

  var detail: String { failure.cause.detail?.text ?? "" }
  var number: Int { failure.cause.number ?? 0 }
  var http2Error: String { FailureCause.http2Name(UInt32(clamping: number)) }

  func lookup(_ text: String) -> String { "dial tcp: lookup \(host): \(text)" }

  func dial(_ text: String) -> String {
    // An address in the URL is what go dials; a name's is known only where it was measured.
    guard let address = peer ?? (isAddress ? authority : nil) else { return "dial tcp: \(text)" }
    return "dial tcp \(address): \(text)"
  }

  func read(_ text: String) -> String {
    peer.map { "read tcp \($0): read: \(text)" } ?? "read: \(text)"
  }

  func certificate(_ text: String) -> String { "tls: failed to verify certificate: x509: \(text)" }

  func broken(_ text: String) -> String {
    "net/http: HTTP/1.x transport connection broken: \(text)"
  }

  // MARK: Causes with more than one text

  var ofReset: String {
    let reset = "connection reset by peer"
    return failure.phase == .connect ? dial("connect: \(reset)") : read(reset)
  }

  /// go tells the status of a refused CONNECT by its reason alone.
  var ofForwardProxy: String {
    guard detail.hasPrefix("status "), let status = Int(detail.dropFirst(7)) else {
      return "proxyconnect tcp: \(detail)"
    }
    return HTTPStatus.name(status) ?? "\(status)"
  }

  var ofWrongHost: String {
    certificate(
      isAddress
        ? "cannot validate certificate for \(host) because it doesn't contain any IP SANs"
        : "certificate is not valid for any names, but wanted to match \(host)")
  }

  var ofInvalidCertificate: String {
    certificate(detail.hasPrefix("relies on ") ? "certificate \(detail)" : detail)
  }

  /// The detail is go's text.
  var ofMalformedResponse: String { broken(detail) }

  private var isAddress: Bool { IPAddress(parsing: host.utf8) != nil }
}
