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
  package func say(_ word: Word, _ arguments: String...) -> String { say(word, arguments) }

  /// How old something is: `3m12s ago`.
  package func ago(_ age: Duration) -> String { say(.ago, Format.span(age)) }

  package func say(_ word: Word, _ arguments: [String]) -> String {
    let text = Self.text(word, self)
    if arguments.isEmpty { return text }
    var said = ""
    for (index, part) in text.split(separator: "{}", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0, index <= arguments.count { said += arguments[index - 1] }
      said += part
    }
    return said
  }

  /// The text of `word` as it stands in the table, or its own name where it is in neither part.
  private static func text(_ word: Word, _ language: Language) -> String {
    language.entry(word) ?? "\(word)"
  }

  /// The text of `word` in this language, `{}` for its arguments; nil where the table lacks it.
  package func entry(_ word: Word) -> String? {
    guard let texts = Word.texts[word.rawValue] else { return nil }
    return self == .english ? texts.english : texts.chinese
  }
}
