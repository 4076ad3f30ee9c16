import GoRules

package enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language that a locale name asks for (`zh_CN.UTF-8`); English for any other.
  package init(locale: String) {
    self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
  }
}

extension Language {
  /// The text of `phrase` with its arguments put in, in their order.
  package func say(_ phrase: Phrase, _ arguments: String...) -> String { say(phrase, arguments) }

  /// How old something is: `3m12s ago`.
  package func ago(_ age: Duration) -> String { say(.ago, Format.span(age)) }

  package func say(_ phrase: Phrase, _ arguments: [String]) -> String {
    let text = phrase.text(in: self)
    if arguments.isEmpty { return text }
    var said = ""
    for (index, part) in text.split(at: "{}").enumerated() {
      if index > 0, index <= arguments.count { said += arguments[index - 1] }
      said += part
    }
    return said
  }

  /// Names in a row: `info, mod`.
  package func list(_ names: [String]) -> String {
    names.joined(separator: self == .english ? ", " : "、")
  }
}
