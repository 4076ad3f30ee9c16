/// The base URL of a proxy as go accepts it: scheme http, https or file.
///
/// The one place that holds a password; everything that is shown or stored uses `redacted`.
package struct ProxyURL: Sendable, Hashable {
  package enum Scheme: String, Sendable, Hashable { case http, https, file }

  package var scheme: Scheme
  /// The user name, decoded; nil where the URL has none.
  package var user: String?
  /// Decoded; nil where the URL has none.
  package var password: String?
  /// Host without brackets, decoded; empty for `file`, and for an http URL that names none
  /// (go accepts it, and each request then fails).
  package var host: String
  /// nil where the URL names none. go does not check the range before it connects.
  package var port: Int?
  /// Percent-encoded, with its leading `/` and without trailing ones; empty for none.
  package var path: String
  /// Without `?`; nil for none.
  package var query: String?

  package init(
    scheme: Scheme, user: String? = nil, password: String? = nil, host: String, port: Int? = nil,
    path: String = "", query: String? = nil
  ) {
    self.scheme = scheme
    self.user = user
    self.password = password
    self.host = host
    self.port = port
    self.path = path
    self.query = query
  }

  /// The URL with a password replaced by `xxxxx`, as go prints it (net/url `Redacted`).
  package var redacted: String { redacted(with: path) }

  /// `redacted`, with another path.
  func redacted(with path: String) -> String {
    var text = scheme.rawValue + "://"
    if let user {
      text += PercentEncoding.encode(user, .userinfo) + (password == nil ? "" : ":xxxxx") + "@"
    }
    // Where the scheme was mistyped, `https:/` or `https//`, the path has what was meant for userinfo.
    let isMistyped = scheme != .file && ["", "http", "https"].contains(host)
    let base = isMistyped ? Redaction.conservative(self.path) : self.path
    text += authority + (path.hasPrefix(self.path) ? base + path.dropFirst(self.path.count) : path)
    if let query { text += "?" + query }
    return text
  }

  /// The URL with its password: for a value of GOPROXY only, never to be shown.
  var written: String {
    guard let user, let password else { return redacted }
    var text = self
    text.user = nil
    text.password = nil
    let userinfo = [user, password].map { PercentEncoding.encode($0, .userinfo) }
    return "\(scheme.rawValue)://\(userinfo.joined(separator: ":"))@"
      + text.redacted.dropFirst(scheme.rawValue.utf8.count + 3)
  }

  /// The port that is dialled.
  package var portInUse: Int { port ?? (scheme == .https ? 443 : 80) }

  /// `host:port`, with brackets around an IPv6 address.
  package var authority: String {
    let name = PercentEncoding.encode(host, .host)
    let literal = host.utf8.contains(UInt8(ascii: ":")) ? "[\(name)]" : name
    return literal + (port.map { ":\($0)" } ?? "")
  }

  /// The URL without userinfo, and another path.
  func bare(with path: String) -> String {
    "\(scheme.rawValue)://\(authority)\(path)\(query.map { "?" + $0 } ?? "")"
  }
}
