import Glibc
import Platform
import Watching

/// A file to whose end lines are written beside the loop, however long the disk takes; the loop waits for none of it.
final class AppendedFile: Sendable {
  private struct Queue {
    /// Lines with their ends.
    var waiting: [UInt8] = []
    var lost = 0
    var isBeingWritten = false
    /// The file is to be opened anew: it was moved away.
    var isToBeReopened = true
    var descriptor: Int32 = -1
  }

  private let path: String
  private let failed: @Sendable (String) -> Void
  private let queue = Locked(Queue())
  /// Bytes that wait for the disk; later lines are lost.
  private static let most = 4 << 20

  /// Opens nothing yet. `failed` is called with the reason where something is not written.
  init(_ path: String, failed: @escaping @Sendable (String) -> Void) {
    self.path = path
    self.failed = failed
  }

  deinit { queue.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

  /// The next line goes to whatever then has the file's name.
  func reopen() { queue.withLock { $0.isToBeReopened = true } }

  func add(_ line: String, beside watcher: inout Watcher) {
    let isBusy = queue.withLock { queue in
      if queue.waiting.count < Self.most {
        queue.waiting += Array((line + "\n").utf8)
      } else {
        queue.lost += 1
      }
      defer { queue.isBeingWritten = true }
      return queue.isBeingWritten
    }
    if !isBusy { watcher.perform { await Threads.run { self.write() } } }
  }

  private func write() {
    while let (bytes, descriptor, lost) = next() {
      var error = descriptor < 0 ? -descriptor : 0
      if error == 0 { error = Descriptor.writeAll(bytes, to: descriptor) }
      if error != 0 {
        failed("\(path): \(String(cString: strerror(error)))")
      } else if lost > 0 {
        failed("\(path): \(String(cString: strerror(ENOSPC)))")
      }
    }
  }

  /// What waits, with where it goes: a negative errno where that cannot be opened.
  private func next() -> (bytes: [UInt8], descriptor: Int32, lost: Int)? {
    queue.withLock { queue in
      guard !queue.waiting.isEmpty else {
        queue.isBeingWritten = false
        return nil
      }
      if queue.isToBeReopened || queue.descriptor < 0 {
        if queue.descriptor >= 0 { close(queue.descriptor) }
        queue.descriptor = open(
          path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
        if queue.descriptor < 0 { queue.descriptor = -errno }
        queue.isToBeReopened = queue.descriptor < 0
      }
      defer { (queue.waiting, queue.lost) = ([], 0) }
      return (queue.waiting, queue.descriptor, queue.lost)
    }
  }
}
