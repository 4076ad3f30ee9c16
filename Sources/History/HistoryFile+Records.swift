import GoRules
import Health
import Record

/// A stretch of recording by this process: its row in the file.
struct Session {
  let row: Int64
  /// The wall time of its start.
  let start: Duration
}

extension HistoryFile {
  /// The end of the file's last session and what it said last; nil in an empty file.
  func lastSession() throws(HistoryError) -> (until: Timestamp, changes: LastChanges)? {
    let row = try connection.prepare(
      "SELECT id, until_at, until_mono FROM session ORDER BY id DESC LIMIT 1", as: "read")
    guard try row.step() else { return nil }
    let session = try row.number(0, in: StoredRange.row)
    var changes = LastChanges()
    for chain in try chains(session: session) { changes.note(.chain(chain.value, at: chain.at)) }
    for change in try stateChanges(session: session, vocabulary) {
      changes.note(.stateChange(change))
    }
    for failover in try failovers(session: session) { changes.note(HistoryRecord(failover)) }
    return (try row.timestamp(1), changes)
  }

  /// Opens a session that begins `now`.
  func beginSession(at now: Timestamp) throws(HistoryError) -> Session {
    let insert = try connection.prepare(
      "INSERT INTO session (from_at, from_mono, until_at, until_mono) VALUES (?1, ?2, ?1, ?2)",
      as: "write")
    insert.bind(1, now.wall)
    insert.bind(2, now.monotonic)
    try insert.run()
    return Session(row: connection.lastInsertedRow, start: now.wall)
  }

  /// Writes `records` in one transaction: all or none.
  ///
  /// A failover, state change, gap or setting is on the disk itself when this returns (the log is synced);
  /// samples alone are in the system's cache, safe from the death of this process but not from a power cut.
  func write(
    _ records: [HistoryRecord], in session: Session, until now: Timestamp
  ) throws(HistoryError) {
    let isLasting = records.contains { $0.isLasting }
    if isLasting { try connection.execute("PRAGMA synchronous = FULL", as: "write") }
    defer {
      if isLasting { try? connection.execute("PRAGMA synchronous = NORMAL", as: "write") }
    }
    do throws(HistoryError) {
      try connection.transaction(as: "write") { () throws(HistoryError) in
        let closed = try progress("minute") ?? .min
        var late: [ProbeResult] = []
        let insertion = try connection.prepare(Self.sampleInsertion, as: "write")
        for record in records {
          if case .sample(let result) = record {
            try write(result, with: insertion)
            if result.startedAt.wall.microseconds < closed { late.append(result) }
          } else {
            try write(record, in: session)
          }
        }
        if !late.isEmpty { try mergeLate(late) }
        let heartbeat = try connection.prepare(
          "UPDATE session SET until_at = ?2, until_mono = ?3 WHERE id = ?1", as: "write")
        heartbeat.bind(1, session.row)
        heartbeat.bind(2, now.wall)
        heartbeat.bind(3, now.monotonic)
        try heartbeat.run()
      }
    } catch {
      // The numbers given in the undone transaction are no longer in the file.
      if let sound = try? Vocabulary(from: connection) { vocabulary = sound }
      throw error
    }
  }

  /// Writes a change of GOPROXY by an instance that does not record: it is never lost and needs no session.
  func write(_ change: SettingChange) throws(HistoryError) {
    try connection.execute("PRAGMA synchronous = FULL", as: "write")
    defer { try? connection.execute("PRAGMA synchronous = NORMAL", as: "write") }
    try insert(change)
  }

  private func insert(_ change: SettingChange) throws(HistoryError) {
    let insert = try connection.prepare(
      "INSERT INTO setting_change (at, before, after, file) VALUES (?, ?, ?, ?)", as: "write")
    try undo?.keep(change, at: change.at.wall)
    let shown = UndoValues.redacted(change)
    insert.bind(1, shown.at.wall)
    insert.bind(2, shown.before)
    insert.bind(3, shown.after)
    insert.bind(4, shown.file)
    try insert.run()
  }

  /// Takes passwords out of changes that an earlier version of this program recorded; what can still be undone is kept
  /// apart.
  func hidePasswords(at now: Duration) throws(HistoryError) {
    let rows = try connection.prepare(
      """
      SELECT at, before, after, file, id FROM setting_change
      WHERE before LIKE '%@%' OR after LIKE '%@%'
      """, as: "read")
    var found: [(row: Int64, change: SettingChange)] = []
    while try rows.step() {
      let change = try SettingChange(row: rows)
      if UndoValues.redacted(change) != change {
        found.append((try rows.number(4, in: StoredRange.row), change))
      }
    }
    if found.isEmpty { return }
    for (_, change) in found { try undo?.keep(change, at: now) }
    // What is overwritten is to be gone from the file, and from its log.
    try connection.execute("PRAGMA secure_delete = ON", as: "write")
    defer { try? connection.execute("PRAGMA secure_delete = OFF", as: "write") }
    try connection.transaction(as: "write") { () throws(HistoryError) in
      let update = try connection.prepare(
        "UPDATE setting_change SET before = ?2, after = ?3 WHERE id = ?1", as: "write")
      for (row, change) in found {
        let shown = UndoValues.redacted(change)
        update.bind(1, row)
        update.bind(2, shown.before)
        update.bind(3, shown.after)
        try update.run()
      }
    }
    connection.checkpoint()
  }

