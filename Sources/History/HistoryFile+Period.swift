import GoRules
import Health
import Record

extension HistoryFile {
  /// What the history holds of sessions that reach into the span, so that the state at the span's start is known. Of more
  /// than `most` changes the newest. `isRecorded`: some instance records now, in the last session.
  func period(
    from: Duration, until: Duration, most: Int, isRecorded: Bool
  ) throws(HistoryError) -> RecordedPeriod {
    var period = RecordedPeriod(from: from, until: until)
    let bounds = try bounds(ofNewest: most, from: from, until: until)
    if let bounds { (period.from, period.isCut) = (bounds.span.lowerBound, bounds.isCut) }
    let rows = try connection.prepare(
      """
      SELECT id, from_at, from_mono, until_at, until_mono FROM session
      WHERE max(from_at, until_at) >= ?1 AND min(from_at, until_at) < ?2 ORDER BY id
      """, as: "read")
    rows.bind(1, period.from)
    rows.bind(2, until)
    let vocabulary = try Vocabulary(from: connection)
    let last = try connection.number("SELECT max(id) FROM session", as: "read")
    while try rows.step() {
      let row = try rows.number(0, in: StoredRange.row)
      var session = RecordedSession(
        from: try rows.timestamp(1), until: try rows.timestamp(3),
        isRunning: isRecorded && row == last)
      session.stateChanges = try stateChanges(session: row, within: bounds?.span, vocabulary)
      session.failovers = try failovers(session: row, within: bounds?.span)
      session.gaps = try gaps(session: row)
      session.chains = try chains(session: row)
      period.sessions.append(session)
    }
    return period
  }

  /// The changes of GOPROXY that this program made, newest first, without passwords.
  func settingChanges() throws(HistoryError) -> [SettingChange] {
    let rows = try connection.prepare(
      "SELECT at, before, after, file FROM setting_change ORDER BY id DESC", as: "read")
    var changes: [SettingChange] = []
    while try rows.step() { changes.append(try SettingChange(row: rows)) }
    return changes
  }

  /// All of a session, or those within `span` with the last before it and the first after it of each mirror.
  func stateChanges(
    session: Int64, within span: Range<Duration>? = nil, _ vocabulary: Vocabulary
  ) throws(HistoryError) -> [StateChange] {
    let columns = "at, mono, mirror, from_state, to_state, outcome"
    let rows = try changes(columns, of: "state_change", each: "mirror", session, within: span)
    var changes: [StateChange] = []
    while try rows.step() {
      let number = try rows.number(2, in: StoredRange.mirror)
      guard let mirror = vocabulary.mirrors.value(of: number) else { continue }
      var failure: RequestFailure?
      if let outcome = try rows.optionalNumber(5, in: StoredRange.row)
        .flatMap(vocabulary.outcomes.value(of:)),
        case .failure(let found) = outcome
      {
        failure = found
      }
      changes.append(
        StateChange(
          at: try rows.timestamp(0), mirror: mirror,
          from: HealthState(rawValue: try rows.text(3)) ?? .unknown,
          to: HealthState(rawValue: try rows.text(4)) ?? .unknown, failure: failure))
    }
    return changes
  }

  /// All of a session, or those within `span` with the last before it and the first after it of each walk.
  func failovers(
    session: Int64, within span: Range<Duration>? = nil
  ) throws(HistoryError) -> [Failover] {
    let columns = """
      at, mono, kind, module, version, from_verdict, from_mirror, from_name, to_verdict,
      to_mirror, to_name, cause
      """
    let rows = try changes(
      columns, of: "failover", each: "kind, module, version", session, within: span)
    // The same few words come again and again: each is kept once.
    var words: [String: String] = [:]
    func once(_ text: String) -> String {
      if let known = words[text] { return known }
      words[text] = text
      return text
    }
    var reasons: [String: FailoverCause] = [:]
    func reason(_ text: String) -> FailoverCause {
      if let known = reasons[text] { return known }
      let reason = FailoverCause(text: text)
      reasons[text] = reason
      return reason
    }
    var failovers: [Failover] = []
    while try rows.step() {
      guard let kind = RequestKind(rawValue: try rows.text(2)) else { continue }
      failovers.append(
        Failover(
          at: try rows.timestamp(0), kind: kind,
          canary: ModuleVersion(
            module: once(try rows.text(3)), version: once(try rows.text(4))),
          from: try Failover.Place(row: rows, from: 5, once),
          to: try Failover.Place(row: rows, from: 8, once),
          knownReason: reason(try rows.text(11))))
    }
    return failovers
  }

  /// The wall times of a session.
  typealias SessionTimes = (from: Duration, until: Duration)

  /// Those that reach into the span, in the order in which they were recorded.
  func sessions(from: Duration, until: Duration) throws(HistoryError) -> [SessionTimes] {
    let rows = try connection.prepare(
      """
      SELECT from_at, until_at FROM session WHERE until_at >= ? AND from_at < ? ORDER BY id
      """, as: "read")
    rows.bind(1, from)
    rows.bind(2, until)
    var sessions: [SessionTimes] = []
    while try rows.step() { sessions.append((try rows.time(0), try rows.time(1))) }
    return sessions
  }

  /// The chains that came into force before a wall time, in order of time.
  func chains(until: Duration) throws(HistoryError) -> [RecordedChain] {
    let rows = try connection.prepare(
      "SELECT at, mono, value FROM chain WHERE at < ? ORDER BY at, id", as: "read")
    rows.bind(1, until)
    return try chains(rows)
  }

  /// The chains of a session, in order of time.
  func chains(session: Int64) throws(HistoryError) -> [RecordedChain] {
    let rows = try connection.prepare(
      "SELECT at, mono, value FROM chain WHERE session = ? ORDER BY mono, id", as: "read")
    rows.bind(1, session)
    return try chains(rows)
  }

  /// Reads rows of wall time, monotonic time and value.
  private func chains(_ rows: borrowing Statement) throws(HistoryError) -> [RecordedChain] {
    var chains: [RecordedChain] = []
    while try rows.step() {
      chains.append(RecordedChain(at: try rows.timestamp(0), value: try rows.text(2)))
    }
    return chains
  }

  private func gaps(session: Int64) throws(HistoryError) -> [Gap] {
    let rows = try connection.prepare(
      "SELECT from_at, from_mono, to_at, to_mono FROM gap WHERE session = ? ORDER BY from_mono",
      as: "read")
    rows.bind(1, session)
    var gaps: [Gap] = []
    while try rows.step() {
      gaps.append(Gap(from: try rows.timestamp(0), to: try rows.timestamp(2)))
    }
    return gaps
  }
}

extension SettingChange {
  /// Reads time, before, after and file from the first columns.
  init(row: borrowing Statement) throws(HistoryError) {
    let at = try row.time(0)
    self.init(
      at: Timestamp(monotonic: at, wall: at), before: try row.optionalText(1),
      after: try row.optionalText(2), file: try row.text(3))
  }
}
