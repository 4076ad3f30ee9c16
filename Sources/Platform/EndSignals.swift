import CLinux
import Glibc
import Health

/// Has SIGINT, SIGTERM and SIGHUP end the process only after it has cleared away what it would leave behind: a child, a
/// folder. To be made while the process has one thread: the others inherit that the signals wait.
package final class EndSignals: Sendable {
  private let lock = ConditionLock()
  // Guarded by the lock.
  nonisolated(unsafe) private var stopper: Stopper?
  nonisolated(unsafe) private var isEnding = false

  private static let numbers = [SIGINT, SIGTERM, SIGHUP]
  /// What is not cleared away by then stays.
  private static let patience = Duration.seconds(5)

  package init() {
    guard let signals = SignalQueue(Self.numbers) else { return }
    let thread = try? Threads.start { [self] in
      var ready = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
      while true {
        poll(&ready, 1, -1)
        if let number = signals.next() { return end(by: number) }
      }
    }
    if let thread { pthread_detach(thread) } else { SignalQueue.release(Self.numbers) }
  }

  /// Runs `work`, which ends soon after its stopper was stopped, and is waited for by a signal that ends the process.
  package func hold<Value>(
    _ stopper: Stopper, while work: () async -> Value
  ) async -> Value {
    lock.withLock {
      self.stopper = stopper
      if isEnding { stopper.stop() }
    }
    let value = await work()
    lock.withLock {
      self.stopper = nil
      lock.signal()
      // Nothing more is to happen.
      while isEnding { lock.wait(until: nil) }
    }
    return value
  }

  private func end(by number: Int32) {
    lock.withLock {
      isEnding = true
      stopper?.stop()
      let deadline = SystemClock.now().monotonic + Self.patience
      while stopper != nil, SystemClock.now().monotonic < deadline { lock.wait(until: deadline) }
    }
    signal(number, SIG_DFL)
    SignalQueue.release([number])
    kill(getpid(), number)
  }
}
