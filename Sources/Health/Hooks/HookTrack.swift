import GoRules

/// What one hook has been told, and what it is to be told next.
///
/// A fault is told once it has lasted for `hold`, and its end once it has been over for as long: what comes and goes in
/// between is never told.
struct HookTrack: Sendable {
  /// Not over yet, as far as the hook knows.
  private var told: [HookFault.Subject: HookFault] = [:]
  /// Of those, what is over, and since when.
  private var over: [HookFault.Subject: Timestamp] = [:]
  /// Who serves each question, as far as the hook knows.
  private var places: [Question: Failover.Place] = [:]

  /// One fault moves each kind of request, when that is asked next.
  private static let together = Duration.seconds(3)

  /// What the hook is to be told at `now`, and when (monotonic) to look again; nil: when something happens.
  mutating func due(
    _ facts: HookFacts, _ rules: HookRules, at now: Timestamp
  ) -> (events: [HookEvent], next: Duration?) {
    let begun = began(facts, rules, at: now)
    let ended = ended(facts, rules, at: now)
    let moved = moved(facts, rules, at: now)
    return (
      begun.events + ended.events + moved.events,
      [begun.next, ended.next, moved.next].compactMap(\.self).min()
    )
  }

  private mutating func began(
    _ facts: HookFacts, _ rules: HookRules, at now: Timestamp
  ) -> (events: [HookEvent], next: Duration?) {
    var events: [HookEvent] = []
    var next: Duration?
    for fault in facts.present where rules.follows(fault.subject.trigger) {
      over[fault.subject] = nil
      if told[fault.subject] != nil { continue }
      if now.since(fault.since) >= rules.hold {
        told[fault.subject] = fault
        if rules.on.contains(fault.subject.trigger) { events.append(.began(fault)) }
      } else {
        next = earlier(next, fault.since.monotonic + rules.hold)
      }
    }
    return (events, next)
  }

  private mutating func ended(
    _ facts: HookFacts, _ rules: HookRules, at now: Timestamp
  ) -> (events: [HookEvent], next: Duration?) {
    var events: [HookEvent] = []
    var next: Duration?
    let present = Set(facts.present.map(\.subject))
    for fault in told.values.sorted(by: { $0.since.monotonic < $1.since.monotonic })
    where !present.contains(fault.subject) {
      let subject = fault.subject
      // Of what is not watched any more nothing is known.
      guard facts.isWatched(subject), rules.follows(subject.trigger) else {
        (told[subject], over[subject]) = (nil, nil)
        continue
      }
      let end = over[subject] ?? now
      over[subject] = end
      if now.since(end) >= rules.hold {
        (told[subject], over[subject]) = (nil, nil)
        if rules.on.contains(.recovered) { events.append(.ended(fault, at: end)) }
      } else {
        next = earlier(next, end.monotonic + rules.hold)
      }
    }
    return (events, next)
  }

  /// From one that serves to another: where nobody serves, that is another event.
  private mutating func moved(
    _ facts: HookFacts, _ rules: HookRules, at now: Timestamp
  ) -> (events: [HookEvent], next: Duration?) {
    var moves: [Failover] = []
    let standings = facts.standings.sorted { $0.value.since.monotonic < $1.value.since.monotonic }
    for (question, standing) in standings {
      if case .nowhere = standing.place { continue }
      guard let before = places[question] else {
        places[question] = standing.place
        continue
      }
      if before == standing.place { continue }
      moves.append(
        Failover(
          at: standing.since, kind: question.kind, canary: question.canary, from: before,
          to: standing.place, reason: standing.reason))
    }
    let hold = max(rules.hold, Self.together)
    var events: [HookEvent] = []
    var next: Duration?
    while let first = moves.first {
      let alike = moves.filter { $0.from == first.from && $0.to == first.to }
      moves.removeAll { $0.from == first.from && $0.to == first.to }
      guard now.since(first.at) >= hold else {
        next = earlier(next, first.at.monotonic + hold)
        continue
      }
      for move in alike { places[Question(move.kind, move.canary)] = move.to }
      let kinds = RequestKind.allCases.filter { kind in alike.contains { $0.kind == kind } }
      if rules.on.contains(.failover) {
        events.append(.failover(FailoverGroup(failover: first, kinds: kinds)))
      }
    }
    return (events, next)
  }

  private func earlier(_ one: Duration?, _ other: Duration) -> Duration { min(one ?? other, other) }
}
