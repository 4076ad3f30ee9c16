import GoRules

/// Why there is no connection to ask on, or why it broke while it was set up.
struct ConnectionFailure: Error, Sendable {
  var phase: Phase
  var cause: FailureCause
  /// go's text, to stand after `Get "URL": `.
  var text: String
}
