import Platform

/// Lets a few programs compute at a time; one that only waits makes room for the next.
final class Gate: Sendable {
  private let lock = ConditionLock()
  // Guarded by `lock`.
  nonisolated(unsafe) private var places: Int

  init(places: Int) { self.places = places }

  /// Runs `body` when there is a place; it calls what it is given as soon as it no longer needs it.
  func pass<Result>(_ body: (() -> Void) throws -> Result) rethrows -> Result {
    lock.withLock {
      while places == 0 { lock.wait(until: nil) }
      places -= 1
    }
    var hasLeft = false
    let leave = { [lock] in
      if hasLeft { return }
      hasLeft = true
      lock.withLock {
        self.places += 1
        lock.signal()
      }
    }
    defer { leave() }
    return try body(leave)
  }
}
