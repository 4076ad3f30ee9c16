/// What a go.work uses (golang.org/x/mod/modfile, of which this is as much as `use` needs).
package struct GoWorkFile: Sendable, Hashable {
  /// The folders, as they are written.
  package let uses: [String]

  package init(_ text: String) {
    var uses: [String] = []
    var isInBlock = false
    for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      var words = Self.words(in: Substring(line))
      if isInBlock {
        if words.first == ")" { isInBlock = false }
      } else if words.first == "use" {
        words.removeFirst()
        isInBlock = words.first == "("
        if isInBlock { words.removeFirst() }
      } else {
        continue
      }
      if let folder = words.first, folder != ")" { uses.append(folder) }
    }
    self.uses = uses
  }

  /// Of a line, without quotes and comments.
  private static func words(in line: Substring) -> [String] {
    var words: [String] = []
    var rest = line.drop { $0 == " " || $0 == "\t" }
    while let first = rest.first, !rest.hasPrefix("//") {
      if first == "\"" || first == "`" {
        let text = rest.dropFirst().prefix { $0 != first }
        words.append(String(text))
        rest = rest[text.endIndex...].dropFirst()
      } else if first == "(" || first == ")" {
        words.append(String(first))
        rest = rest.dropFirst()
      } else {
        var word = rest.prefix { !" \t()".contains($0) }
        if let comment = word.firstRange(of: "//") { word = word[..<comment.lowerBound] }
        words.append(String(word))
        rest = rest[word.endIndex...]
      }
      rest = rest.drop { $0 == " " || $0 == "\t" }
    }
    return words
  }
}
