import Text

/// A fault that the demo can play, as the list of them shows it.
package struct PlayableFault: Sendable, Hashable {
  /// As `:fault` and `demo --fault` take it.
  package var name: String
  package var what: Phrase

  package init(name: String, what: Phrase) {
    self.name = name
    self.what = what
  }
}
