import Foundation
import Text

/// The phrases that the sources write out: `Phrase("…", "…")`, also in parts joined by `+`.
enum PhraseSource {
  /// Those of every file below `Sources`; what is put together while the program runs is left out.
  static func all() -> [Phrase] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources").resolvingSymlinksInPath()
    let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix(".swift") }.flatMap { path in
      let text = try? String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
      return phrases(in: text ?? "")
    }
  }

  private static func phrases(in source: String) -> [Phrase] {
    var phrases: [Phrase] = []
    var rest = source[...]
    while let start = rest.firstRange(of: "Phrase(") {
      rest = rest[start.upperBound...]
      guard let english = text(&rest), rest.first == ",", !english.contains("\\(") else { continue }
      rest.removeFirst()
      guard let chinese = text(&rest), rest.first == ")" else { continue }
      phrases.append(Phrase(english, chinese))
    }
    return phrases
  }

  /// Takes string literals joined by `+`, and white space after them; nil for anything else.
  private static func text(_ rest: inout Substring) -> String? {
    var whole = ""
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard rest.first == "\"" else { return nil }
      rest.removeFirst()
      var isEscaped = false
      while let character = rest.popFirst(), isEscaped || character != "\"" {
        // Of escapes only quotes and backslashes are written; an interpolation keeps its backslash.
        if isEscaped, character == "(" { whole.append("\\") }
        isEscaped = !isEscaped && character == "\\"
        if !isEscaped { whole.append(character) }
      }
      rest = rest.drop { $0.isWhitespace }
      guard rest.first == "+" else { return whole }
      rest.removeFirst()
    }
  }
}
