/// A text in both languages, in which `{}` is the place of an argument, in the same order in both.
///
/// What belongs to one thing (a key, a state, a column, an advice) stands in its row; the static members are
/// what belongs to none.
package struct Phrase: Sendable, Hashable {
  package let english: String
  package let chinese: String

  package init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
