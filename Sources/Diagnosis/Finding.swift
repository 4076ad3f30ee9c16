import GoRules
import Health

/// Whose side a cause is on; the raw value is the word of JSON.
package enum Side: String, Sendable, Hashable, CaseIterable {
  /// The user's own settings.
  case you
  case machine
  /// The network between, forward proxies included.
  case path
  case mirror
  /// How GOPROXY is put together.
  case chain

  init(_ side: FailureCause.Side) {
    switch side {
    case .you: self = .you
    case .machine: self = .machine
    case .path: self = .path
    case .mirror: self = .mirror
    }
  }
}

/// How well a cause is known; the raw value is the word of JSON.
package enum Confidence: String, Sendable, Hashable, CaseIterable {
  /// go itself or an exchange as go makes it shows it.
  case high
  /// Probes that go does not make show it.
  case medium
  /// It is what is left.
  case low
}

/// A cause, whose it is, what shows it, and what would help.
package struct Finding: Sendable, Hashable {
  package var cause: Cause
  package var side: Side
  package var confidence: Confidence
  /// What it explains; nil where it explains no failed request.
  package var trouble: Trouble?
  /// The entry of the chain; nil for none.
  package var entry: Int?
  /// What its sentence is filled with: a name, an address, go's words.
  package var subjects: [String] = []
  /// Further entries with the same cause, where it is one for all.
  package var others: [String] = []
  package var advice: Advice?
  package var evidence: [Evidence] = []
  package var fix: Fix?

  package init(
    _ cause: Cause, _ side: Side, _ confidence: Confidence, trouble: Trouble? = nil,
    subjects: [String] = [], advice: Advice? = nil, evidence: [Evidence] = [], fix: Fix? = nil
  ) {
    self.cause = cause
    self.side = side
    self.confidence = confidence
    self.trouble = trouble
    self.subjects = subjects
    self.advice = advice
    self.evidence = evidence
    self.fix = fix
    entry = trouble?.entry ?? advice?.entry
  }

  /// go fails or waits because of it.
  package var stopsGo: Bool {
    if let trouble { return trouble.isNeeded && trouble.stop != nil }
    return cause.isOfGo
      || [
        .goproxyRefused, .noNetwork, .oldGo, .lookupsOff, .goFails, .goWaits, .idleForgotten,
        .idleSilent, .idleCutOff, .burstLimit,
      ].contains(cause)
  }
}

/// What would help, to be pasted.
package enum Fix: Sendable, Hashable {
  /// This chain; `isExported`: GOPROXY is exported, which `go env -w` does not change.
  case chain(Chain, isExported: Bool)
  case command(String)
}
