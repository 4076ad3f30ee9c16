/// Where the requests of a checksum database go: a proxy that carries it, or the database itself.
package struct SumBase: Sendable, Hashable {
  private let base: GoURL
  private let path: WebPath

  /// `PROXY/sumdb/NAME`.
  package init(_ proxy: ProxyURL, database: String) {
    base = GoURL(proxy)
    path = WebPath(proxy.path).joined("sumdb/" + database)
  }

  /// The database itself; nil where GOSUMDB is no database.
  package init?(_ database: ChecksumDatabase) {
    switch database {
    case .named(let key):
      guard let url = try? GoURL(parsing: "https://" + key.name) else { return nil }
      base = url
    case .at(let url, _): base = url
    case .off, .invalid: return nil
    }
    path = WebPath(base.path)
  }

  /// The whole URL of a request with that path, with userinfo, as go asks it: without a scheme https is meant
  /// (web/http.go `get`).
  package func url(of requestPath: String) -> GoURL {
    var url = base
    url.path = path.joined(requestPath).encoded
    guard url.scheme.isEmpty else { return url }
    url.scheme = "https"
    // go reads what it has written: a path without a slash in front then begins with the host.
    return (try? GoURL(parsing: url.written)) ?? url
  }
}

extension GoURL {
  /// The base URL of a proxy.
  init(_ proxy: ProxyURL) {
    self.init()
    scheme = proxy.scheme.rawValue
    user = proxy.user
    password = proxy.password
    let literal = proxy.host.utf8.contains(UInt8(ascii: ":")) ? "[\(proxy.host)]" : proxy.host
    host = literal + (proxy.port.map { ":\($0)" } ?? "")
    path = proxy.path
    query = proxy.query ?? ""
  }
}
