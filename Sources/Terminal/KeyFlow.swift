import Platform

/// How many keys were sent and not dealt with yet: beyond a bound no more are read, so that a flood of input neither
/// fills the memory nor stands before a signal.
final class KeyFlow: Sendable {
  private struct State {
    var waiting = 0
    var isHeld = false
  }

  /// At this many reading stops, and it goes on when there are few again.
  private static let (most, few) = (512, 64)

  private let state = Locked(State())

  /// So many keys were sent; true where no more are to be read for now.
  func sent(_ count: Int) -> Bool {
    state.withLock { state in
      state.waiting += count
      if state.waiting >= Self.most { state.isHeld = true }
      return state.isHeld
    }
  }

  /// One was dealt with; true where reading can go on with that.
  func taken() -> Bool {
    state.withLock { state in
      state.waiting -= 1
      return state.isHeld && state.waiting == Self.few
    }
  }

  /// Whether reading goes on, once for each time it was held.
  func mayGoOn() -> Bool {
    state.withLock { state in
      guard state.isHeld, state.waiting <= Self.few else { return false }
      state.isHeld = false
      return true
    }
  }
}
