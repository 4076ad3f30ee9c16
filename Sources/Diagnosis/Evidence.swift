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
  /// What connections of one mirror showed that were idle, the shortest time first.
  case idle([IdleFact])
  case burst(BurstFact)
  /// go's own request, and what its connection showed.
  case asked(GoRun.Request)
  /// Who comes next was not asked; how to find out of this module.
  case untried(String)
  /// What can be done about such a failure at all.
  case hint(FailureCause)
  // Of a log
  /// The first of so many lines that say the same.
  case logged(line: Int, text: String, times: Int)
  /// A proxy's own words.
  case serverSays(String)
  /// The same is said of these.
  case alsoFor([String])
  /// Entry `number` of so many in the list; the line of the log that tells the list, nil for what is set now.
  case entry(Int, of: Int, GoproxySetting, Int?)
  /// The list does not have that URL.
  case notInList(String, GoproxySetting, Int?)
  /// GOPRIVATE or GONOPROXY takes the module from the proxies.
  case takenFromProxies
  /// go names the last one that it asked, and this one had failed before.
  case goBlamesTheLast
  /// By the list that is known, go would have stopped where it moved on.
  case anotherListThen
  /// Who failed before is not in the log.
  case beforeIsUnknown
  /// Before `,` nothing but a 404 or 410 leads on.
  case beforeSaidNotFound
  /// A log that was cut looks the same.
  case logEnds

  package struct Times: Sendable, Hashable {
    package var failed: Int
    package var of: Int

    package init(failed: Int, of total: Int) {
      self.failed = failed
      of = total
    }
  }
}
