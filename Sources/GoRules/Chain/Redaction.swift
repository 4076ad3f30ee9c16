/// Takes passwords out of text that holds URLs, also where it does not parse.
package enum Redaction {
  /// A whole GOPROXY list as written, with every password replaced by `xxxxx`.
  ///
  /// Where go would refuse the list, a separator may belong to a password: then all from the first colon
  /// after the first scheme to the last `@` is hidden. After `direct` and `off` the same holds for the rest.
  package static func list(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "@")) else { return value }
    guard (try? Chain(parsing: value)) != nil else { return conservative(value) }
    var shown = ""
    var rest = value.unicodeScalars[...]
    var isUnread = false
    while !rest.isEmpty {
      let end = rest.firstIndex { $0 == "," || $0 == "|" } ?? rest.endIndex
      let entry = String(rest[..<end])
      // What comes after these go never reads: where it would refuse that, a separator may belong to a password.
      if !isUnread, ["direct", "off"].contains(trimmed(entry)) {
        guard isReadable(rest) else { return shown + conservative(String(rest)) }
        isUnread = true
      }
      let next = end == rest.endIndex ? end : rest.index(after: end)
      shown += userinfoHidden(entry) + String(rest[end..<next])
      rest = rest[next...]
    }
    return shown
  }

  /// go would take each of these entries, if it came to them.
  private static func isReadable(_ list: Substring.UnicodeScalarView) -> Bool {
    list.split { $0 == "," || $0 == "|" }.allSatisfy { piece in
      let entry = trimmed(String(piece))
      return entry.isEmpty || ["direct", "off"].contains(entry)
        || (try? ProxyURL(parsing: entry, mayHoldPassword: true)) != nil
    }
  }

  /// One URL that go accepts, as written: only the password in its userinfo is hidden, and what would be one if its
  /// scheme were not mistyped (`https:/user:password@host`).
  static func userinfoHidden(_ entry: String) -> String {
    let scalars = entry.unicodeScalars
    let scheme = endOfScheme(in: scalars[...])
    let start = scheme ?? scalars.startIndex
    let end = scalars[start...].firstIndex { "/?#".unicodeScalars.contains($0) } ?? scalars.endIndex
    let rest = String(scalars[end...])
    let shownRest = scheme == nil ? conservative(rest) : rest
    guard let at = scalars[start..<end].lastIndex(of: "@"),
      let colon = scalars[start..<at].firstIndex(of: ":")
    else { return String(scalars[..<end]) + shownRest }
    return String(scalars[...colon]) + "xxxxx" + String(scalars[at..<end]) + shownRest
  }

  /// Text that go may refuse: hides all from the first colon that ends no leading scheme to the last `@`.
  /// `hidesAll`: or to the end where no `@` follows, for a piece cut out of a longer text.
  package static func conservative(_ text: String, hidesAll: Bool = false) -> String {
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    if let colon = scalars.firstIndex(of: ":"),
      scalars[scalars.index(after: colon)...].starts(with: "//".unicodeScalars)
    {
      start = scalars.index(after: colon)
    }
    let at = scalars.lastIndex(of: "@") ?? scalars.endIndex
    guard start < at, at < scalars.endIndex || hidesAll,
      let colon = scalars[start..<at].firstIndex(of: ":")
    else { return text }
    return String(scalars[...colon]) + "xxxxx" + String(scalars[at...])
  }

  /// After the first `://`.
  private static func endOfScheme(
    in text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView.Index? {
    var place = text.startIndex
    while let colon = text[place...].firstIndex(of: ":") {
      let after = text.index(after: colon)
      if text[after...].starts(with: "//".unicodeScalars) { return text.index(after, offsetBy: 2) }
      place = after
    }
    return nil
  }

  /// Without white space around (go: strings.TrimSpace).
  package static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
