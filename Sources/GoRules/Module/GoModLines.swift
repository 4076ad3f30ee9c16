/// The lines of a go.mod or go.work (modfile/read.go), blocks dissolved: each begins with its verb.
struct GoModLines {
  private(set) var lines: [[String]] = []

  init(_ text: String) {
    var block: String?
    for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      let words = Self.words(in: Substring(line))
      guard let first = words.first else { continue }
      if let verb = block {
        if first == ")" { block = nil } else { lines.append([verb] + words) }
      } else if words.dropFirst().first == "(" {
        block = first
      } else {
        lines.append(words)
      }
    }
  }

  /// Without quotes and comments.
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
