import CLinux
import Glibc
import Platform

/// Small text files, read whole and written so that a reader sees the old or the new one and nothing between.
enum TextFile {
  /// Why a file could not be read or written: errno and what was tried.
  struct Failure: Error {
    var code: Int32
    var path: String

    var message: String { "\(path): \(String(cString: strerror(code)))" }
    var isThere: Bool { code == EEXIST }
    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  }

  /// The content, at most `limit` bytes of it; invalid UTF-8 becomes U+FFFD.
  static func read(_ path: String, limit: Int = 1 << 20) throws(Failure) -> String {
    String(decoding: try readBytes(path, limit: limit), as: UTF8.self)
  }

  static func readBytes(_ path: String, limit: Int = 1 << 20) throws(Failure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(code: errno, path: path) }
    defer { close(file) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while content.count < limit {
      let count = Glibc.read(file, &buffer, min(buffer.count, limit - content.count))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(code: errno, path: path)
      }
      content += buffer[..<count]
    }
    return content
  }

  /// Makes a file that is not there yet, with `mode` less the umask; where something is, the failure is EEXIST, or EISDIR.
  static func create(_ text: String, at path: String, mode: mode_t) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else {
      let code = errno
      throw Failure(code: code == EEXIST && isFolder(path) ? EISDIR : code, path: path)
    }
    defer { close(file) }
    let code = Descriptor.writeAll(Array(text.utf8), to: file)
    guard code == 0, fsync(file) == 0 else {
      let failure = Failure(code: code == 0 ? errno : code, path: path)
      unlink(path)
      throw failure
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 { close(folder) }
    return folder >= 0
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func write(
    _ text: String, to path: String, mode: mode_t, makingFolders: Bool = true,
    isLasting: Bool = true
  ) throws(Failure) {
    try write(
      Array(text.utf8), to: path, mode: mode, makingFolders: makingFolders, isLasting: isLasting)
  }

  /// Replaces the content in one step, making missing folders on the way where asked to. A symbolic link is followed, and
  /// the mode of an existing file is kept; a new one gets `mode`, less the umask. The folders of a file that is for its
  /// owner alone are too. `isLasting`: the disk has it in the end.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t, makingFolders: Bool = true,
    isLasting: Bool = true
  ) throws(Failure) {
    let target = realPath(path) ?? path
    removeOldDrafts(of: target)
    do throws(Failure) {
      try replace(target, with: bytes, mode: mode, isLasting)
    } catch {
      // Another run may have taken the draft for that of a killed one, before it was locked; or folders are missing.
      guard error.code == ENOENT else { throw error }
      if makingFolders { makeFolder(of: target, mode: mode & 0o077 == 0 ? 0o700 : 0o777) }
      try replace(target, with: bytes, mode: mode, isLasting)
    }
  }

  private static func replace(
    _ target: String, with bytes: [UInt8], mode: mode_t, _ isLasting: Bool
  ) throws(Failure) {
    var status = stat()
    let keptMode = stat(target, &status) == 0 ? status.st_mode & 0o7777 : nil
    // A name of its own each time: a draft of a killed run must not be in the way of this one.
    let draft = "\(target).\(UInt32.random(in: 0...UInt32.max))\(draftSuffix)"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, keptMode ?? mode)
    guard file >= 0 else { throw Failure(code: errno, path: target) }
    flock(file, LOCK_EX | LOCK_NB)
    do throws(Failure) {
      let code = Descriptor.writeAll(bytes, to: file)
      guard code == 0 else { throw Failure(code: code, path: target) }
      if let keptMode { fchmod(file, keptMode) }
      guard !isLasting || fsync(file) == 0, rename(draft, target) == 0 else {
        throw Failure(code: errno, path: target)
      }
      close(file)
    } catch {
      close(file)
      unlink(draft)
      throw error
    }
  }

  private static let draftSuffix = ".new"

  /// Removes drafts that a killed run left beside `target`: a run that writes holds its lock, and the kernel lets go of
  /// it when that ends, however it ends.
  static func removeOldDrafts(of target: String) {
    guard let slash = target.lastIndex(of: "/") else { return }
    let folder = String(target[...slash])
    let prefix = String(target[target.index(after: slash)...]) + "."
    for name in Folder.names(in: folder) ?? []
    where name.hasPrefix(prefix) && name.hasSuffix(draftSuffix) {
      let number = name.dropFirst(prefix.count).dropLast(draftSuffix.count)
      guard UInt32(number) != nil else { continue }
      let draft = open(folder + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard draft >= 0 else { continue }
      if flock(draft, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
      close(draft)
    }
  }

  /// Makes every missing folder above `path`; what fails shows when the file is opened.
  private static func makeFolder(of path: String, mode: mode_t) {
    var index = path.startIndex
    while let slash = path[index...].dropFirst().firstIndex(of: "/") {
      mkdir(String(path[..<slash]), mode)
      index = slash
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
