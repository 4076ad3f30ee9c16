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
    /// A negative errno where it cannot be opened.
    var descriptor: Int32 = -EBADF

    mutating func reopen(_ path: String) {
      if descriptor >= 0 { close(descriptor) }
      descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
      if descriptor < 0 { descriptor = -errno }
      isToBeReopened = descriptor < 0
    }
  }

  private let path: String
  private let failed: @Sendable (String) -> Void
  private let queue = Locked(Queue())
  /// Bytes that wait for the disk; later lines are lost.
  private static let most = 4 << 20

  /// Opens nothing yet, see `prepare`. `failed` is called with the reason where something is not written.
  init(_ path: String, failed: @escaping @Sendable (String) -> Void) {
    self.path = path
    self.failed = failed
  }

  deinit { queue.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

  /// Opens it. Why it cannot be; nil where it is open.
  func prepare() -> String? {
    let descriptor = queue.withLock { queue in
      queue.reopen(path)
      return queue.descriptor
    }
    return descriptor < 0 ? reason(-descriptor) : nil
  }

  private func reason(_ error: Int32) -> String { "\(path): \(String(cString: strerror(error)))" }

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
        failed(reason(error))
      } else if lost > 0 {
        failed(reason(ENOSPC))
      }
    }
  }

  /// What waits, with where it goes.
  private func next() -> (bytes: [UInt8], descriptor: Int32, lost: Int)? {
    queue.withLock { queue in
      guard !queue.waiting.isEmpty else {
        queue.isBeingWritten = false
        return nil
      }
      if queue.isToBeReopened || queue.descriptor < 0 { queue.reopen(path) }
      defer { (queue.waiting, queue.lost) = ([], 0) }
      return (queue.waiting, queue.descriptor, queue.lost)
    }
  }
}