  private func write(_ record: HistoryRecord, in session: Session) throws(HistoryError) {
    switch record {
    case .sample: break  // Written in a row by the caller.
    case .failover(let failover), .firstTarget(let failover):
      try write(failover, in: session)
    case .stateChange(let change): try write(change, in: session)
    case .gap(let gap): try write(gap, in: session)
    case .settingChange(let change): try insert(change)
    case .chain(let value, let at):
      let insert = try connection.prepare(
        "INSERT INTO chain (session, at, mono, value) VALUES (?, ?, ?, ?)", as: "write")
      insert.bind(1, session.row)
      insert.bind(2, at.wall)
      insert.bind(3, at.monotonic)
      insert.bind(4, value)
      try insert.run()
    }
  }

  private func write(_ change: StateChange, in session: Session) throws(HistoryError) {
    let insert = try connection.prepare(
      """
      INSERT INTO state_change (session, at, mono, mirror, from_state, to_state, outcome)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, as: "write")
    let mirror = try vocabulary.number(of: change.mirror, in: connection)
    var outcome: Int64?
    if let failure = change.failure {
      outcome = try vocabulary.number(of: .failure(failure), in: connection)
    }
    insert.bind(1, session.row)
    insert.bind(2, change.at.wall)
    insert.bind(3, change.at.monotonic)
    insert.bind(4, mirror)
    insert.bind(5, change.from.rawValue)
    insert.bind(6, change.to.rawValue)
    insert.bind(7, outcome)
    try insert.run()
  }

  private func write(_ failover: Failover, in session: Session) throws(HistoryError) {
    let insert = try connection.prepare(
      """
      INSERT INTO failover (session, at, mono, kind, module, version, from_verdict, from_mirror,
        from_name, to_verdict, to_mirror, to_name, cause)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, as: "write")
    insert.bind(1, session.row)
    insert.bind(2, failover.at.wall)
    insert.bind(3, failover.at.monotonic)
    insert.bind(4, failover.kind.rawValue)
    insert.bind(5, failover.canary.module)
    insert.bind(6, failover.canary.version)
    failover.from.bind(to: insert, from: 7)
    failover.to.bind(to: insert, from: 10)
    insert.bind(13, failover.cause)
    try insert.run()
  }

  private func write(_ gap: Gap, in session: Session) throws(HistoryError) {
    let insert = try connection.prepare(
      "INSERT INTO gap (session, from_at, from_mono, to_at, to_mono) VALUES (?, ?, ?, ?, ?)",
      as: "write")
    insert.bind(1, session.row)
    insert.bind(2, gap.from.wall)
    insert.bind(3, gap.from.monotonic)
    insert.bind(4, gap.to.wall)
    insert.bind(5, gap.to.monotonic)
    try insert.run()
  }
}

extension HistoryRecord {
  /// When it happened; of a gap its end.
  package var at: Timestamp {
    switch self {
    case .sample(let result): result.startedAt
    case .failover(let failover), .firstTarget(let failover): failover.at
    case .stateChange(let change): change.at
    case .gap(let gap): gap.to
    case .settingChange(let change): change.at
    case .chain(_, let at): at
    }
  }

  /// Kept forever and never dropped, unlike samples.
  var isLasting: Bool {
    if case .sample = self { false } else { true }
  }
}

extension Failover.Place {
  /// Three columns: verdict (`served` for a mirror), mirror, name.
  func bind(to statement: borrowing Statement, from parameter: Int32) {
    switch self {
    case .mirror(let id, let name):
      statement.bind(parameter, Walk.Verdict.served.rawValue)
      statement.bind(parameter + 1, id.rawValue)
      statement.bind(parameter + 2, name)
    case .direct:
      statement.bind(parameter, Walk.Verdict.direct.rawValue)
      statement.bind(parameter + 1, String?.none)
      statement.bind(parameter + 2, String?.none)
    case .nowhere(let verdict, let name):
      statement.bind(parameter, verdict.rawValue)
      statement.bind(parameter + 1, String?.none)
      statement.bind(parameter + 2, name)
    }
  }

  /// `once`: gives a text the memory of the same that came before.
  init(
    row: borrowing Statement, from column: Int32, _ once: (String) -> String
  ) throws(HistoryError) {
    let verdict = Walk.Verdict(rawValue: try row.text(column)) ?? .unknown
    if let mirror = try row.optionalText(column + 1) {
      self = .mirror(
        Mirror.ID(rawValue: once(mirror)), name: once(try row.optionalText(column + 2) ?? ""))
    } else if verdict == .direct {
      self = .direct
    } else {
      self = .nowhere(verdict, at: try row.optionalText(column + 2).map(once))
    }
  }
}
