import GoRules
import Health

/// Why an answer of Prometheus, or a part of it, tells nothing.
package enum PrometheusTrouble: Error, Sendable, Hashable {
  /// It was not reached, the connection broke, or it was silent.
  case exchange(RequestOutcome)
  /// What is to be sent cannot be: the words of the system.
  case credentials(String)
  /// An HTTP status, and what the body says in a word or two; empty where it says nothing.
  case status(Int, String)
  /// Its own error: kind and message.
  case refused(String, String)
  /// More than is read.
  case tooLarge
  /// No JSON: as go says it.
  case syntax(String)
  /// JSON, and not what Prometheus answers.
  case shape
  /// The same evaluation as long before: something in between keeps answers.
  case repeated
  /// A result of another type than was asked for.
  case type(String)
}
