/// The language of the screen.
package enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language that a locale name asks for (`zh_CN.UTF-8`); English for any other.
  package init(locale: String) {
    self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
  }
}

extension Language {
  /// The text of `word` with its arguments put in, in their order.
  func say(_ word: Word, _ arguments: String...) -> String { say(word, arguments) }

  func say(_ word: Word, _ arguments: [String]) -> String {
    let text = Self.text(word, self)
    if arguments.isEmpty { return text }
    var rest = arguments[...]
    var said = ""
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix("{}") {
        said += rest.popFirst() ?? ""
        index = text.index(index, offsetBy: 2)
      } else {
        said.append(text[index])
        index = text.index(after: index)
      }
    }
    return said
  }

  /// The text of `word` as it stands in the table, or its own name where it is in neither part.
  private static func text(_ word: Word, _ language: Language) -> String {
    language.entry(word) ?? word.rawValue
  }

  /// The text of `word` in this language, `{}` for its arguments; nil where the table lacks it.
  package func entry(_ word: Word) -> String? {
    let tables = [Word.screen, Word.keys, Word.advice, Word.messages]
    guard let texts = tables.lazy.compactMap({ $0[word] }).first else { return nil }
    return self == .english ? texts.english : texts.chinese
  }
}
