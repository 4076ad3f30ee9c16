import GoRules
import Health
import Record

/// The last change of every mirror's state and every walk's active target, and the chain.
struct LastChanges {
  /// What changes: each has one value at a time.
  enum Subject: Hashable {
    case mirror(Mirror.ID)
    case walk(RequestKind, ModuleVersion)
  }

  private var changes: [Subject: HistoryRecord] = [:]
  private(set) var chain: String?

  subscript(subject: Subject) -> HistoryRecord? { changes[subject] }

  mutating func note(_ record: HistoryRecord) {
    if let subject = record.subject {
      changes[subject] = record
    } else if case .chain(let value, _) = record {
      chain = value
    }
  }

  /// Those whose value is known: the mirrors by their names, then the walks by time.
  var known: [(subject: Subject, record: HistoryRecord)] {
    changes.filter { $0.value.leadsToKnown }
      .sorted { ($0.key.order, $0.value.at) < ($1.key.order, $1.value.at) }
      .map { ($0.key, $0.value) }
  }
}

extension LastChanges.Subject {
  fileprivate var order: String {
    switch self {
    case .mirror(let id): "0" + id.rawValue
    case .walk: "1"
    }
  }
}

extension HistoryRecord {
  /// What it changes; nil for what is no change of a state or of an active target.
  var subject: LastChanges.Subject? {
    switch self {
    case .stateChange(let change): .mirror(change.mirror)
    case .failover(let failover), .firstTarget(let failover):
      .walk(failover.kind, failover.canary)
    case .sample, .gap, .settingChange, .chain: nil
    }
  }

  fileprivate var leadsToKnown: Bool {
    switch self {
    case .stateChange(let change): change.to != .unknown
    case .failover(let failover), .firstTarget(let failover): failover.to.isKnown
    case .sample, .gap, .settingChange, .chain: false
    }
  }

  /// The same value, as it is known from `start` on.
  func first(at start: Timestamp) -> HistoryRecord {
    switch self {
    case .stateChange(var change):
      change.at = start
      change.from = .unknown
      return .stateChange(change)
    case .failover(var failover), .firstTarget(var failover):
      failover.at = start
      failover.from = .nowhere(.unknown, at: nil)
      return .firstTarget(failover)
    case .sample, .gap, .settingChange, .chain: return self
    }
  }

  /// The change from what `last` led to; nil where that is the same value.
  func following(_ last: HistoryRecord) -> HistoryRecord? {
    switch (self, last) {
    case (.stateChange(var change), .stateChange(let last)):
      if change.to == last.to { return nil }
      change.from = last.to
      return .stateChange(change)
    case (.failover(var failover), .failover(let last)),
      (.failover(var failover), .firstTarget(let last)),
      (.firstTarget(var failover), .failover(let last)),
      (.firstTarget(var failover), .firstTarget(let last)):
      if failover.to == last.to { return nil }
      failover.from = last.to
      return HistoryRecord(failover)
    default: return self
    }
  }

  /// The same change at another time.
  func moved(to time: Timestamp) -> HistoryRecord {
    switch self {
    case .stateChange(var change):
      change.at = time
      return .stateChange(change)
    case .failover(var failover):
      failover.at = time
      return .failover(failover)
    case .firstTarget(var failover):
      failover.at = time
      return .firstTarget(failover)
    case .sample, .gap, .settingChange, .chain: return self
    }
  }
}
