import Glibc

/// The right to record, held by one process at a time: an flock on a file beside the database.
/// The kernel lets go of it when the process ends, however it ends.
struct RecorderLock: ~Copyable {
  private let descriptor: CInt

  /// nil where another holds it.
  init?(path: String) throws(HistoryError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HistoryError(system: errno, operation: "lock") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      Glibc.close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw HistoryError(system: code, operation: "lock")
    }
    self.descriptor = descriptor
  }

  /// Some process holds it now.
  static func isHeld(path: String) -> Bool {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { Glibc.close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  deinit { Glibc.close(descriptor) }
}
