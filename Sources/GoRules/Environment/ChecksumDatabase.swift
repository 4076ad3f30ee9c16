/// What GOSUMDB says (cmd/go/internal/modfetch, `dbDial`).
package enum ChecksumDatabase: Sendable, Hashable {
  /// Reached through a proxy that carries it, otherwise at `https://NAME`.
  case named(String)
  /// Always at a URL of its own: no proxy is asked.
  case at(url: String, name: String)
  /// Not used; downloads of toolchains then fail.
  case off
  /// go's text: each lookup fails with it.
  case invalid(String)

  package static let standard = ChecksumDatabase.named(ProxyURL.standardChecksumDatabase)

  package init(gosumdb: String) {
    if gosumdb == "off" {
      self = .off
      return
    }
    let text =
      gosumdb == "sum.golang.google.cn" ? "sum.golang.org https://sum.golang.google.cn" : gosumdb
    let fields = text.unicodeScalars.split { $0.properties.isWhitespace }.map(String.init)
    guard let key = fields.first else {
      self = .invalid("missing GOSUMDB")
      return
    }
    guard fields.count <= 2 else {
      self = .invalid("invalid GOSUMDB: too many fields")
      return
    }
    // A verifier is NAME+HASH+KEY; only the one database that go knows may be named alone.
    let (name, hashAndKey) = key.cut(at: "+")
    guard key == ProxyURL.standardChecksumDatabase || hashAndKey?.contains("+") == true else {
      self = .invalid("invalid GOSUMDB: malformed verifier id")
      return
    }
    self = fields.count == 2 ? .at(url: fields[1], name: name) : .named(name)
  }

  /// The name in the path of requests to a proxy.
  package var name: String {
    switch self {
    case .named(let name), .at(_, let name): name
    case .off, .invalid: ProxyURL.standardChecksumDatabase
    }
  }
}
