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

  /// errno; 0 where the system was not asked.
  var systemCode: Int32 = 0

  package init(code: Int32, operation: String, message: String) {
    self.code = code
    self.operation = operation
    self.message = message
  }

  package var description: String { "\(operation): \(message)" }

  /// The primary result code, without SQLite's extension.
  var primaryCode: Int32 { code & 0xff }

  /// The file's content is damaged: no later try can succeed.
  var isDamage: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }

  /// Another connection holds the lock that was needed.
  var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }

  /// The file or its folder may not be written.
  var isRefusal: Bool {
    primaryCode == SQLITE_READONLY || primaryCode == SQLITE_CANTOPEN || systemCode == EACCES
      || systemCode == EROFS || systemCode == EPERM
  }

  /// There is no room, on the disk or within the size limit.
  var isFull: Bool { primaryCode == SQLITE_FULL }

  /// What to tell the user, in a few words.
  var explanation: String {
    if isFull { return "no room on the disk" }
    if isBusy { return "the file is locked by another program" }
    if isDamage { return "the file is damaged (\(message))" }
    return description
  }
}
