extension FailureCause {
  /// The cause that `text` tells of; nil for any other text. Causes whose text is all another's words
  /// (`other`) are not found again, and of `certificateInvalid` the number is lost.
  package init?(text: String) {
    if let cause = Self.plain[text] {
      self = cause
      return
    }
    for (prefix, make) in Self.prefixes where text.hasPrefix(prefix) {
      guard let cause = make(text.dropFirst(prefix.count)), cause.text == text else { continue }
      self = cause
      return
    }
    return nil
  }

  /// The causes that are a text alone.
  package static let plain: [String: FailureCause] = {
    let causes: [FailureCause] = [
      .nameNotFound, .resolverFailed, .resolverTimedOut, .resolverUnreachable, .refused,
      .connectTimedOut, .networkUnreachable, .hostUnreachable, .noLocalResources, .reset, .closed,
      .tlsTimedOut, .certificateExpired, .certificateNotYetValid, .certificateNotTrusted,
      .certificateWrongHost, .plainHTTP, .headersTooLarge, .tooManyRedirects,
      .redirectWithoutLocation, .insecureRedirect, .credentialsOverHTTP, .truncated, .tooLarge,
      .notJSON, .empty, .notZip,
    ]
    return Dictionary(uniqueKeysWithValues: causes.map { ($0.text, $0) })
  }()

  /// How the text of each other cause begins, and the cause by the rest.
  private static let prefixes: [(String, @Sendable (Substring) -> FailureCause?)] = [
    ("forward proxy: ", { .forwardProxy(ServerText($0)) }),
    (
      "idle connection dropped after ",
      { rest in
        Int(rest.dropLast(2)).map { .idleConnectionDropped(after: .seconds($0)) }
      }
    ),
    ("alert ", { UInt8($0.prefix { $0 != " " }).map { .tlsAlert($0) } }),
    ("certificate invalid: ", { .certificateInvalid(code: 0, ServerText($0)) }),
    ("protocol error: ", { .tlsProtocol(ServerText($0)) }),
    ("status ", { Int($0).map { .status($0) } }),
    ("malformed response: ", { .malformedResponse(ServerText($0)) }),
    ("HTTP/2 stream reset ", { http2Code($0).map { .http2Stream($0) } }),
    ("HTTP/2 GOAWAY ", { http2Code($0).map { .http2GoAway($0) } }),
    ("HTTP/2 protocol error: ", { .http2Protocol(ServerText($0)) }),
    ("invalid URL: ", { .invalidURL(ServerText($0)) }),
    ("info for version ", { .wrongVersion(ServerText($0)) }),
  ]

  /// The error code that `http2Name` names so.
  private static func http2Code(_ name: Substring) -> UInt32? {
    (0..<16).first { http2Name($0) == name } ?? UInt32(name)
  }
}
