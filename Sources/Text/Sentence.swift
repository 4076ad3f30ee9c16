/// A text of the screen before it is said: it keeps its meaning while the language may still change.
package struct Sentence: Sendable, Hashable {
  /// What stands for one `{}`.
  package enum Argument: Sendable, Hashable {
    /// A name, a value, or the words of another program: the same in every language.
    case text(String)
    indirect case sentence(Sentence)
  }

  package var phrase: Phrase
  /// What stands for each `{}`, in their order.
  package var arguments: [Argument]

  package init(_ phrase: Phrase, _ arguments: Argument...) {
    self.phrase = phrase
    self.arguments = arguments
  }

  /// The words of go, the system or a library, as they are.
  package init(verbatim text: String) { self.init(.verbatim, .text(text)) }

  /// The same with each text put through `change`.
  package func mapTexts(_ change: (String) -> String) -> Sentence {
    var changed = self
    changed.arguments = arguments.map { argument in
      switch argument {
      case .text(let text): .text(change(text))
      case .sentence(let sentence): .sentence(sentence.mapTexts(change))
      }
    }
    return changed
  }
}

extension Language {
  /// The text of `sentence`, and of those within it.
  package func say(_ sentence: Sentence) -> String {
    say(
      sentence.phrase,
      sentence.arguments.map { argument in
        switch argument {
        case .text(let text): text
        case .sentence(let sentence): say(sentence)
        }
      })
  }
}
