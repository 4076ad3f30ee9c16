extension Redaction {
  /// Any text with `xxxxx` for the password of each URL in it: what git and servers print is shown, and they hide none.
  package static func passwordsHidden(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let slashes = endOfSlashes(in: rest) {
      shown += rest[..<slashes]
      let authority = rest[slashes...].prefix { !"/?#".unicodeScalars.contains($0) && !endsURL($0) }
      if let at = authority.lastIndex(of: "@"),
        let colon = authority[..<at].firstIndex(of: ":")
      {
        shown += authority[...colon]
        shown += "xxxxx".unicodeScalars
        shown += authority[at...]
      } else {
        shown += authority
      }
      rest = rest[authority.endIndex...]
    }
    return String(shown + rest)
  }

  /// Behind the first `://`; nil where there is none.
  private static func endOfSlashes(
    in text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView.Index? {
    let mark = Array("://".unicodeScalars)
    var found = 0
    for index in text.indices {
      found = text[index] == mark[found] ? found + 1 : text[index] == mark[0] ? 1 : 0
      if found == mark.count { return text.index(after: index) }
    }
    return nil
  }
}
