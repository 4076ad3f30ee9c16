extension ProxyURL {
  /// The name of the checksum database that go uses unless GOSUMDB names another.
  package static let standardChecksumDatabase = "sum.golang.org"

  /// The URL that go requests, without userinfo (go sends that as a header): the module path escaped
  /// (`!` and the lower-case letter for an upper-case one), and `!` percent-encoded.
  package func url(
    of question: Question, checksumDatabase: String = standardChecksumDatabase
  ) -> String {
    bare(with: path(of: question, checksumDatabase: checksumDatabase))
  }

  /// The same URL as go prints it in an error: with the user, and the password redacted.
  package func redactedURL(
    of question: Question, checksumDatabase: String = standardChecksumDatabase
  ) -> String {
    redacted(with: path(of: question, checksumDatabase: checksumDatabase))
  }

  /// A module path or version for a URL, before percent-encoding: `!` and the lower-case letter for an
  /// upper-case one (golang.org/x/mod/module, `EscapePath`).
  package static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ("A"..."Z").contains($0) }) else { return text }
    return text.unicodeScalars.reduce(into: "") { escaped, scalar in
      if ("A"..."Z").contains(scalar) { escaped += "!" }
      escaped += ("A"..."Z").contains(scalar) ? scalar.properties.lowercaseMapping : String(scalar)
    }
  }

  /// The path of `url(of:)`, percent-encoded.
  package func path(
    of question: Question, checksumDatabase: String = standardChecksumDatabase
  ) -> String {
    let module = PercentEncoding.encode(Self.escaped(question.canary.module), .path)
    let version = PercentEncoding.encode(Self.escaped(question.canary.version), .path)
    switch question.kind {
    case .list: return "\(path)/\(module)/@v/list"
    case .latest: return "\(path)/\(module)/@latest"
    case .info, .mod, .zip: return "\(path)/\(module)/@v/\(version).\(question.kind.rawValue)"
    case .sumdb: return "\(path)/sumdb/\(checksumDatabase)/supported"
    }
  }
}
