import GoRules

/// One question's outcome as far as it is confirmed by rise and fall: what the failover journal
/// goes by, while the live walk shows the newest outcome.
///
/// At most one outcome a round counts, so that a row is always one over time; but what was silent for as long as we wait
/// needs no confirmation, and what costs too much to be asked twice has none.
package struct ConfirmedOutcome: Sendable, Hashable {
  /// nil before the first round.
  package private(set) var outcome: RequestOutcome?
  /// The newest outcomes in a row that contradict `outcome`.
  private var row = 0
  /// Since when go would have met the first of them.
  private var rowBegan: Timestamp?
  private var onlyTLS = false
  private var lastRound: Int?

  package init() {}

  /// An outcome was seen that contradicts the confirmed one and is not confirmed itself.
  package var isUnconfirmed: Bool { row > 0 }

  /// What is not confirmed yet is a failure.
  package private(set) var isFallUnconfirmed = false

  /// Round number `round` had `outcome`, which go would have met since `begin`. `isEnough`: nothing is to confirm it.
  ///
  /// Returns since when the confirmed outcome is another: of a failure since the first of those that confirm it, of an
  /// answer since it is confirmed; nil where it is the same.
  package mutating func observed(
    _ newest: RequestOutcome, since begin: Timestamp, inRound round: Int,
    thresholds: HealthThresholds, isEnough: Bool = false
  ) -> Timestamp? {
    let isEnough = isEnough || newest.tookAllPatience
    guard round != lastRound || isEnough else { return nil }
    lastRound = round
    guard let confirmed = outcome else {
      outcome = newest
      return begin
    }
    guard confirmed.answer != newest.answer else {
      endRow()
      outcome = newest
      return confirmed == newest ? nil : begin
    }
    let isTLS = newest.failure?.phase == .tls
    onlyTLS = row == 0 ? isTLS : onlyTLS && isTLS
    let since = newest.isAlive ? begin : min(rowBegan ?? begin, begin)
    rowBegan = since
    row += 1
    isFallUnconfirmed = !newest.isAlive
    let needed =
      newest.isAlive ? thresholds.rise : onlyTLS ? thresholds.fallTLS : thresholds.fall
    guard row >= needed || isEnough else { return nil }
    endRow()
    outcome = newest
    return since
  }

  /// Time has passed unmeasured: the row begins anew.
  package mutating func gapPassed() { endRow() }

  private mutating func endRow() {
    row = 0
    rowBegan = nil
    isFallUnconfirmed = false
  }
}

extension RequestOutcome {
  /// The four answers that the go command tells apart.
  enum OutcomeKind { case ok, notFound, failure, hang }

  var answer: OutcomeKind {
    switch self {
    case .ok: .ok
    case .notFound: .notFound
    case .failure: .failure
    case .hang: .hang
    }
  }
}
