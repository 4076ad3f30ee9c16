import Record

/// Finding one's way in a record of any length.
extension HistoryFile {
  func map(most: Int) throws(HistoryError) -> RecordMap {
    let changes = try changes(most: most + 1)
    return RecordMap(
      begin: try begin, changes: changes.prefix(most), isCut: changes.count > most,
      samples: try samplesBegin, minutes: try first(of: .minute).map { .microseconds($0) },
      hours: try first(of: .hour).map { .microseconds($0) })
  }

  /// The first wall time on record: when a session began, or went on after the clock was set back; nil for none.
  private var begin: Duration? {
    get throws(HistoryError) {
      let rows = try connection.prepare(
        """
        SELECT at FROM (SELECT from_at AS at FROM session UNION ALL SELECT to_at FROM gap)
        ORDER BY at LIMIT 1
        """, as: "read")
      return try rows.step() ? try rows.time(0) : nil
    }
  }

  /// When who serves changed, or a mirror's state was decided, newest first; what was found at the start of a recording
  /// is no change, and a wait is not decided yet.
  private func changes(most: Int) throws(HistoryError) -> [RecordMap.Change] {
    let rows = try connection.prepare(
      """
      SELECT at, question, is_better FROM (
        SELECT at, kind || ' ' || module || '@' || version AS question, 0 AS is_better
          FROM failover WHERE from_verdict <> 'unknown'
        UNION ALL SELECT at, NULL, to_state = 'up' OR from_state = 'down'
          FROM state_change WHERE from_state <> 'unknown'
          AND to_state <> 'waiting' AND (from_state <> 'waiting' OR to_state = 'down'))
      ORDER BY at DESC LIMIT ?
      """, as: "read")
    rows.bind(1, most)
    var changes: [RecordMap.Change] = []
    var questions: [String: Int] = [:]
    while try rows.step() {
      let kind: RecordMap.Change.Kind
      if let question = try rows.optionalText(1) {
        let number = questions[question] ?? questions.count
        questions[question] = number
        kind = .failover(of: number)
      } else {
        kind = .state(isBetter: try rows.number(2, in: 0...1) == 1)
      }
      changes.append(RecordMap.Change(at: try rows.time(0), kind))
    }
    return changes
  }
}
