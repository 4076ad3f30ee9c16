import GoRules
import Health

/// Who served, and over which chain.
struct ServedPlace: Hashable, Sendable {
  var place: Failover.Place
  /// The value of GOPROXY in force, without passwords; nil where the history does not tell.
  var chain: String?
}

extension RecordedPeriod {
  /// Who served over which chain, for every walk over the sessions, whole.
  func servedPlaces() -> [Question: Timeline<ServedPlace>] {
    var timelines: [Question: Timeline<ServedPlace>] = [:]
    for session in sessions {
      let byWalk = Dictionary(grouping: session.failovers) { Question($0.kind, $0.canary) }
      for (walk, failovers) in byWalk {
        timelines[walk, default: Timeline()].add(
          session, changes: session.changes(of: failovers), known: \.place.isKnown)
      }
    }
    return timelines
  }
}

extension RecordedSession {
  /// The changes of place and chain of one walk in order of time, one at each moment.
  fileprivate func changes(of failovers: [Failover]) -> [Timeline<ServedPlace>.Change] {
    var served = ServedPlace(place: failovers.first?.from ?? .nowhere(.unknown, at: nil))
    var changes: [Timeline<ServedPlace>.Change] = []
    func tell(at time: Timestamp) {
      if changes.last?.at == time { changes.removeLast() }
      changes.append(Timeline.Change(at: time, value: served))
    }
    if served.place.isKnown { tell(at: from) }
    var index = 0
    func follow(until end: Timestamp?) {
      while index < failovers.count, end.map({ failovers[index].at < $0 }) ?? true {
        served.place = failovers[index].to
        tell(at: failovers[index].at)
        index += 1
      }
    }
    for chain in chains {
      follow(until: chain.at)
      // Until it is known who serves over a new chain, what is known is of the one before.
      let settled = index < failovers.count && failovers[index].reason == .chainChanged
      let time = settled ? failovers[index].at : chain.at
      follow(until: time)
      served.chain = chain.value
      tell(at: time)
    }
    follow(until: nil)
    return changes
  }
}

/// The first entries of chains on record; each chain is read once.
struct FirstEntries {
  private var entries: [String: Chain.Entry?] = [:]

  /// The first entry of the chain that was in force served.
  mutating func serves(_ served: ServedPlace) -> Bool {
    guard let chain = served.chain, let first = entry(of: chain)?.mirror else { return false }
    switch served.place {
    case .mirror(let id, _): return id == first
    case .direct: return first == .direct
    case .nowhere: return false
    }
  }

  /// go refuses the chain.
  mutating func isRefused(_ chain: String?) -> Bool {
    chain.map { entry(of: $0) == nil } ?? false
  }

  private mutating func entry(of chain: String) -> Chain.Entry? {
    if let known = entries[chain] { return known }
    let entry = (try? Chain(parsing: chain))?.entries.first
    entries[chain] = .some(entry)
    return entry
  }
}
