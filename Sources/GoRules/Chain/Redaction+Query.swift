extension Redaction {
  /// Any text, also JSON, with `xxxxx` for each value in the query of a URL: a report goes to others, and some mirrors take
  /// their token there. `go-get=1` is go's own.
  package static func queriesHidden(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let mark = queryBegin(in: rest) {
      shown += rest[..<mark]
      rest = rest[mark...]
      var end = rest.firstIndex(where: endsURL) ?? rest.endIndex
      // `reading URL: 502`.
      while end > mark, ":.)".unicodeScalars.contains(rest[rest.index(before: end)]) {
        end = rest.index(before: end)
      }
      shown += valuesHidden(String(rest[..<end])).unicodeScalars
      rest = rest[end...]
    }
    return String(shown + rest)
  }

  /// After the `?` of the first URL; nil where none has one.
  private static func queryBegin(
    in text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView.Index? {
    var isInURL = false
    var slashes = 0
    for index in text.indices {
      let scalar = text[index]
      slashes = scalar == "/" ? slashes + 1 : 0
      if slashes == 2 { isInURL = true }
      if endsURL(scalar) { isInURL = false }
      if isInURL, scalar == "?" { return text.index(after: index) }
    }
    return nil
  }

  static func endsURL(_ scalar: Unicode.Scalar) -> Bool {
    !("!"..."~").contains(scalar) || "\"\\'`<>,|".unicodeScalars.contains(scalar)
  }

  private static func valuesHidden(_ query: String) -> String {
    query.split(separator: "&", omittingEmptySubsequences: false).map { piece in
      if piece.isEmpty || piece == "go-get=1" { return String(piece) }
      guard let sign = piece.firstIndex(of: "=") else { return "xxxxx" }
      return piece[...sign] + "xxxxx"
    }.joined(separator: "&")
  }
}
