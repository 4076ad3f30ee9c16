import GoRules

/// Who serves each question, as far as it is confirmed, and each change of it.
///
/// It is given walks over confirmed outcomes. A walk that is not known to its end changes nothing.
package struct FailoverJournal: Sendable {
  /// Newest first, bounded.
  package private(set) var failovers: [Failover] = []
  /// The first place that was known of each question.
  package private(set) var firsts: [Failover] = []
  private var places: [Question: (place: Failover.Place, since: Timestamp)] = [:]
  private var breakdowns = BreakdownLog()
  /// The chain changed, and these have not been walked since.
  private var unsettled: Set<Question> = []
  /// The chain in force is so since then; nil: since the start.
  private var chainSince: Timestamp?

  /// How many failovers are kept in memory; the history on disk has them all.
  private static let limit = 200

  package init() {}

  /// The last time in which go failed or waited, or fails or waits now; nil where there was none.
  package var breakdown: Breakdown? { breakdowns.last }

  /// The chain changed (nil: before the start): the next change of each question's place is laid to that.
  package mutating func chainChanged(at now: Timestamp?) {
    unsettled = Set(places.keys)
    chainSince = now
  }

  /// No questions but these are asked from `now` on.
  package mutating func keep(_ questions: [Question], at now: Timestamp) {
    breakdowns.keep(questions, at: now)
  }

  /// A walk over confirmed outcomes that hold since `begin`; `mirror` names the mirror of an entry. Returns what is to be
  /// recorded: the failover, or the first place that is known of a question (`Failover.isFirst`), which is none.
  package mutating func walked(
    _ walk: Walk, since begin: Timestamp, in chain: Chain, mirror: (Int) -> Mirror?
  ) -> Failover? {
    guard walk.verdict != .unknown else { return nil }
    let question = Question(walk.kind, walk.canary)
    let place = Self.place(of: walk, mirror: mirror)
    let chainChanged = unsettled.remove(question) != nil
    // Another place held until then, or another chain.
    let time = [begin, places[question]?.since, chainSince].compactMap(\.self).max() ?? begin
    breakdowns.stands(
      question, isBad: walk.verdict.isBad, isFirst: places[question] == nil, at: time)
    guard let before = places[question]?.place else {
      places[question] = (place, time)
      let first = Failover(
        at: time, kind: walk.kind, canary: walk.canary, from: .nowhere(.unknown, at: nil),
        to: place, reason: .firstKnown)
      firsts.append(first)
      return first
    }
    guard before != place else { return nil }
    places[question] = (place, time)
    let reason =
      chainChanged
      ? .chainChanged : Self.reason(of: walk, from: before, in: chain, mirror: mirror)
    let failover = Failover(
      at: time, kind: walk.kind, canary: walk.canary, from: before, to: place, reason: reason)
    if let last = failovers.firstIndex(where: { Question($0.kind, $0.canary) == question }) {
      failovers[last].lasted = time.since(failovers[last].at)
    }
    failovers.insert(
      failover, at: failovers.firstIndex { $0.at <= time } ?? failovers.endIndex)
    if failovers.count > Self.limit { failovers.removeLast() }
    return failover
  }

  private static func place(of walk: Walk, mirror: (Int) -> Mirror?) -> Failover.Place {
    guard let active = walk.active else {
      // A checksum database that no entry of the list carries is asked itself.
      if walk.verdict == .direct { return .direct }
      return .nowhere(
        walk.verdict, at: walk.database?.name ?? walk.stop.flatMap(mirror)?.name)
    }
    return mirror(active).map { .mirror($0.id, name: $0.name) } ?? .direct
  }

  /// Why the place changed: what stops the walk, or where it ends well, how go passes the entry that served before or
  /// that stopped it; `recovered` where it comes to none of these.
  private static func reason(
    of walk: Walk, from before: Failover.Place, in chain: Chain, mirror: (Int) -> Mirror?
  ) -> FailoverCause {
    if walk.verdict.isBad { return reason(ofBad: walk, in: chain) ?? .recovered }
    let decisive = walk.steps.first { step in
      switch before {
      case .mirror(let id, _): mirror(step.entry)?.id == id
      case .nowhere(_, let name): name.map { mirror(step.entry)?.name == $0 } ?? false
      case .direct: false
      }
    }
    return reason(of: decisive, in: chain) ?? .recovered
  }

  /// What stops a walk that ends badly; nil for any other, and for `off`, which answers nothing.
  static func reason(ofBad walk: Walk, in chain: Chain) -> FailoverCause? {
    guard walk.verdict.isBad else { return nil }
    if let outcome = walk.database?.outcome { return FailoverCause(outcome, nil) }
    return reason(of: walk.steps.last { $0.outcome != nil }, in: chain)
  }

  private static func reason(of step: Walk.Step?, in chain: Chain) -> FailoverCause? {
    guard let step, let outcome = step.outcome else { return nil }
    let separator =
      chain.entries.indices.contains(step.entry) ? chain.entries[step.entry].separator : nil
    return FailoverCause(outcome, separator)
  }
}
