import Glibc

/// A pthread mutex with its condition variable, on the monotonic clock.
///
/// `Synchronization.Mutex` cannot be waited on, and the thread sanitizer does not understand it on Linux.
package final class ConditionLock: Sendable {
  nonisolated(unsafe) private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(
    capacity: 1)
  nonisolated(unsafe) private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(
    capacity: 1)

  package init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  package func lock() { pthread_mutex_lock(mutex) }
  package func unlock() { pthread_mutex_unlock(mutex) }

  package func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
    lock()
    defer { unlock() }
    return try body()
  }

  /// Wakes whoever waits.
  package func signal() { pthread_cond_broadcast(condition) }

  /// Gives the lock up until a signal or `deadline` (CLOCK_MONOTONIC; nil: no deadline), then has it again.
  /// May also wake for no reason.
  package func wait(until deadline: Duration?) {
    guard let deadline else {
      pthread_cond_wait(condition, mutex)
      return
    }
    let (seconds, attoseconds) = deadline.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    pthread_cond_timedwait(condition, mutex, &time)
  }
}
