import CSQLite

/// One open SQLite database; closed with the value. To be used on one thread only.
struct DatabaseConnection: ~Copyable {
  private let handle: OpaquePointer

  enum Access {
    case readWrite, readOnly
    /// Read only, without looking for other writers.
    case unchanging
  }

  /// Opens the database at `path`, which is created for `readWrite` where it is missing.
  init(path: String, access: Access) throws(HistoryError) {
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    switch access {
    case .readWrite: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    case .unchanging: flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
    }
    var opened: OpaquePointer?
    let name = access == .unchanging ? "file:\(Self.escaped(path))?immutable=1" : path
    let code = sqlite3_open_v2(name, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let error =
        opened.map { HistoryError(code: code, of: $0, operation: "open") }
        ?? HistoryError(code: code, operation: "open", message: "out of memory")
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(StoredRange.text))
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that return nothing of interest.
  func execute(_ sql: String, as operation: String) throws(HistoryError) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil), operation)
  }

  func prepare(_ sql: String, as operation: String) throws(HistoryError) -> Statement {
    var statement: OpaquePointer?
    try check(
      sqlite3_prepare_v3(
        handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil), operation)
    guard let statement else {
      throw HistoryError(code: SQLITE_MISUSE, operation: operation, message: "empty statement")
    }
    return Statement(statement, of: handle, operation: operation)
  }

  /// The one number that `sql` yields, within `range`; 0 where it yields no row, or a null.
  func number(
    _ sql: String, in range: ClosedRange<Int64> = StoredRange.any, as operation: String
  ) throws(HistoryError) -> Int64 {
    let statement = try prepare(sql, as: operation)
    return try statement.step() ? statement.optionalNumber(0, in: range) ?? 0 : 0
  }

  /// How long a statement waits for another connection's lock.
  func setBusyTimeout(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement that changed any has changed.
  var changes: Int32 { sqlite3_changes(handle) }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Runs `body` in one write transaction; undone whole where it throws.
  func transaction(
    as operation: String, _ body: () throws(HistoryError) -> Void
  ) throws(HistoryError) {
    try execute("BEGIN IMMEDIATE", as: operation)
    do throws(HistoryError) {
      try body()
      try execute("COMMIT", as: operation)
    } catch {
      // SQLite has rolled back by itself after some errors (full disk, I/O).
      if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
      throw error
    }
  }

  /// Moves what the write-ahead log holds into the database and empties the log, as far as readers let it.
  func checkpoint() { sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil) }

  /// A path within a URI: SQLite takes `%`, `?` and `#` for its own.
  private static func escaped(_ path: String) -> String {
    var text = ""
    for character in path {
      switch character {
      case "%": text += "%25"
      case "?": text += "%3f"
      case "#": text += "%23"
      default: text.append(character)
      }
    }
    return text
  }

  private func check(_ code: Int32, _ operation: String) throws(HistoryError) {
    if code != SQLITE_OK {
      throw HistoryError(code: code, of: handle, operation: operation)
    }
  }
}
