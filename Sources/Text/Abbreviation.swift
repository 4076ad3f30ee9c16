extension String {
  /// The text in at most `columns` columns: where it is longer, without its middle, since names often differ at either
  /// end. A wide character is never halved.
  package func abbreviated(to columns: Int, _ ellipsis: Unicode.Scalar) -> String {
    guard CharacterWidth.columns(of: self) > columns else { return self }
    guard columns >= 3 else { return Self.prefix(of: self, columns) }
    let head = Self.prefix(of: self, columns / 2)
    let tail = String(
      Self.prefix(of: String(reversed()), columns - 1 - CharacterWidth.columns(of: head))
        .reversed())
    return head + String(ellipsis) + tail
  }

  /// As many characters as fit into `columns`.
  private static func prefix(of text: String, _ columns: Int) -> String {
    var taken = ""
    var used = 0
    for character in text {
      used += CharacterWidth.columns(of: String(character))
      if used > columns { break }
      taken.append(character)
    }
    return taken
  }
}
