import CSQLite
import Glibc

/// Takes over from a damaged file what can still be read.
///
/// The rows go into a new, empty file under their own numbers. The single samples of the last hours stay behind in
/// the file that was set aside.
enum Salvage {
  /// What is kept forever, in the order in which the tables refer to each other.
  private static let lasting = [
    "session", "mirror", "request", "outcome", "state_change", "failover", "gap", "setting_change",
    "chain",
  ]

  /// How many failovers were taken over from the file at `path`; 0 where it is no file of ours any more.
  static func copy(from path: String, into file: HistoryFile) -> Int {
    do throws(HistoryError) {
      let damaged = try DatabaseConnection(path: path, access: .readOnly)
      // Else SQLite reads nothing at all of a file that was cut off.
      try damaged.execute("PRAGMA writable_schema = ON", as: "read")
      guard try damaged.number("PRAGMA application_id", as: "read") == Schema.applicationID,
        try damaged.number("PRAGMA user_version", as: "read") <= Schema.version
      else { return 0 }
      try file.connection.transaction(as: "take over") { () throws(HistoryError) in
        for table in lasting { try copy(table, from: damaged, into: file.connection) }
      }
      file.vocabulary = try Vocabulary(from: file.connection)
      // Where there is no room for all of it, the rollups stay behind.
      try? file.connection.transaction(as: "take over") { () throws(HistoryError) in
        try copyRollups(from: damaged, into: file)
      }
      return Int(try file.connection.number("SELECT count(*) FROM failover", as: "read"))
    } catch {
      return 0
    }
  }

  /// Copies the minutes and hours: what was measured after the last of them is not in them.
  private static func copyRollups(
    from damaged: borrowing DatabaseConnection, into file: HistoryFile
  ) throws(HistoryError) {
    for resolution in [Resolution.minute, .hour] {
      let table = resolution.table
      try copy(table, from: damaged, into: file.connection)
      let last = try file.connection.number(
        "SELECT coalesce(max(slot), -1) FROM \(table)", as: "read")
      guard last >= 0 else { continue }
      try file.setProgress(table, to: resolution.key(of: last).time + resolution.rawValue)
    }
    try file.setProgress("sample", to: file.progress(Resolution.minute.table))
  }

  /// Copies one table up to the first page that cannot be read, and down to it from the other end; a row that the
  /// new table refuses is left out.
  private static func copy(
    _ table: String, from damaged: borrowing DatabaseConnection,
    into whole: borrowing DatabaseConnection
  ) throws(HistoryError) {
    for order in ["ASC", "DESC"] {
      guard
        let rows = try? damaged.prepare(
          "SELECT * FROM \(table) ORDER BY rowid \(order)", as: "read")
      else { return }
      let places = Array(repeating: "?", count: Int(rows.columns)).joined(separator: ", ")
      let insert = try whole.prepare(
        "INSERT OR IGNORE INTO \(table) VALUES (\(places))", as: "take over")
      do throws(HistoryError) {
        while try rows.step() {
          insert.bindAll(of: rows)
          try? insert.run()
        }
        return
      } catch {}
    }
  }
}
