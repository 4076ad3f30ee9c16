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
      if index > 0, index <= arguments.count { append(arguments[index - 1], to: &said) }
      append(part, to: &said)
    }
    return said
  }

  /// The space of a phrase beside an argument sets other letters apart: between two Chinese characters there is none.
  private func append(_ part: some StringProtocol, to text: inout String) {
    var part = Substring(part)
    if self == .chinese {
      if part.first == " ", Self.isWide(text.last), Self.isWide(part.dropFirst().first) {
        part.removeFirst()
      } else if text.last == " ", Self.isWide(text.dropLast().last), Self.isWide(part.first) {
        text.removeLast()
      }
    }
    text += part
  }

  /// A Chinese character, or a mark as wide as one.
  private static func isWide(_ character: Character?) -> Bool {
    let value = character?.unicodeScalars.first?.value ?? 0
    return (0x2E80...0x9FFF).contains(value) || (0xFF00...0xFF60).contains(value)
  }

  /// Names in a row: `info, mod`.
  package func list(_ names: [String]) -> String {
    names.joined(separator: self == .english ? ", " : "、")
  }
}
