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
  private var onlyTLS = false
  private var lastRound: Int?

  package init() {}

  /// An outcome was seen that contradicts the confirmed one and is not confirmed itself.
  package var isUnconfirmed: Bool { row > 0 }

  /// What is not confirmed yet is a failure.
  package private(set) var isFallUnconfirmed = false

  /// Round number `round` had `outcome`; returns whether the confirmed outcome changed. `isEnough`: nothing is to confirm
  /// it.
  package mutating func observed(
    _ newest: RequestOutcome, inRound round: Int, thresholds: HealthThresholds,
    isEnough: Bool = false
  ) -> Bool {
    let isEnough = isEnough || newest.tookAllPatience
    guard round != lastRound || isEnough else { return false }
    lastRound = round
    guard let confirmed = outcome else {
      outcome = newest
      return true
    }
    guard confirmed.answer != newest.answer else {
      endRow()
      outcome = newest
      return confirmed != newest
    }
    let isTLS = newest.failure?.phase == .tls
    onlyTLS = row == 0 ? isTLS : onlyTLS && isTLS
    row += 1
    isFallUnconfirmed = !newest.isAlive
    let needed =
      newest.isAlive ? thresholds.rise : onlyTLS ? thresholds.fallTLS : thresholds.fall
    guard row >= needed || isEnough else { return false }
    endRow()
    outcome = newest
    return true
  }

  /// Time has passed unmeasured: the row begins anew.
  package mutating func gapPassed() { endRow() }

  private mutating func endRow() {
    row = 0
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
