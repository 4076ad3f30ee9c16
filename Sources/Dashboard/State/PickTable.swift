import GoRules
import Health

/// The mirrors compared, as far as the measurement has come: what the pick panel shows.
package struct PickTable: Sendable, Hashable {
  package struct Row: Sendable, Hashable, Identifiable {
    package var id: Mirror.ID
    package var name: String
    package var rounds: Int
    package var failures: Int
    package var coldP50: Duration?
    package var coldP95: Duration?
    package var warmP50: Duration?
    /// Bytes per second of the bounded download; nil where it was not done.
    package var throughput: Double?
    /// How sure its place is; nil before the end.
    package var confidence: Ranking.Confidence?
    /// How its newest failed request ended; nil where none failed.
    package var lastFailure: RequestOutcome?
    /// The chain with this mirror first and the separators kept; nil where it cannot be used.
    package var proposal: ChainProposal?
    /// The same with the separators that the advice names; nil where that is no different.
    package var advisedProposal: ChainProposal?

    package init(id: Mirror.ID, name: String) {
      self.id = id
      self.name = name
      rounds = 0
      failures = 0
    }
  }

  /// What another chain would have made of the recorded time, against the present one.
  package struct Gain: Sendable, Hashable {
    /// The other chain, redacted.
    package var shownChain: String
    /// How much of the history was walked.
    package var period: Duration
    /// How long go would have failed or hung with the other chain.
    package var broken: Duration
    /// The same with the present chain.
    package var presentBroken: Duration
    /// Mean wait of a request that is served, with the other chain; nil where it is not known.
    package var wait: Duration?
    /// The same with the present chain.
    package var presentWait: Duration?

    package init(
      shownChain: String, period: Duration, broken: Duration, presentBroken: Duration,
      wait: Duration? = nil, presentWait: Duration? = nil
    ) {
      self.shownChain = shownChain
      self.period = period
      self.broken = broken
      self.presentBroken = presentBroken
      self.wait = wait
      self.presentWait = presentWait
    }
  }

  package var stage: Ranking.Stage
  /// Best first.
  package var rows: [Row]
  /// What `Row.advisedProposal` follows; empty where there is none.
  package var advice: [Advice] = []
  /// The best chain by the history; nil where the present one is, or where nothing is recorded.
  package var gain: Gain?

  package init(stage: Ranking.Stage, rows: [Row]) {
    self.stage = stage
    self.rows = rows
  }
}
