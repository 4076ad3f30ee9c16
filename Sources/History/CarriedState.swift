import ProxyHealth

/// What holds now: every mirror's state, every walk's active target, and the chain.
///
/// A session of the record begins with it where it does not begin with the program: when this instance takes
/// over from another, or a damaged file was set aside.
struct CarriedState {
  private struct WalkKey: Hashable {
    var kind: RequestKind
    var canary: Canary
  }

  private var states: [Mirror.ID: StateChange] = [:]
  private var failovers: [WalkKey: Failover] = [:]
  private var chain: String?

  mutating func note(_ record: HistoryRecord) {
    switch record {
    case .stateChange(let change): states[change.mirror] = change
    case .failover(let failover), .firstTarget(let failover):
      failovers[WalkKey(kind: failover.kind, canary: failover.canary)] = failover
    case .chain(let value, _): chain = value
    case .sample, .gap, .settingChange: break
    }
  }

  /// The records with which a session begins that starts `now`: each comes from "not known".
  func opening(at now: Timestamp) -> [HistoryRecord] {
    var records: [HistoryRecord] = []
    if let chain { records.append(.chain(chain, at: now)) }
    for (_, change) in states.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where change.to != .unknown {
      var first = change
      first.at = now
      first.from = .unknown
      records.append(.stateChange(first))
    }
    for failover in failovers.values.sorted(by: { $0.at < $1.at }) where failover.to.isKnown {
      var first = failover
      first.at = now
      first.from = .nowhere(.unknown, at: nil)
      records.append(.firstTarget(first))
    }
    return records
  }
}
