import GoRules

/// What answers cost, and how often they are therefore asked for.
extension Cadence {
  /// The last answer brought so much that another would be more than a minute's bytes.
  func isTooSoon(_ question: Question, at now: Duration, interval: Duration) -> Bool {
    guard let heavy = heavy[question] else { return false }
    return now - heavy.readAt + interval / 2 < heavy.pause
  }

  /// What was asked at `start`, a monotonic time, has brought `bytes`.
  ///
  /// `isBeginning`: no more was to be read of an answer that brought much before, and what came is no good one.
  package mutating func answered(
    _ question: Question, bytes: Int, isBeginning: Bool = false, at start: Duration
  ) {
    guard question.kind != .zip, !(isBeginning && heavy[question] != nil) else { return }
    heavy[question] = bytes > Self.light ? Heavy(bytes: bytes, readAt: start) : nil
  }

  /// It may be asked once more right now, to confirm what it brought. `showsEarly`: the beginning of it says the same.
  func affordsAnother(_ question: Question, showsEarly: Bool, at now: Duration) -> Bool {
    question.kind == .zip
      ? zips.affordsAnother(question.canary, at: now) : showsEarly || heavy[question] == nil
  }

  /// Whether a proof that begins at `now` is to begin anew: every two minutes, and soon after a change.
  mutating func provesAnew(
    _ question: Question, afterChange: Bool, at now: Duration
  ) -> Bool {
    guard mayProveAnew(question, afterChange: afterChange, at: now) else { return false }
    provenAt[question] = now
    return true
  }

  func mayProveAnew(
    _ question: Question, afterChange: Bool, at now: Duration
  ) -> Bool {
    guard let last = provenAt[question] else { return true }
    return now - last >= (afterChange ? Self.proofInterval / 4 : Self.proofInterval)
  }

  /// For how long a failure of the question stands for it: what brought much and failed is in question all the same.
  func intervalOfFailures(of question: Question) -> Duration {
    question.kind == .zip ? interval(of: question) : min(Self.usual, interval(of: question))
  }

  /// Between two proofs of the checksum database that need all that a new go would ask for.
  private static let proofInterval = Duration.seconds(120)
}
