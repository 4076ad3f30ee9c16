import CSQLite
import Glibc

/// What SQLite or the system refused.
package struct HistoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// SQLite's extended result code; 0 where the refusal is the system's or our own.
  package var code: Int32
  /// What was to be done: `write`, `open` …
  package var operation: String
  /// SQLite's or the system's own words.
  package var message: String

  /// What this program itself has against the file; nil where SQLite or the system refused.
  private(set) var ownReason: Reason?

  /// errno; 0 where the system was not asked.
  var systemCode: Int32 = 0

  package init(code: Int32, operation: String, message: String) {
    self.code = code
    self.operation = operation
    self.message = message
  }

  /// What a connection to SQLite refused just now.
  init(code: Int32, of connection: OpaquePointer, operation: String) {
    self.init(
      code: code, operation: operation, message: String(cString: sqlite3_errmsg(connection)))
    // SQLite keeps the system's word for these only.
    if primaryCode == SQLITE_IOERR || primaryCode == SQLITE_CANTOPEN {
      systemCode = sqlite3_system_errno(connection)
    }
  }

  /// A refusal of the system, by its errno.
  init(system code: CInt, operation: String) {
    self.init(code: 0, operation: operation, message: String(cString: strerror(code)))
    systemCode = code
  }

  /// A value that cannot be: the file is damaged, though SQLite could read it.
  init(damaged what: String, operation: String) {
    self.init(code: SQLITE_CORRUPT, operation: operation, message: what)
  }

  /// A file that this program does not take.
  init(refusing reason: Reason, _ message: String) {
    self.init(code: 0, operation: "open", message: message)
    ownReason = reason
  }

  package var description: String { "\(operation): \(message)" }

  /// The primary result code, without SQLite's extension.
  var primaryCode: Int32 { code & 0xff }

  /// The file's content is damaged: no later try can succeed.
  var isDamage: Bool {
    [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_TOOBIG, SQLITE_FORMAT].contains(primaryCode)
  }

  /// Another connection holds the lock that was needed.
  var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }

  /// The file or its folder may not be written.
  var isRefusal: Bool {
    primaryCode == SQLITE_READONLY || primaryCode == SQLITE_CANTOPEN || systemCode == EACCES
      || systemCode == EROFS || systemCode == EPERM
  }

  /// There is no room, on the disk or within the size limit.
  var isFull: Bool {
    primaryCode == SQLITE_FULL || systemCode == ENOSPC || systemCode == EDQUOT
  }

  package var reason: Reason {
    if let ownReason { return ownReason }
    if isFull { return .noRoom }
    if isBusy { return .locked }
    if isDamage { return .damaged(message) }
    return .other(operation: operation, message)
  }

  /// A refusal, in the words that the user sees.
  package enum Reason: Sendable, Hashable {
    case noRoom
    /// Another program holds the file's lock.
    case locked
    /// With SQLite's words.
    case damaged(String)
    case ofAnotherProgram
    /// The version of the file, and the newest that this program knows.
    case ofNewerVersion(Int64, known: Int64)
    /// It may not be written, and is not of this version and program.
    case unusable
    case other(operation: String, String)
  }
}
