extension ProxyURL {
  /// Reads one entry of a GOPROXY list as go does: what has a dot, colon or slash but no scheme is https
  /// (modfetch/proxy.go: `proxyList`, `newProxyRepo`).
  package init(parsing text: String) throws(ChainError) {
    try self.init(parsing: text, mayHoldPassword: text.contains("@"))
  }

  /// `mayHoldPassword`: the list has an `@`, so that this entry may be a piece of a password that
  /// contains a separator; errors then quote nothing after a colon.
  init(parsing text: String, mayHoldPassword: Bool) throws(ChainError) {
    let written = Self.withScheme(Redaction.trimmed(text))
    let url: GoURL
    do throws(GoURL.Failure) {
      url = try GoURL(parsing: written)
    } catch {
      throw ChainError(Self.text(of: error, mayHoldPassword: mayHoldPassword))
    }
    let shown =
      mayHoldPassword
      ? Redaction.conservative(written, hidesAll: url.user == nil) : url.description
    switch url.scheme {
    case "http", "https": break
    case "file":
      guard url.isPathOnly else {
        throw ChainError("invalid file:// proxy URL with non-path elements: \(shown)")
      }
    case "": throw ChainError("invalid proxy URL missing scheme: \(shown)")
    default:
      throw ChainError("invalid proxy URL scheme (must be https, http, file): \(shown)")
    }
    self.init(url, scheme: Scheme(rawValue: url.scheme) ?? .https)
  }

  private init(_ url: GoURL, scheme: Scheme) {
    let (host, port) = HostPort.split(url.host)
    self.init(
      scheme: scheme, user: url.user, password: url.password, host: host, port: port,
      path: Self.cleaned(url.path), query: url.query.isEmpty ? nil : url.query)
  }

  /// A single word is left alone: those are reserved.
  private static func withScheme(_ text: String) -> String {
    let bytes = text.utf8
    let hasScheme = zip(bytes, bytes.dropFirst()).contains {
      $0 == UInt8(ascii: ":") && $1 == UInt8(ascii: "/")
    }
    guard !hasScheme, bytes.first != UInt8(ascii: "/"),
      bytes.contains(where: { ".:/".utf8.contains($0) })
    else { return text }
    return "https://" + text
  }

  private static func text(of failure: GoURL.Failure, mayHoldPassword: Bool) -> String {
    guard mayHoldPassword else { return failure.description }
    let url = Redaction.conservative(failure.url, hidesAll: true)
    var text = failure.text
    if let quoted = failure.quoted {
      // One of go's texts that quote a piece of the URL: the piece may be one of a password.
      let hidden = quoted.first == UInt8(ascii: ":") ? ":xxxxx" : "xxxxx"
      let quote = goQuoted(bytes: quoted)
      if let start = text.utf8.indices.first(where: { text.utf8[$0...].starts(with: quote.utf8) }) {
        text =
          String(text[..<start]) + goQuoted(hidden)
          + String(text[text.utf8.index(start, offsetBy: quote.utf8.count)...])
      }
    }
    return "parse \(goQuoted(url)): \(text)"
  }

  /// Without `.`, `..`, double and trailing slashes, which go's path.Join takes out of every request.
  /// Where an escaped slash is in the way of that, go encodes the path anew.
  private static func cleaned(_ path: String) -> String {
    let cleaned = withoutDots(path)
    guard let decoded = try? PercentEncoding.decode(path, .path) else { return cleaned }
    let whole = withoutDots(decoded)
    return (try? PercentEncoding.decode(cleaned, .path)) == whole
      ? cleaned : PercentEncoding.encode(whole, .path)
  }

  private static func withoutDots(_ path: String) -> String {
    var elements: [Substring.UTF8View] = []
    for element in path[...].utf8.split(separator: UInt8(ascii: "/")) {
      if element.elementsEqual(".".utf8) { continue }
      if element.elementsEqual("..".utf8) {
        _ = elements.popLast()
      } else {
        elements.append(element)
      }
    }
    return elements.map { "/" + String(Substring($0)) }.joined()
  }
}

extension GoURL {
  /// Nothing but a scheme and a path, written with `//`.
  fileprivate var isPathOnly: Bool {
    opaque.isEmpty && user == nil && host.isEmpty && !omitsHost && query.isEmpty && !forcesQuery
      && fragment.isEmpty
  }
}
