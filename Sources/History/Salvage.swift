import CSQLite
import Glibc

/// Takes over from a damaged file what can still be read.
///
/// The rows go into a new, empty file under their own numbers; those with a value that cannot be stay behind.
struct Salvage {
  /// What was taken over.
  struct Saved: Sendable, Hashable {
    /// Rows of all tables.
    var records = 0
    var failovers = 0
  }

  private let file: HistoryFile
  private var saved = Saved()

  /// Copies what can be read of the file at `path` into `file`; nothing where it is no file of ours any more.
  static func copy(from path: String, into file: HistoryFile) -> Saved {
    var salvage = Salvage(file: file)
    do throws(HistoryError) {
      try salvage.copy(from: path)
      file.vocabulary = try Vocabulary(from: file.connection)
    } catch {}
    return salvage.saved
  }

  private init(file: HistoryFile) { self.file = file }

  private mutating func copy(from path: String) throws(HistoryError) {
    let damaged = try DatabaseConnection(path: path, access: .readOnly)
    // Else SQLite reads nothing at all of a file that was cut off.
    try damaged.execute("PRAGMA writable_schema = ON", as: "read")
    var lasting = Saved()
    try file.connection.transaction(as: "take over") { () throws(HistoryError) in
      for table in StoredTable.lasting {
        let count = try copy(table, from: damaged)
        lasting.records += count
        if table.name == "failover" { lasting.failovers = count }
      }
    }
    saved = lasting
    // Where there is no room for all of it, the measurements stay behind.
    var measured = 0
    try file.connection.transaction(as: "take over") { () throws(HistoryError) in
      for resolution in Resolution.all {
        measured += try copy(StoredTable.rollups(of: resolution), from: damaged)
      }
      measured += try copy(StoredTable.sample, from: damaged)
      try setProgress()
    }
    saved.records += measured
  }

  /// The minutes and hours go as far as they were taken over.
  private func setProgress() throws(HistoryError) {
    for resolution in Resolution.all {
      let last = try file.connection.number(
        "SELECT coalesce(max(slot), -1) FROM \(resolution.table)", as: "read")
      guard last >= 0 else { continue }
      try file.setProgress(
        resolution.table, to: resolution.key(of: last).time + resolution.rawValue)
    }
    // Not every sample before that was taken over.
    try file.setProgress("sample", to: file.progress(Resolution.minute.table))
  }

  /// Copies one table up to the first page that cannot be read, and down to it from the other end; a row that the
  /// new table refuses is left out.
  /// - Returns: how many rows were copied.
  private func copy(
    _ table: StoredTable, from damaged: borrowing DatabaseConnection
  ) throws(HistoryError) -> Int {
    var count = 0
    for order in ["ASC", "DESC"] {
      guard
        let rows = try? damaged.prepare(
          "SELECT * FROM \(table.name) ORDER BY \(table.order) \(order)", as: "read")
      else { return count }
      let insert = try insertion(into: table)
      do throws(HistoryError) {
        while try rows.step() {
          let values = (0..<rows.columns).map { rows.value($0) }
          if table.accepts(values), put(values, with: insert) { count += 1 }
        }
        return count
      } catch {}
    }
    return count
  }

  private func insertion(into table: StoredTable) throws(HistoryError) -> Statement {
    let places = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
    return try file.connection.prepare(
      "INSERT OR IGNORE INTO \(table.name) VALUES (\(places))", as: "take over")
  }

  /// False where the row is there already, or cannot be.
  private func put(_ values: [StoredValue], with insert: borrowing Statement) -> Bool {
    for (index, value) in values.enumerated() { insert.bind(Int32(index + 1), value: value) }
    guard (try? insert.run()) != nil else { return false }
    return file.connection.changes > 0
  }
}
