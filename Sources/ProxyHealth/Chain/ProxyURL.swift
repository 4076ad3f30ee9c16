/// The base URL of a proxy as go accepts it: scheme http, https or file.
///
/// The one place that holds a password; everything that is shown or stored uses `redacted`.
package struct ProxyURL: Sendable, Hashable {
  package enum Scheme: String, Sendable, Hashable { case http, https, file }

  package var scheme: Scheme
  /// `user` or `user:password`, decoded; nil where the URL has none.
  package var user: String?
  package var password: String?
  /// Host without brackets; empty for `file`.
  package var host: String
  /// nil where the URL names none.
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
  package var redacted: String {
    var text = scheme.rawValue + "://"
    if let user {
      text += user + (password == nil ? "" : ":xxxxx") + "@"
    }
    text += host.contains(":") ? "[\(host)]" : host
    if let port { text += ":\(port)" }
    text += path
    if let query { text += "?" + query }
    return text
  }
}
