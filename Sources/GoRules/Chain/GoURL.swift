/// A URL as go's net/url reads it, and no further than a proxy list needs.
///
/// Follows `url.Parse` step by step, so that what go refuses is refused, with its words.
struct GoURL: Sendable, Hashable {
  /// Lower case; empty for none.
  var scheme = ""
  /// What follows the scheme where that is no `/`: `mailto:a`.
  var opaque = ""
  /// Decoded; nil for none.
  var user: String?
  var password: String?
  /// With brackets and port, decoded.
  var host = ""
  /// `http:/path`: a scheme, and no `//`.
  var omitsHost = false
  /// Percent-encoded as go sends it.
  var path = ""
  /// Without `?`.
  var query = ""
  /// A `?` with nothing after it.
  var forcesQuery = false
  /// Percent-encoded, without `#`.
  var fragment = ""

  /// Why a URL is no URL: go's text, which may quote a part of the URL.
  struct Failure: Error {
    var text: String
    /// The part of the URL that the text quotes, unquoted; nil for none.
    var quoted: String?
    /// The part of the URL that was being read: all but the fragment, unless that is at fault.
    var url: String

    /// `parse "URL": text`, as `url.Error` prints it.
    var description: String { "parse \(goQuoted(url)): \(text)" }
  }

  init(parsing text: String) throws(Failure) {
    let (main, fragment) = text.cut(at: "#")
    do {
      try read(main)
    } catch {
      throw Failure(text: error.text, quoted: error.quoted, url: main)
    }
    guard let fragment else { return }
    do {
      _ = try PercentEncoding.decode(fragment, .fragment)
    } catch {
      throw Failure(text: error.text, quoted: error.quoted, url: text)
    }
    // As it was written, which is how go prints one that is valid.
    self.fragment = fragment
  }

  /// `parse` in net/url.
  private mutating func read(_ text: String) throws(URLFault) {
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      throw URLFault("net/url: invalid control character in URL")
    }
    if text == "*" {
      path = "*"
      return
    }
    var rest = try readScheme(text)
    if rest.utf8.firstIndex(of: UInt8(ascii: "?")) == rest.utf8.indices.last, !rest.isEmpty {
      forcesQuery = true
      rest.unicodeScalars.removeLast()
    } else {
      let (before, after) = rest.cut(at: "?")
      rest = before
      query = after ?? ""
    }
    if !rest.utf8.starts(with: "/".utf8) {
      if !scheme.isEmpty {
        opaque = rest
        return
      }
      if rest.cut(at: "/").before.utf8.contains(UInt8(ascii: ":")) {
        throw URLFault("first path segment in URL cannot contain colon")
      }
    }
    if rest.utf8.starts(with: "//".utf8),
      !scheme.isEmpty || !rest.utf8.starts(with: "///".utf8)
    {
      let (authority, after) = String(rest.unicodeScalars.dropFirst(2)).cut(at: "/")
      rest = after.map { "/" + $0 } ?? ""
      try readAuthority(authority)
    } else if !scheme.isEmpty {
      omitsHost = true
    }
    path = try PercentEncoding.normalizedPath(rest)
  }

  /// Takes the scheme off; returns what follows its colon.
  private mutating func readScheme(_ text: String) throws(URLFault) -> String {
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if index == 0 { return text }
      case UInt8(ascii: ":"):
        if index == 0 { throw URLFault("missing protocol scheme") }
        let (name, rest) = text.cut(at: ":")
        scheme = name.lowercased()
        return rest ?? ""
      default: return text
      }
    }
    return text
  }

  private mutating func readAuthority(_ authority: String) throws(URLFault) {
    guard let at = authority.utf8.lastIndex(of: UInt8(ascii: "@")) else {
      host = try HostPort.normalized(authority)
      return
    }
    host = try HostPort.normalized(String(authority[authority.utf8.index(after: at)...]))
    let userinfo = String(authority[..<at])
    guard userinfo.unicodeScalars.allSatisfy(Self.mayStandInUserinfo) else {
      throw URLFault("net/url: invalid userinfo")
    }
    let (name, secret) = userinfo.cut(at: ":")
    user = try PercentEncoding.decode(name, .userinfo)
    if let secret { password = try PercentEncoding.decode(secret, .userinfo) }
  }

  /// As `URL.String` writes it, without userinfo.
  var description: String {
    var text = scheme.isEmpty ? "" : scheme + ":"
    text += opaque
    let hasAuthority = !host.isEmpty || (!scheme.isEmpty && !omitsHost && opaque.isEmpty)
    if hasAuthority, !host.isEmpty || !path.isEmpty {
      text += "//" + PercentEncoding.encode(host, .host)
    }
    text += path
    if forcesQuery || !query.isEmpty { text += "?" + query }
    if !fragment.isEmpty { text += "#" + fragment }
    return text
  }

  private static func mayStandInUserinfo(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9": true
    default: "-._:~!$&'()*+,;=%@".unicodeScalars.contains(scalar)
    }
  }
}

/// What is wrong with a part of a URL, in go's words.
struct URLFault: Error {
  var text: String
  /// The part of the URL that the text quotes, unquoted; nil for none.
  var quoted: String?

  init(_ text: String, quoting quoted: String? = nil) {
    self.text = text
    self.quoted = quoted
  }
}

extension String {
  /// What stands before and after the first `separator`; nothing after where there is none (go: strings.Cut).
  func cut(at separator: Unicode.Scalar) -> (before: String, after: String?) {
    guard let place = unicodeScalars.firstIndex(of: separator) else { return (self, nil) }
    return (
      String(unicodeScalars[..<place]),
      String(unicodeScalars[unicodeScalars.index(after: place)...])
    )
  }
}

/// `text` in double quotes, escaped as go's `strconv.Quote` does.
package func goQuoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    default:
      switch scalar.properties.generalCategory {
      case .control where scalar.value < 0x80: quoted += "\\x" + hex(scalar.value, width: 2)
      case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
        quoted += scalar.value < 0x10000 ? "\\u" : "\\U"
        quoted += hex(scalar.value, width: scalar.value < 0x10000 ? 4 : 8)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
  }
  return quoted + "\""
}

private func hex(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: width - digits.count) + digits
}
