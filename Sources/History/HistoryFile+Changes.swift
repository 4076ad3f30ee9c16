import GoRules
import Health
import Record

/// Reading no more of a long record than a report can hold.
extension HistoryFile {
  /// All changes on record.
  private var changes: Int64 {
    get throws(HistoryError) {
      try connection.number(
        """
        SELECT (SELECT count(*) FROM failover) + (SELECT count(*) FROM state_change)
          + (SELECT count(*) FROM gap) + (SELECT count(*) FROM session)
        """, as: "read")
    }
  }

  /// The wall times to which a reading has to keep, with those that it was asked for at its ends; nil where all on record
  /// is no more than it may take.
  func bounds(
    ofNewest most: Int, from: Duration, until: Duration
  ) throws(HistoryError) -> (span: Range<Duration>, isCut: Bool)? {
    guard try changes > most, from < until else { return nil }
    let begin = try begin(ofNewest: most, from: from, until: until)
    return (min(begin ?? from, until)..<until, begin != nil)
  }

  /// The wall time from which on there are no more than `most` changes until `until`; nil where there are none before it.
  private func begin(
    ofNewest most: Int, from: Duration, until: Duration
  ) throws(HistoryError) -> Duration? {
    let rows = try connection.prepare(
      """
      SELECT at FROM (
        SELECT at FROM failover UNION ALL SELECT at FROM state_change
        UNION ALL SELECT to_at FROM gap UNION ALL SELECT until_at FROM session)
      WHERE at >= ?1 AND at < ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3
      """, as: "read")
    rows.bind(1, from)
    rows.bind(2, until)
    rows.bind(3, most)
    guard try rows.step() else { return nil }
    // The one that was found is left out, with those of the same moment.
    return try rows.time(0) + .microseconds(1)
  }

  /// Rows of a table of changes of one session, in order of time; `each`: the columns that name what changes.
  ///
  /// `span`: only those within these wall times, and of each the last one before and the first one after.
  func changes(
    _ columns: String, of table: String, each: String, _ session: Int64,
    within span: Range<Duration>?
  ) throws(HistoryError) -> Statement {
    guard let span else {
      let rows = try connection.prepare(
        "SELECT \(columns) FROM \(table) WHERE session = ? ORDER BY mono, id", as: "read")
      rows.bind(1, session)
      return rows
    }
    // SQLite takes the other columns from the row that has the least or the greatest.
    let rows = try connection.prepare(
      """
      SELECT \(columns), id FROM \(table) WHERE session = ?1 AND at >= ?2 AND at < ?3
      UNION ALL SELECT \(columns), id FROM (
        SELECT \(columns), id, max(mono) FROM \(table) WHERE session = ?1 AND at < ?2
        GROUP BY \(each))
      UNION ALL SELECT \(columns), id FROM (
        SELECT \(columns), id, min(mono) FROM \(table) WHERE session = ?1 AND at >= ?3
        GROUP BY \(each))
      ORDER BY mono, id
      """, as: "read")
    rows.bind(1, session)
    rows.bind(2, span.lowerBound)
    rows.bind(3, span.upperBound)
    return rows
  }
}
