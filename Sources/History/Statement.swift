import CSQLite

/// One prepared statement; finalised with the value. Its connection must outlive its use.
struct Statement: ~Copyable {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private let operation: String

  init(_ handle: OpaquePointer, of connection: OpaquePointer, operation: String) {
    self.handle = handle
    self.connection = connection
    self.operation = operation
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs to the next row; false at the end.
  func step() throws(HistoryError) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = HistoryError(code: code, of: connection, operation: operation)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs to the end with the values bound, and is ready for the next.
  func run() throws(HistoryError) {
    while try step() {}
    reset()
  }

  /// Ready to run again; the values bound stay.
  func reset() { sqlite3_reset(handle) }

  // Parameters count from 1, as in SQLite. Binding fails only on misuse or want of memory, which `step`
  // then reports as a constraint or memory error, so the codes are not looked at here.

  func bind(_ index: Int32, _ value: Int64?) {
    if let value {
      sqlite3_bind_int64(handle, index, value)
    } else {
      sqlite3_bind_null(handle, index)
    }
  }

  func bind(_ index: Int32, _ value: Int?) { bind(index, value.map(Int64.init)) }

  /// In whole microseconds.
  func bind(_ index: Int32, _ value: Duration?) { bind(index, value?.microseconds) }

  func bind(_ index: Int32, _ value: String?) {
    guard var value else { return bind(index, Int64?.none) }
    value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = csqlite_bind_text(handle, index, characters.baseAddress, Int32(characters.count))
      }
    }
  }

  func bind(_ index: Int32, blob: [UInt8]) {
    _ = csqlite_bind_blob(handle, index, blob, Int32(blob.count))
  }

  /// Binds the columns of another statement's row, as they are.
  func bindAll(of row: borrowing Statement) {
    for column in 0..<row.columns {
      sqlite3_bind_value(handle, column + 1, sqlite3_column_value(row.handle, column))
    }
  }

  // Columns count from 0, as in SQLite.

  var columns: Int32 { sqlite3_column_count(handle) }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func duration(_ column: Int32) -> Duration { .microseconds(integer(column)) }

  func optionalDuration(_ column: Int32) -> Duration? { isNull(column) ? nil : duration(column) }

  func text(_ column: Int32) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}

extension Duration {
  /// Whole microseconds, rounded towards zero.
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}
