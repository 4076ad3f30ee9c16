import GoRules
import Health

/// The mirrors compared, as far as the measurement has come: what the pick panel shows.
package struct PickTable: Sendable, Hashable {
  package struct Row: Sendable, Hashable, Identifiable {
    package var id: Mirror.ID
    package var name: String
    /// It is shown in its place, and comes first only where the user chooses it.
    package var isPrivate = false
    package var stage = Race.Stage.done
    /// For how long its request has had no answer; nil while that is less than a second.
    package var wait: Duration?
    package var rounds: Int
    package var failures: Int
    package var coldP50: Duration?
    package var coldP95: Duration?
    package var warmP50: Duration?
    /// Of the bounded downloads; nil where none came whole.
    package var throughput: Contender.Throughput?
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

  package var isFinished: Bool
  /// Rounds that each mirror is to make.
  package var rounds = Race.Rules().rounds
  /// Mirrors of which no more short requests are to come.
  package var measured = 0
  /// Best first, as far as is known.
  package var rows: [Row]
  /// What Enter takes where the user has not moved; nil where no mirror that may come first has served.
  package var best: Mirror.ID?
  /// What `Row.advisedProposal` follows; empty where there is none.
  package var advice: [Advice] = []
  /// The best chain by the history; nil where the present one is, or where nothing is recorded.
  package var gain: Gain?

  package init(isFinished: Bool, rows: [Row]) {
    self.isFinished = isFinished
    self.rows = rows
  }

  /// The row under the cursor: `selection`, or the best; 0 where neither is there.
  func index(of selection: Mirror.ID?) -> Int {
    (selection ?? best).flatMap { id in rows.firstIndex { $0.id == id } } ?? 0
  }
}
