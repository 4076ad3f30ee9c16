import Glibc
import Platform
import Watching

/// A file that is written beside the loop, however long the disk takes: one writing at a time, and of the contents that
/// wait for it only the newest.
final class SavedFile: Sendable {
  private struct Queue {
    var waiting: String?
    var isBeingWritten = false
  }

  private let path: String
  private let mode: mode_t
  private let makingFolders: Bool
  private let isLasting: Bool
  private let written: @Sendable (TextFile.Failure?) -> Void
  private let queue = Locked(Queue())

  /// `isLasting`: what is written is to survive a loss of power. `written` is called after each writing, with the reason
  /// where it failed.
  init(
    _ path: String, mode: mode_t, makingFolders: Bool = true, isLasting: Bool = true,
    written: @escaping @Sendable (TextFile.Failure?) -> Void = { _ in }
  ) {
    self.path = path
    self.mode = mode
    self.makingFolders = makingFolders
    self.isLasting = isLasting
    self.written = written
  }

  /// The file is to hold `text`.
  func save(_ text: String, beside watcher: inout Watcher) {
    let isBusy = queue.withLock { queue in
      queue.waiting = text
      defer { queue.isBeingWritten = true }
      return queue.isBeingWritten
    }
    if !isBusy { watcher.perform { await Threads.run { self.write() } } }
  }

  private func write() {
    while let text = next() {
      do {
        try TextFile.write(
          text, to: path, mode: mode, makingFolders: makingFolders, isLasting: isLasting)
        written(nil)
      } catch {
        written(error)
      }
    }
  }

  private func next() -> String? {
    queue.withLock { queue in
      let text = queue.waiting
      queue.waiting = nil
      queue.isBeingWritten = text != nil
      return text
    }
  }
}
