import Glibc
import Platform

/// Standard output: the one place that writes to it, and that knows whether all of it was written.
enum StandardOutput {
  private struct State {
    var waiting: [UInt8] = []
    var isUsed = false
    /// The first error; 0 for none.
    var error: Int32 = 0
  }

  private static let state = Locked(State())
  private static let portion = 65_536

  /// Takes text in; it is written when there is a portion of it, when `flush` is called, and at the end.
  static func write(_ text: String) {
    state.withLock { state in
      state.isUsed = true
      state.waiting += text.utf8
      if state.waiting.count >= portion { empty(&state) }
    }
  }

  /// Writes what waits: before someone is asked, or the screen belongs to others.
  static func flush() { state.withLock { empty(&$0) } }

  /// Writes the rest and closes.
  /// - Returns: 0, or the error number of what could not be written.
  static func finish() -> Int32 {
    state.withLock { state in
      empty(&state)
      // A file system may tell only now that it has no room.
      if state.isUsed, close(STDOUT_FILENO) != 0, state.error == 0 { state.error = errno }
      return state.error
    }
  }

  private static func empty(_ state: inout State) {
    if state.error == 0, !state.waiting.isEmpty {
      state.error = Descriptor.writeAll(state.waiting, to: STDOUT_FILENO)
    }
    state.waiting.removeAll(keepingCapacity: true)
  }
}
