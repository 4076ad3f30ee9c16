import Glibc
import Health
import Platform

/// The thread on which one `HistoryStore` runs: SQLite blocks, so it must not run on the cooperative pool.
///
/// It runs the actor's jobs, and lets the store serve itself when `wakeAt` comes. It ends with the store.
final class HistoryThread: SerialExecutor {
  private let lock = ConditionLock()
  // Guarded by `lock`.
  nonisolated(unsafe) private var jobs: [UnownedJob] = []
  nonisolated(unsafe) private var wakeAt: Duration?
  nonisolated(unsafe) private var isStopped = false
  nonisolated(unsafe) private var identity: pthread_t?
  nonisolated(unsafe) private weak var store: HistoryStore?

  /// Starts the thread; `store` is what it serves. To be called once.
  func start(serving store: HistoryStore) {
    lock.withLock { self.store = store }
    do {
      pthread_detach(try Threads.start { [self] in run() })
    } catch {
      preconditionFailure("no thread for the history: error \(error.code)")
    }
  }

  /// Lets the store serve itself at `deadline` (CLOCK_MONOTONIC), or earlier where that was asked before.
  func wake(by deadline: Duration) {
    lock.withLock {
      if let wakeAt, wakeAt <= deadline { return }
      wakeAt = deadline
      lock.signal()
    }
  }

  /// Ends the thread once nothing is left to run.
  func stop() {
    lock.withLock {
      isStopped = true
      lock.signal()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    lock.withLock {
      jobs.append(job)
      lock.signal()
    }
  }

  func checkIsolated() {
    precondition(isIsolatingCurrentContext() == true, "not on the history's thread")
  }

  func isIsolatingCurrentContext() -> Bool? {
    lock.withLock {
      guard let identity else { return false }
      return pthread_equal(identity, pthread_self()) != 0
    }
  }

  /// Without the lock: where this lets go of the store as the last one, the store stops this thread.
  private func serveStore() {
    let store: HistoryStore? = lock.withLock { self.store }
    store?.assumeIsolated { $0.serve() }
  }

  private func run() {
    lock.lock()
    identity = pthread_self()
    while true {
      if !jobs.isEmpty {
        let due = jobs
        jobs = []
        lock.unlock()
        for job in due { job.runSynchronously(on: asUnownedSerialExecutor()) }
        lock.lock()
      } else if isStopped {
        break
      } else if let deadline = wakeAt, deadline <= SystemClock.now().monotonic {
        wakeAt = nil
        lock.unlock()
        serveStore()
        lock.lock()
      } else {
        lock.wait(until: wakeAt)
      }
    }
    lock.unlock()
  }
}
