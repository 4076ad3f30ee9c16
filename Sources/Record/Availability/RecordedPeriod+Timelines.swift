import GoRules
import Health

extension RecordedPeriod {
  /// The mirrors whose states are recorded, in the order of their first appearance.
  package var mirrors: [Mirror.ID] {
    var seen: Set<Mirror.ID> = []
    return sessions.flatMap(\.stateChanges).map(\.mirror).filter { seen.insert($0).inserted }
  }

  /// The walks whose active target is recorded, in the order of their first appearance.
  var walks: [Question] {
    var seen: Set<Question> = []
    return sessions.flatMap(\.failovers).map { Question($0.kind, $0.canary) }
      .filter { seen.insert($0).inserted }
  }

  /// The states of every mirror over the sessions, whole.
  func stateTimelines() -> [Mirror.ID: Timeline<HealthState>] {
    var timelines: [Mirror.ID: Timeline<HealthState>] = [:]
    for session in sessions {
      for (mirror, changes) in Dictionary(grouping: session.decidedStates, by: \.mirror) {
        timelines[mirror, default: Timeline()].add(
          session, changes: changes.map { Timeline.Change(at: $0.at, value: $0.to) },
          known: { $0 != .unknown })
      }
    }
    return timelines
  }

  /// Who served, for every walk over the sessions, whole, each as `told`.
  func placeTimelines(
    _ told: (Failover.Place) -> Failover.Place = { $0 }
  ) -> [Question: Timeline<Failover.Place>] {
    var timelines: [Question: Timeline<Failover.Place>] = [:]
    var chainBefore: String?
    for session in sessions {
      // Who serves behind a gateway and who serves with it are answers to two questions.
      let isComparable = !(chainBefore.map(session.beganWithOrWithoutGateway) ?? false)
      chainBefore = session.chains.last?.value ?? chainBefore
      let byWalk = Dictionary(grouping: session.failovers) { Question($0.kind, $0.canary) }
      for (walk, failovers) in byWalk {
        var changes = failovers.map { Timeline.Change(at: $0.at, value: told($0.to)) }
        if let first = failovers.first, first.from.isKnown {
          changes.insert(Timeline.Change(at: session.from, value: told(first.from)), at: 0)
        }
        timelines[walk, default: Timeline()].add(
          session, changes: changes, isComparable: isComparable, known: \.isKnown)
      }
    }
    return timelines
  }
}

extension RecordedPeriod {
  /// Without what was recorded of `chain` with a gateway in it, or without the one that is in it: of the rest it can be said
  /// that go fared so.
  package func ofList(_ chain: String) -> RecordedPeriod {
    var period = self
    period.sessions.removeAll { session in
      session.chains.last.map { Chain.differByGateway($0.value, chain) } ?? false
    }
    return period
  }
}

extension RecordedSession {
  /// Its first list is `chain` with a gateway in it, or without the one that is in it.
  fileprivate func beganWithOrWithoutGateway(_ chain: String) -> Bool {
    chains.first.map { Chain.differByGateway($0.value, chain) } ?? false
  }

  /// The state changes, in which a time of waiting counts as what came of it: neither up nor down until that was
  /// decided, and `unknown` where it never was.
  var decidedStates: [StateChange] {
    var decided = stateChanges
    var next: [Mirror.ID: Int] = [:]
    for index in decided.indices.reversed() {
      let mirror = decided[index].mirror
      if decided[index].to == .waiting {
        let outcome = next[mirror].map { decided[$0] }
        decided[index].to = outcome?.to ?? .unknown
        decided[index].failure = outcome?.failure
      }
      next[mirror] = index
    }
    return decided
  }
}

extension Failover.Place {
  /// Where go fails or hangs; false also where it is not known.
  package var isOutage: Bool {
    if case .nowhere(let verdict, _) = self { verdict != .unknown } else { false }
  }

  /// Not "somewhere, not measured yet".
  package var isKnown: Bool {
    if case .nowhere(.unknown, _) = self { false } else { true }
  }

  /// A mirror or version control answers.
  package var isServing: Bool {
    if case .nowhere = self { false } else { true }
  }
}
