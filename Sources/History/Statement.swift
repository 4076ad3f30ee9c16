import CSQLite
import Health

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

  /// In whole microseconds. A clock that tells of no century in which this program runs is brought within what can be
  /// read back.
  func bind(_ index: Int32, _ value: Duration?) {
    bind(
      index,
      value.map {
        min(max($0.microseconds, StoredRange.length.lowerBound), StoredRange.time.upperBound)
      })
  }

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

  func bind(_ index: Int32, value: StoredValue) {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): sqlite3_bind_int64(handle, index, number)
    case .real(let number): sqlite3_bind_double(handle, index, number)
    case .text(let bytes):
      bytes.withUnsafeBytes {
        _ = csqlite_bind_text(
          handle, index, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
      }
    case .blob(let bytes): bind(index, blob: bytes)
    }
  }

  // Columns count from 0, as in SQLite.

  var columns: Int32 { sqlite3_column_count(handle) }

  /// What the column holds, whatever it is.
  func value(_ column: Int32) -> StoredValue {
    func bytes(_ start: UnsafeRawPointer?) -> [UInt8] {
      guard let start else { return [] }
      let count = Int(sqlite3_column_bytes(handle, column))
      return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
    return switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT: .text(bytes(sqlite3_column_text(handle, column)))
    case SQLITE_BLOB: .blob(bytes(sqlite3_column_blob(handle, column)))
    default: .null
    }
  }

  /// What the column holds, where it is a number within `range`.
  func number(_ column: Int32, in range: ClosedRange<Int64>) throws(HistoryError) -> Int64 {
    guard sqlite3_column_type(handle, column) == SQLITE_INTEGER else { throw damage(column) }
    let number = sqlite3_column_int64(handle, column)
    guard range.contains(number) else { throw damage(column) }
    return number
  }

  func optionalNumber(
    _ column: Int32, in range: ClosedRange<Int64>
  ) throws(HistoryError) -> Int64? {
    isNull(column) ? nil : try number(column, in: range)
  }

  /// A time of one of the clocks.
  func time(_ column: Int32) throws(HistoryError) -> Duration {
    .microseconds(try number(column, in: StoredRange.time))
  }

  /// A wall time and, in the next column, the monotonic time of its session.
  func timestamp(_ column: Int32) throws(HistoryError) -> Timestamp {
    Timestamp(monotonic: try time(column + 1), wall: try time(column))
  }

  /// How long a part of a probe took.
  func optionalLength(_ column: Int32) throws(HistoryError) -> Duration? {
    try optionalNumber(column, in: StoredRange.length).map { .microseconds($0) }
  }

  func text(_ column: Int32) throws(HistoryError) -> String {
    guard let text = try optionalText(column) else { throw damage(column) }
    return text
  }

  func optionalText(_ column: Int32) throws(HistoryError) -> String? {
    if isNull(column) { return nil }
    guard sqlite3_column_type(handle, column) == SQLITE_TEXT,
      let start = sqlite3_column_text(handle, column)
    else { throw damage(column) }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) throws(HistoryError) -> [UInt8] {
    guard sqlite3_column_type(handle, column) == SQLITE_BLOB else { throw damage(column) }
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  private func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// The column holds what it cannot.
  private func damage(_ column: Int32) -> HistoryError {
    let table = sqlite3_column_table_name(handle, column).map { String(cString: $0) }
    let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    return HistoryError(
      damaged: "\(table.map { $0 + "." } ?? "")\(name) out of range", operation: operation)
  }
}

extension Duration {
  /// Whole microseconds, rounded towards zero; of more than 60,000 years a number beyond any on record.
  var microseconds: Int64 {
    let (seconds, attoseconds) = components
    // What may be added to it still fits.
    if seconds.magnitude >= 1 << 41 { return seconds < 0 ? -(1 << 61) : 1 << 61 }
    return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
  }
}
