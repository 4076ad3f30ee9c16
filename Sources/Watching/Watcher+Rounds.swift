import Health
import History
import Probing

/// What the monitor decides, carried out.
extension Watcher {
  mutating func decide(after event: MonitorEvent, at now: Timestamp) {
    carryOut(monitor.handle(event, at: now), at: now)
  }

  mutating func carryOut(_ commands: [MonitorCommand], at now: Timestamp) {
    var records: [HistoryRecord] = []
    for command in commands {
      switch command {
      case .probe(let round): startRound(round, at: now)
      case .cancel(let mirror, let lane):
        rounds.removeValue(forKey: RoundID(mirror: mirror, lane: lane))?.finish()
      case .wake(let time):
        due = time
        alarm.set(.monitor, at: time.monotonic)
      case .record(let record):
        records.append(record)
        tell(.recorded(record))
      }
    }
    guard let history, !records.isEmpty else { return }
    history.append(records)
    if records.contains(where: \.isShown) { readRecord(at: now) }
  }

  private mutating func startRound(_ round: ProbeRound, at now: Timestamp) {
    let (probing, handle) = cancellable { [pool, send] in
      await pool.run(round) { send(.probed($0)) }
    }
    let id = RoundID(mirror: round.mirror, lane: round.lane)
    rounds[id] = handle
    perform { [send] in
      await probing()
      send(.roundFinished(id))
    }
    guard round.lane == .fresh else { return }
    tell(.roundStarted(round.mirror, lateness: now.since(due)))
  }
}

extension HistoryRecord {
  /// It is among the failovers or in the calendar.
  fileprivate var isShown: Bool {
    switch self {
    case .failover, .firstTarget, .stateChange: true
    case .sample, .gap, .settingChange, .chain: false
    }
  }
}
