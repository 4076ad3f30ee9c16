import Glibc

/// A damaged file keeps its content under another name.
enum SetAside {
  /// Renames the database at `path`, with its log, to a name that is not taken; returns that name.
  static func rename(_ path: String, at wall: Duration) throws(HistoryError) -> String {
    let base = path + ".damaged-\(wall.components.seconds)"
    var name = base
    var count = 1
    while access(name, F_OK) == 0 {
      count += 1
      name = base + "-\(count)"
    }
    guard Glibc.rename(path, name) == 0 else {
      throw HistoryError(system: errno, operation: "set aside")
    }
    // The log belongs to its database by its name. The index of the log is made anew when it is opened.
    _ = Glibc.rename(path + "-wal", name + "-wal")
    unlink(path + "-shm")
    return name
  }
}
