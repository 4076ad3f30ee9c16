import CSQLite
import Glibc

/// The open history file: the connection and the vocabulary.
/// To be used on the store's thread only.
package final class HistoryFile {
  let connection: DatabaseConnection
  var vocabulary: Vocabulary
  /// Which file it is, though it may be renamed: device and inode; nil for none.
  let identity: FileIdentity?
  /// Values of GOPROXY with their passwords; nil where the file is in memory only.
  let undo: UndoValues?

  /// Opens or makes the file, and brings an older one to the present tables.
  init(path: String, limits: HistoryLimits) throws(HistoryError) {
    try Self.prepareFolder(of: path)
    try Self.prepareFile(path)
    identity = try FileIdentity(path: path)
    let connection = try DatabaseConnection(path: path, access: .readWrite)
    connection.setBusyTimeout(milliseconds: 1_000)
    try Self.migrate(connection)
    // A commit of samples survives the death of the process; one of failovers also that of the machine
    // (see `write`). Zeroing what is deleted would double the work for nothing secret.
    try connection.execute(
      """
      PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;
      PRAGMA journal_size_limit = 8388608; PRAGMA foreign_keys = OFF;
      """, as: "open")
    let pageSize = try connection.number("PRAGMA page_size", as: "open")
    try connection.execute(
      "PRAGMA max_page_count = \(Int64(limits.size) / max(1, pageSize))", as: "open")
    vocabulary = try Vocabulary(from: connection)
    undo = UndoValues(besideRecord: path)
    self.connection = connection
  }

  /// One that is empty and gone with this object: in memory as long as it is small.
  init() throws(HistoryError) {
    let connection = try DatabaseConnection(path: "", access: .readWrite)
    try Self.migrate(connection)
    vocabulary = try Vocabulary(from: connection)
    identity = nil
    undo = nil
    self.connection = connection
  }

  /// Opens a file that may not be written, as far as it is ours and of the present version. Where not even
  /// the index of its log may be made, what a recorder has in that log is not seen.
  init(readingOnly path: String) throws(HistoryError) {
    identity = try FileIdentity(path: path)
    let connection = try Self.connection(readingOnly: path)
    let owner = try connection.number("PRAGMA application_id", as: "open")
    let version = try connection.number("PRAGMA user_version", as: "open")
    guard owner == Schema.applicationID, version == Schema.version else {
      throw HistoryError(
        refusing: .unusable,
        "the file may not be written and is of another version or program")
    }
    vocabulary = try Vocabulary(from: connection)
    undo = UndoValues(besideRecord: path)
    self.connection = connection
  }

  private static func connection(readingOnly path: String) throws(HistoryError)
    -> DatabaseConnection
  {
    do throws(HistoryError) {
      let connection = try DatabaseConnection(path: path, access: .readOnly)
      _ = try connection.number("PRAGMA user_version", as: "open")
      return connection
    } catch {
      guard error.isRefusal else { throw error }
      return try DatabaseConnection(path: path, access: .unchanging)
    }
  }

  /// Makes the folder of `path`, and those above it, where they are missing (mode 0700).
  static func prepareFolder(of path: String) throws(HistoryError) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o700) != 0, errno != EEXIST, access(folder, X_OK) != 0 {
        throw HistoryError(system: errno, operation: "make \(folder)")
      }
    }
  }

  /// Makes the file where it is missing (mode 0600), so that SQLite need not: it would use the umask.
  private static func prepareFile(_ path: String) throws(HistoryError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HistoryError(system: errno, operation: "open") }
    close(descriptor)
  }

  /// Refuses what is not ours, and brings what is to the present version.
  private static func migrate(_ connection: borrowing DatabaseConnection) throws(HistoryError) {
    let owner = try connection.number("PRAGMA application_id", as: "open")
    let tables = try connection.number("SELECT count(*) FROM sqlite_schema", as: "open")
    if tables > 0 || owner != 0, owner != Schema.applicationID {
      if try connection.number(Schema.countOfOwnTables, as: "open") == Schema.ownTables {
        throw HistoryError(damaged: "application_id out of range", operation: "open")
      }
      throw HistoryError(refusing: .ofAnotherProgram, "the file belongs to another program")
    }
    let found = try connection.number(
      "PRAGMA user_version", in: StoredRange.version, as: "open")
    guard found <= Schema.version else {
      throw HistoryError(
        refusing: .ofNewerVersion(found, known: Schema.version),
        "the file is of a newer version (\(found); this program knows \(Schema.version))")
    }
    if found == 0 {
      try connection.execute(
        "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = \(Schema.applicationID)",
        as: "create")
    }
    try connection.execute("PRAGMA journal_mode = WAL", as: "open")
    if found < Schema.version { try takeSteps(connection) }
  }

  /// Takes the steps from the file's version to the present one.
  private static func takeSteps(_ connection: borrowing DatabaseConnection) throws(HistoryError) {
    do throws(HistoryError) {
      try connection.transaction(as: "migrate") { () throws(HistoryError) in
        // Another process may have done it while this one waited for the lock.
        let present = try connection.number(
          "PRAGMA user_version", in: StoredRange.version, as: "migrate")
        for step in Schema.steps.dropFirst(Int(present)) {
          try connection.execute(step, as: "migrate")
        }
        try connection.execute("PRAGMA user_version = \(Schema.version)", as: "migrate")
      }
    } catch {
      // A table is there that this version does not have.
      guard error.primaryCode == SQLITE_ERROR else { throw error }
      throw HistoryError(damaged: error.message, operation: "migrate")
    }
  }
}

/// A file as the system knows it, whatever its name.
struct FileIdentity: Hashable {
  private let device: dev_t
  private let inode: ino_t

  init(path: String) throws(HistoryError) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw HistoryError(system: errno, operation: "open") }
    device = facts.st_dev
    inode = facts.st_ino
  }
}
