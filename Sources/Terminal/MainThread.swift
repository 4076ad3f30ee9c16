import CLinux
import Glibc
import Synchronization

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
    var attachment: Attachment?
    var exitStatus: Int32?
  }

  private let shared = Mutex(Shared())
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

  /// From now on the loop also serves `attachment`; nil for none.
  package func attach(_ attachment: Attachment?) {
    shared.withLock { $0.attachment = attachment }
    wake()
  }

  /// Runs `body` to its end while this thread serves its actor, and returns what it returns.
  package func run(_ body: @escaping @Sendable () async -> Int32) -> Int32 {
    // The one task without a parent: the program itself.
    Task { [self] in
      let status = await body()
      shared.withLock { $0.exitStatus = status }
      wake()
    }
    while true {
      runJobs()
      if let status = shared.withLock({ $0.exitStatus }) { return status }
      let attachment = shared.withLock { $0.attachment }
      let events = wait(attachment?.descriptors ?? [])
      attachment?.wokenUp(events)
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
