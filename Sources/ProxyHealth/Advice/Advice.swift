/// Something about the chain or a mirror that a person should know, with its measured reason.
package struct Advice: Sendable, Hashable {
  /// Stable: scripts match on the raw value.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case commaHidesFallback = "comma-hides-fallback"
  }
  package var code: Code
  package var message: String
  /// The entry it speaks of; nil for the whole chain.
  package var entry: Int?

  package init(_ code: Code, _ message: String, entry: Int? = nil) {
    self.code = code
    self.message = message
    self.entry = entry
  }
}
