extension ProxyURL {
  /// The name of the checksum database that go uses unless GOSUMDB names another.
  package static let standardChecksumDatabase = "sum.golang.org"

  /// The URL that go requests, without userinfo (go sends that as a header): the module path escaped
  /// (`!` and the lower-case letter for an upper-case one), and `!` percent-encoded.
  package func url(
    of question: Question, checksumDatabase: String = standardChecksumDatabase
  ) -> String {
    bare(with: Self.path(of: question, below: path, checksumDatabase: checksumDatabase))
  }

  /// The same URL as go prints it in an error: with the user, and the password redacted.
  package func redactedURL(
    of question: Question, checksumDatabase: String = standardChecksumDatabase
  ) -> String {
    redacted(with: Self.path(of: question, below: path, checksumDatabase: checksumDatabase))
  }

  /// A module path or version for a URL, before percent-encoding: `!` and the lower-case letter for an
  /// upper-case one (golang.org/x/mod/module, `EscapePath`).
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if ("A"..."Z").contains(scalar) { escaped += "!" }
      escaped += ("A"..."Z").contains(scalar) ? scalar.properties.lowercaseMapping : String(scalar)
    }
    return escaped
  }

  private static func path(
    of question: Question, below base: String, checksumDatabase: String
  ) -> String {
    let module = PercentEncoding.encode(escaped(question.canary.module), .path)
    let version = PercentEncoding.encode(escaped(question.canary.version), .path)
    switch question.kind {
    case .list: return "\(base)/\(module)/@v/list"
    case .latest: return "\(base)/\(module)/@latest"
    case .info, .mod, .zip: return "\(base)/\(module)/@v/\(version).\(question.kind.rawValue)"
    case .sumdb: return "\(base)/sumdb/\(checksumDatabase)/supported"
    }
  }
}
