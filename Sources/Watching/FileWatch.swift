import CLinux
import Glibc
import Platform

/// Watches single files by inotify, through the folders they lie in (or would, once those exist): a file
/// may be written in place, replaced by a rename, made and removed.
actor FileWatch {
  private let mainThread: MainThread
  private let changed: @Sendable () -> Void
  private let descriptor: Int32
  private var attachment: Int?
  private var files: [String] = []
  private var signatures: [String: Signature] = [:]
  private var watches: [String: Int32] = [:]

  nonisolated var unownedExecutor: UnownedSerialExecutor { mainThread.asUnownedSerialExecutor() }

  /// What tells one content of a file from the next.
  private struct Signature: Equatable {
    var inode: UInt
    var size: Int
    var modified: Int64
  }

  /// `changed` is called on the main thread when one of the files may have changed.
  init(on mainThread: MainThread, changed: @escaping @Sendable () -> Void) {
    self.mainThread = mainThread
    self.changed = changed
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  /// Watches these files from now on, instead of the earlier ones.
  func watch(_ paths: [String]) {
    guard descriptor >= 0 else { return }
    files = paths
    signatures = Self.signatures(of: paths)
    watchFolders()
    if attachment == nil {
      attachment = mainThread.attach(
        MainThread.Attachment(descriptors: [descriptor]) { [self] events in
          if events[0] != 0 { assumeIsolated { $0.foldersChanged() } }
        })
    }
  }

  func stop() {
    if let attachment { mainThread.detach(attachment) }
    attachment = nil
  }

  private func foldersChanged() {
    var buffer = [UInt8](repeating: 0, count: 16384)
    while read(descriptor, &buffer, buffer.count) > 0 {}
    // What happened is seen from the files themselves: events can be lost, and folders come and go.
    watchFolders()
    let now = Self.signatures(of: files)
    guard now != signatures else { return }
    signatures = now
    changed()
  }

  /// Watches the nearest folder that exists above each file.
  private func watchFolders() {
    var wanted: Set<String> = []
    for file in files {
      var folder = file
      repeat { folder = Self.parent(folder) } while folder != "/" && access(folder, F_OK) != 0
      wanted.insert(folder)
    }
    for (folder, watch) in watches where !wanted.contains(folder) {
      inotify_rm_watch(descriptor, watch)
      watches[folder] = nil
    }
    // Not IN_MODIFY: a file that is written in place would be read half-written.
    let mask = UInt32(
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
        | IN_MOVE_SELF)
    for folder in wanted {
      // Adding it again finds the folder anew where it was replaced by another.
      let watch = inotify_add_watch(descriptor, folder, mask)
      watches[folder] = watch >= 0 ? watch : nil
    }
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func signatures(of paths: [String]) -> [String: Signature] {
    var signatures: [String: Signature] = [:]
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      signatures[path] = Signature(
        inode: status.st_ino, size: Int(status.st_size), modified: clinux_modified(&status))
    }
    return signatures
  }
}
