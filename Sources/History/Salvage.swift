import CSQLite
import ProxyHealth

/// Takes over from a damaged file what can still be read of the records that are kept for ever.
///
/// The rows go into a new, empty file under their own numbers. Samples and rollups stay behind in the file that
/// was set aside.
enum Salvage {
  /// In the order in which they refer to each other.
  private static let tables = [
    "session", "mirror", "outcome", "state_change", "failover", "gap", "setting_change", "chain",
  ]

  /// How many failovers were taken over from the file at `path`; 0 where it is no file of ours any more.
  static func copy(from path: String, into file: HistoryFile) -> Int {
    do throws(HistoryError) {
      let damaged = try Connection(path: path, access: .readOnly)
      // Else SQLite reads nothing at all of a file that was cut off.
      try damaged.execute("PRAGMA writable_schema = ON", as: "read")
      guard try damaged.number("PRAGMA application_id", as: "read") == Schema.applicationID,
        try damaged.number("PRAGMA user_version", as: "read") <= Schema.version
      else { return 0 }
      var failovers = 0
      try file.connection.transaction(as: "take over") { () throws(HistoryError) in
        for table in tables {
          let count = try copy(table, from: damaged, into: file.connection)
          if table == "failover" { failovers = count }
        }
      }
      file.vocabulary = try Vocabulary(from: file.connection)
      return failovers
    } catch {
      return 0
    }
  }

  /// Copies one table until its end or its first page that cannot be read; a row that the new table refuses is
  /// left out.
  private static func copy(
    _ table: String, from damaged: borrowing Connection, into whole: borrowing Connection
  ) throws(HistoryError) -> Int {
    guard let rows = try? damaged.prepare("SELECT * FROM \(table)", as: "read") else { return 0 }
    let places = Array(repeating: "?", count: Int(rows.columns)).joined(separator: ", ")
    let insert = try whole.prepare(
      "INSERT OR IGNORE INTO \(table) VALUES (\(places))", as: "take over")
    var count = 0
    while (try? rows.step()) == true {
      insert.bindAll(of: rows)
      if (try? insert.run()) != nil { count += 1 }
    }
    return count
  }
}
