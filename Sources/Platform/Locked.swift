import Glibc

/// A value that several threads may reach, one at a time, behind a pthread mutex.
///
/// Not `Synchronization.Mutex`: its futex is invisible to the thread sanitizer on Linux, which then reports races
/// where there are none.
package final class Locked<Value>: Sendable {
  // Only reached with the mutex held.
  nonisolated(unsafe) private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  nonisolated(unsafe) private var value: Value

  package init(_ value: sending Value) {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    self.value = value
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Runs `body` with the value; it must not wait and must not lock again.
  package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
