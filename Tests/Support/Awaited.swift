import Platform

/// A value that some threads change and others wait for.
///
/// Each test target that needs it links to the file.
final class Awaited<Value>: Sendable {
  private let lock = ConditionLock()
  // Guarded by the lock.
  nonisolated(unsafe) private var value: Value

  init(_ value: sending Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.withLock {
      defer { lock.signal() }
      return body(&value)
    }
  }

  func wait(until condition: (Value) -> Bool) {
    lock.withLock { while !condition(value) { lock.wait(until: nil) } }
  }
}

extension Awaited where Value: Equatable {
  /// The value that stays the same for so long.
  func settled(milliseconds: Int64) -> Value {
    lock.withLock {
      var (last, since) = (value, SystemClock.monotonic())
      while SystemClock.monotonic() < since + milliseconds * 1_000_000 {
        lock.wait(until: .nanoseconds(since) + .milliseconds(milliseconds))
        if value != last { (last, since) = (value, SystemClock.monotonic()) }
      }
      return last
    }
  }
}
