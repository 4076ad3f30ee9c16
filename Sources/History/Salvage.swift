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

  /// Copies what can be read of the file at `path` into `file`.
  ///
  /// First by SQLite, which knows what counts; then page by page what it did not find. Where there is no room for all of
  /// it, the measurements stay behind.
  static func copy(from path: String, into file: HistoryFile) -> Saved {
    var salvage = Salvage(file: file)
    salvage.take { salvage throws(HistoryError) in
      try salvage.copy(StoredTable.lasting, from: path)
      try salvage.copyPages(of: path, lasting: true)
      try salvage.addMissingSessions()
    }
    salvage.take { salvage throws(HistoryError) in
      try salvage.copy(StoredTable.measured, from: path)
      try salvage.copyPages(of: path, lasting: false)
      try salvage.setProgress()
    }
    if let vocabulary = try? Vocabulary(from: file.connection) { file.vocabulary = vocabulary }
    return salvage.saved
  }

  private init(file: HistoryFile) { self.file = file }

  /// All that `body` copies, or nothing of it.
  private mutating func take(_ body: (inout Salvage) throws(HistoryError) -> Void) {
    var next = self
    do throws(HistoryError) {
      try file.connection.transaction(as: "take over") { () throws(HistoryError) in
        try body(&next)
      }
      saved = next.saved
    } catch {}
  }

  private mutating func copy(_ tables: [StoredTable], from path: String) throws(HistoryError) {
    guard let damaged = try? DatabaseConnection(path: path, access: .readOnly) else { return }
    // Else SQLite reads nothing at all of a file that was cut off.
    try? damaged.execute("PRAGMA writable_schema = ON", as: "read")
    for table in tables { try copy(table, from: damaged) }
  }

  /// Copies the rows that lie on the file's pages and are not there yet.
  private mutating func copyPages(of path: String, lasting: Bool) throws(HistoryError) {
    guard let pages = DatabasePages(path: path) else { return }
    let tables = lasting ? StoredTable.lasting : StoredTable.measured
    let inserts = try Insertions(tables, in: file)
    pages.visitRows { rowid, values in
      guard let (table, row) = StoredTable.recognised(rowid, values),
        let place = tables.firstIndex(where: { $0.name == table.name })
      else { return }
      if inserts.put(row, into: place) { count(table) }
    }
  }

  private mutating func count(_ table: StoredTable) {
    saved.records += 1
    if table.name == "failover" { saved.failovers += 1 }
  }

  /// What was recorded in a session whose row is lost happened between the first and the last of it.
  private func addMissingSessions() throws(HistoryError) {
    try file.connection.execute(
      """
      INSERT OR IGNORE INTO session (id, from_at, from_mono, until_at, until_mono)
      SELECT session, min(at), min(mono), max(at), max(mono) FROM (
        SELECT session, at, mono FROM state_change UNION ALL
        SELECT session, at, mono FROM failover UNION ALL
        SELECT session, at, mono FROM chain UNION ALL
        SELECT session, to_at, to_mono FROM gap
      ) GROUP BY session
      """, as: "take over")
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
  private mutating func copy(
    _ table: StoredTable, from damaged: borrowing DatabaseConnection
  ) throws(HistoryError) {
    let insert = try Insertions([table], in: file)
    for order in ["ASC", "DESC"] {
      guard
        let rows = try? damaged.prepare(
          "SELECT * FROM \(table.name) ORDER BY \(table.order) \(order)", as: "read")
      else { return }
      do throws(HistoryError) {
        while try rows.step() {
          let values = (0..<rows.columns).map { rows.value($0) }
          if table.accepts(values), insert.put(values, into: 0) { count(table) }
        }
        return
      } catch {}
    }
  }
}

/// Adds rows to a few tables.
private final class Insertions {
  /// One for each table; in a box, as an array holds only what can be copied.
  private final class Box {
    let statement: Statement
    init(_ statement: consuming Statement) { self.statement = statement }
  }

  private let boxes: [Box]
  private let changes: () -> Int32

  init(_ tables: [StoredTable], in file: HistoryFile) throws(HistoryError) {
    var boxes: [Box] = []
    for table in tables {
      let places = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
      boxes.append(
        Box(
          try file.connection.prepare(
            "INSERT OR IGNORE INTO \(table.name) VALUES (\(places))", as: "take over")))
    }
    self.boxes = boxes
    changes = { file.connection.changes }
  }

  /// False where the row is there already, or cannot be.
  func put(_ values: [StoredValue], into place: Int) -> Bool {
    let box = boxes[place]
    for (index, value) in values.enumerated() {
      box.statement.bind(Int32(index + 1), value: value)
    }
    guard (try? box.statement.run()) != nil else {
      box.statement.reset()
      return false
    }
    return changes() > 0
  }
}
