import GoRules
import Health

/// One thing that was looked at, and what came of it.
package struct Step: Sendable, Hashable {
  /// The raw value is the word of JSON.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case go
    case setting
    case lint
    case name
    case tcp
    case forwardProxy = "forward-proxy"
    case tls
    case http
    case requests
    case sumdb
    case direct
    case burst
    case idle
    case trial
    case walk
    case referee
  }

  /// The raw value is the word of JSON.
  package enum Result: String, Sendable, Hashable, CaseIterable {
    case pass
    case warn
    case fail
    /// What it needs has failed.
    case skip
    /// There is nothing to be looked at.
    case notApplicable = "not_applicable"
  }

  package var kind: Kind
  /// Whom it is about: an entry's name, `host:port`, a host; empty for the whole.
  package var target: String
  package var result: Result
  package var evidence: Evidence?
  /// What it took; nil where that says nothing.
  package var time: Duration?

  package init(
    _ kind: Kind, _ target: String = "", _ result: Result, _ evidence: Evidence? = nil,
    time: Duration? = nil
  ) {
    self.kind = kind
    self.target = target
    self.result = result
    self.evidence = evidence
    self.time = time
  }
}
