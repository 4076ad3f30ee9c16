import CLinux
import Glibc

/// Who besides the user may change what lies at a path: whoever may write there, or owns a folder above.
enum PathOwner {
  /// What is wrong at a place.
  enum Fault: Sendable, Hashable {
    /// It belongs to another user.
    case foreign(String, owner: UInt32)
    /// Others may write to it.
    case writable(String)
  }

  /// The first fault on the way from the root to `path`, links followed; of what does not exist, on the way to where it would
  /// be made. nil where only the user and root can change it.
  static func fault(at path: String) -> Fault? {
    var present = path
    while !TextFile.exists(present), let slash = present.lastIndex(of: "/") {
      present = slash == present.startIndex ? "/" : String(present[..<slash])
    }
    guard let resolved = realpath(present, nil) else { return nil }
    defer { free(resolved) }
    var place = ""
    for part in String(cString: resolved).split(separator: "/") {
      place += "/\(part)"
      if let fault = ownFault(at: place) { return fault }
    }
    return nil
  }

  private static func ownFault(at place: String) -> Fault? {
    var facts = stat()
    guard stat(place, &facts) == 0 else { return nil }
    if ![0, geteuid(), unknown].contains(facts.st_uid) {
      return .foreign(place, owner: facts.st_uid)
    }
    // In a sticky folder nobody replaces what belongs to somebody else.
    let isSticky = facts.st_mode & S_IFMT == S_IFDIR && facts.st_mode & S_ISVTX != 0
    let isForAll = facts.st_mode & S_IWOTH != 0
    let isForGroup =
      facts.st_mode & S_IWGRP != 0 && ![0, getegid(), unknown].contains(facts.st_gid)
    return (isForAll || isForGroup) && !isSticky ? .writable(place) : nil
  }

  /// Whom the user namespace has no number for.
  private static let unknown: UInt32 = 65_534
}
