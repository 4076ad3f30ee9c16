import CLinux
import Glibc

/// The main thread as the executor of an actor: one `poll` over what the attached part waits for and
/// the jobs that others enqueue.
///
/// The terminal lives here, because ncurses must be used from one thread and may block on a slow
/// terminal, which must not hold up the cooperative pool.
package final class MainThread: SerialExecutor {
  /// What a part on this thread waits for.
  package struct Attachment: Sendable {
    /// Descriptors to wait for until they are readable or closed.
    package var descriptors: [Int32]
    /// Called on the main thread after every wakeup with the `poll` events of each descriptor (0 for none).
    package var wokenUp: @Sendable ([Int16]) -> Void

    package init(descriptors: [Int32], wokenUp: @escaping @Sendable ([Int16]) -> Void) {
      self.descriptors = descriptors
      self.wokenUp = wokenUp
    }
  }

  private struct Shared {
    var jobs: [UnownedJob] = []
    /// By the number that `attach` gave; served in that order.
    var attachments: [(number: Int, attachment: Attachment)] = []
    var nextNumber = 0
  }

  /// What `run` will return; nil until it is known.
  private final class Outcome<Value: Sendable>: Sendable {
    let value = Locked<Value?>(nil)
  }

  private let shared = Locked(Shared())
  /// An eventfd: whoever changes `shared` wakes the loop with it.
  private let bell: Int32
  private let thread = pthread_self()

  /// Makes the calling thread the executor; call it on the main thread, once.
  package init() {
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
  }

  deinit { close(bell) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    shared.withLock { $0.jobs.append(job) }
    wake()
  }

  package func checkIsolated() {
    precondition(isIsolatingCurrentContext() == true, "not on the main thread")
  }

  package func isIsolatingCurrentContext() -> Bool? { pthread_equal(thread, pthread_self()) != 0 }

  /// Makes the loop look at `shared` and call the attachment. Any thread.
  package func wake() {
    var one: UInt64 = 1
    _ = Glibc.write(bell, &one, 8)
  }

  /// From now on the loop also serves `attachment`.
  /// - Returns: the number by which `detach` knows it.
  package func attach(_ attachment: Attachment) -> Int {
    let number = shared.withLock { state in
      state.nextNumber += 1
      state.attachments.append((state.nextNumber, attachment))
      return state.nextNumber
    }
    wake()
    return number
  }

  /// The loop waits no more for what `attach` numbered so; on the main thread at once.
  package func detach(_ number: Int) {
    shared.withLock { $0.attachments.removeAll { $0.number == number } }
    wake()
  }

  /// Runs `body` to its end while this thread serves its actor, and returns what it returns.
  package func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
    let result = Outcome<Value>()
    // The one task without a parent: the program itself.
    Task { [self] in
      let value = await body()
      result.value.withLock { $0 = value }
      wake()
    }
    while true {
      runJobs()
      if let value = result.value.withLock({ $0 }) { return value }
      let attachments = shared.withLock { $0.attachments }
      var events = wait(attachments.flatMap(\.attachment.descriptors))[...]
      for (number, attachment) in attachments {
        let own = Array(events.prefix(attachment.descriptors.count))
        events = events.dropFirst(own.count)
        // One before it in this turn may have ended it.
        guard shared.withLock({ $0.attachments.contains { $0.number == number } }) else { continue }
        attachment.wokenUp(own)
      }
    }
  }

  private func runJobs() {
    while true {
      let jobs = shared.withLock { state in
        let jobs = state.jobs
        state.jobs = []
        return jobs
      }
      if jobs.isEmpty { return }
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }

  /// Blocks until the bell rings or a descriptor is ready.
  private func wait(_ descriptors: [Int32]) -> [Int16] {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    polled.append(pollfd(fd: bell, events: Int16(POLLIN), revents: 0))
    // EINTR is a wakeup without events.
    guard poll(&polled, nfds_t(polled.count), -1) > 0 else {
      return descriptors.map { _ in 0 }
    }
    if polled[descriptors.count].revents != 0 {
      var count: UInt64 = 0
      _ = Glibc.read(bell, &count, 8)
    }
    return polled.prefix(descriptors.count).map(\.revents)
  }
}
