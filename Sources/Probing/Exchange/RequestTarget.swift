import GoRules
import Health

/// The URL of one request, or of one to which it was redirected, and what is asked for by it: worked out once, for a
/// mirror is asked the same again and again.
package final class RequestTarget: Sendable {
  /// With userinfo, where it has any.
  package let url: GoURL
  package let isHTTPS: Bool
  /// Without brackets, in ASCII where it is a name: what is looked up, and what the certificate is to be for.
  package let host: String
  /// As go takes it: the scheme's where the URL names none. Beyond 65,535 it is no port of TCP.
  package let port: Int
  /// See `GoURL.written`: a password in clear.
  let written: String
  /// See `GoURL.hostHeader`.
  let hostHeader: String
  /// See `GoURL.requestTarget`.
  let requestTarget: String

  package init(_ url: GoURL) {
    self.url = url
    isHTTPS = url.scheme == "https"
    host = Punycode.lookedUp(url.hostname)
    port = url.port.isEmpty ? (url.scheme == "https" ? 443 : 80) : Int(url.port) ?? Int.max
    written = url.written
    hostHeader = url.hostHeader
    requestTarget = url.requestTarget
  }

  /// nil where `url` is no URL for go.
  package convenience init?(url: String) {
    guard let url = try? GoURL(parsing: url) else { return nil }
    self.init(url)
  }

  /// What `request` asks of the mirror at `base`; nil where go takes that for no URL.
  convenience init?(_ request: ProbeRequest, of base: ProxyURL) {
    let question = Question(request.kind, request.canary)
    let text =
      request.trial == .carriage
      ? base.url(of: question, checksumDatabase: request.canary.module) : base.url(of: question)
    guard var url = try? GoURL(parsing: text) else { return nil }
    url.setUserinfo(of: base)
    self.init(url)
  }
}
