/// What GOSUMDB says (cmd/go/internal/modfetch, `dbDial`).
package enum ChecksumDatabase: Sendable, Hashable {
  /// Reached through a proxy that carries it, otherwise at `https://NAME`.
  case named(VerifierKey)
  /// Always at a URL of its own: no proxy is asked.
  case at(GoURL, VerifierKey)
  /// Not used; downloads of toolchains then fail.
  case off
  /// go's text: each lookup fails with it.
  case invalid(String)

  package static let standard = ChecksumDatabase.named(.standard)

  package init(gosumdb: String) {
    if gosumdb == "off" {
      self = .off
      return
    }
    let text =
      gosumdb == "sum.golang.google.cn" ? "sum.golang.org https://sum.golang.google.cn" : gosumdb
    let fields = text.unicodeScalars.split(whereSeparator: GoText.isSpace).map(String.init)
    guard let written = fields.first else {
      self = .invalid("missing GOSUMDB")
      return
    }
    guard fields.count <= 2 else {
      self = .invalid("invalid GOSUMDB: too many fields")
      return
    }
    let key: VerifierKey
    do throws(VerifierKey.Fault) {
      // Only the one database that go knows may be named alone.
      key =
        written == VerifierKey.standard.name ? .standard : try VerifierKey(parsing: written)
    } catch {
      self = .invalid("invalid GOSUMDB: \(error.rawValue)")
      return
    }
    if let fault = Self.fault(inName: key.name) {
      self = .invalid(fault)
      return
    }
    guard fields.count == 2 else {
      self = .named(key)
      return
    }
    do throws(GoURL.Failure) {
      self = .at(try GoURL(parsing: fields[1]), key)
    } catch {
      self = .invalid("invalid GOSUMDB URL: \(error.description)")
    }
  }

  /// A name is a host and maybe a path.
  private static func fault(inName name: String) -> String? {
    guard let url = try? GoURL(parsing: "https://" + name) else {
      // What go was about to say it prints of a URL that it could not read.
      return "panic: runtime error: invalid memory address or nil pointer dereference"
    }
    let (path, rawPath) = WebPath(url.path).parts
    let isPlain =
      url.user == nil && url.query.isEmpty && !url.forcesQuery && url.fragment.isEmpty
      && url.opaque.isEmpty && !url.omitsHost && rawPath.isEmpty && !url.host.isEmpty
    if isPlain, !name.utf8.reversed().starts(with: "/".utf8) { return nil }
    return "invalid sumdb name (must be host[/path]): \(name) {Scheme:https Opaque:\(url.opaque) "
      + "User:\(url.user ?? "") Host:\(url.host) Path:\(path) Fragment:\(url.fragment) "
      + "RawQuery:\(url.query) RawPath:\(rawPath) RawFragment: ForceQuery:\(url.forcesQuery) "
      + "OmitHost:\(url.omitsHost)}"
  }

  /// nil where there is none.
  package var key: VerifierKey? {
    switch self {
    case .named(let key), .at(_, let key): key
    case .off, .invalid: nil
    }
  }

  /// The name in the path of requests to a proxy.
  package var name: String { key?.name ?? VerifierKey.standard.name }
}
