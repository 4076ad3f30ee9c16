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

  /// Both tables in one; a word that is in neither is told by its own name, and a test finds it.
  static func text(_ word: Word, _ language: Language) -> String {
    guard let texts = Word.screen[word] ?? Word.keys[word] else { return word.rawValue }
    return language == .english ? texts.english : texts.chinese
  }
}
