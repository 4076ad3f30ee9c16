import GoRules
import Health

/// What shows something: one line, of a finding or of a step.
package enum Evidence: Sendable, Hashable {
  /// These requests ended so; `times`: how often out of how many, where it was tried again.
  case outcome([RequestKind], RequestOutcome, Silence?, times: Times?)
  case trial(Trial.Kind, RequestOutcome)
  case goSays(String)
  /// The real go fails with that text.
  case goAgrees
  case ruling(Ruling)
  case refereeFailed(String)
  case name(NameFact)
  case reach(ReachFact)
  case advice(Advice)
  case command(GoCommand)
  /// A setting of go's.
  case setting(String, GoproxySetting)
  /// Whole days until the certificate ends; nil where it showed none.
  case tls(TLSFacts, days: Int?)
  case http(version: String)
  case forwardProxy(String)
  case walk(Walk.Verdict)
  case cause(FailureCause)
  /// What can be done about such a failure at all.
  case hint(FailureCause)

  package struct Times: Sendable, Hashable {
    package var failed: Int
    package var of: Int

    package init(failed: Int, of total: Int) {
      self.failed = failed
      of = total
    }
  }
}
