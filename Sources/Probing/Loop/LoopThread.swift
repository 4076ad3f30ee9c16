import CLinux
import Glibc
import Platform
import Synchronization

/// A thread that is both an actor's executor and its event loop: it runs the actor's jobs, lets the actor look at its
/// descriptors and deadlines, and sleeps in epoll.
///
/// It ends when it was told to `stop` and nothing is left to run, which the actor does in its deinit: as long as the
/// actor can be called, its thread lives.
final class LoopThread: SerialExecutor {
  /// What other threads hand in.
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var cancelled: [RunID] = []
    var resumed: [RunID] = []
    var mustStop = false
    var hasEnded = false
    var waiters: [CheckedContinuation<Void, Never>] = []

    var isEmpty: Bool { jobs.isEmpty && cancelled.isEmpty && resumed.isEmpty }
  }

  /// Watches the descriptors of the actor; closed when the thread ends.
  let epoll: Int32
  private let wakeup: Int32
  private let inbox = Locked(Inbox())
  /// The thread; 0 before it runs.
  private let thread = Atomic<UInt>(0)
  nonisolated(unsafe) private weak var prober: Prober?

  /// Opens the descriptors; throws `ProbePoolError.noResources` where the process may open no more.
  init() throws(ProbePoolError) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else { throw .noResources(errno: errno) }
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    // By now deinit closes what is open.
    guard wakeup >= 0 else { throw .noResources(errno: errno) }
    clinux_epoll_watch(epoll, wakeup, EPOLLIN.rawValue)
  }

  deinit {
    Glibc.close(wakeup)
    Glibc.close(epoll)
  }

  /// Starts the thread for `prober`; once, before the first job. False where no thread can be had.
  func start(for prober: Prober) -> Bool {
    self.prober = prober
    guard let thread = try? Threads.start({ [self] in run() }) else { return false }
    pthread_detach(thread)
    return true
  }

  // MARK: From any thread

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    post { $0.jobs.append(job) }
  }

  /// The round `id` is to end; comes to `Prober.turn`.
  func cancel(_ id: RunID) {
    post { $0.cancelled.append(id) }
  }

  /// The passage of the round `id` has room again; comes to `Prober.turn`.
  func resume(_ id: RunID) {
    post { $0.resumed.append(id) }
  }

  /// The thread is to end once nothing is left to run.
  func stop() {
    post { $0.mustStop = true }
  }

  /// Returns when the thread has run its last.
  func ended() async {
    await withCheckedContinuation { continuation in
      let hasEnded = inbox.withLock { inbox in
        if !inbox.hasEnded { inbox.waiters.append(continuation) }
        return inbox.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  func isSameExclusiveExecutionContext(other: LoopThread) -> Bool { self === other }

  func checkIsolated() {
    precondition(isCurrent, "called from another thread than the prober's own")
  }

  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  private var isCurrent: Bool { thread.load(ordering: .relaxed) == pthread_self() }

  private func post(_ change: (inout Inbox) -> Void) {
    let mustWake = inbox.withLock { inbox in
      let wasEmpty = inbox.isEmpty && !inbox.mustStop
      change(&inbox)
      return wasEmpty
    }
    // On its own thread the loop looks into the inbox before it sleeps.
    if mustWake && !isCurrent { eventfd_write(wakeup, 1) }
  }

  // MARK: On the thread

  private func run() {
    thread.store(pthread_self(), ordering: .relaxed)
    clinux_thread_name("probe")
    var ready = [clinux_ready](repeating: clinux_ready(), count: 64)
    var count = 0
    var work = Inbox()
    while true {
      work = inbox.withLock { inbox in
        let taken = inbox
        inbox.jobs.removeAll(keepingCapacity: false)
        inbox.cancelled.removeAll(keepingCapacity: false)
        inbox.resumed.removeAll(keepingCapacity: false)
        return taken
      }
      for job in work.jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
      var sleep: Int32 = -1
      if let prober {
        let events = ready[..<count]
        let (cancelled, resumed) = (work.cancelled, work.resumed)
        sleep = prober.assumeIsolated {
          $0.turn(ready: events, cancelled: cancelled, resumed: resumed)
        }
      }
      let (isIdle, mustStop) = inbox.withLock {
        ($0.isEmpty, $0.mustStop)
      }
      if isIdle && mustStop { break }
      count = wait(into: &ready, milliseconds: isIdle ? sleep : 0)
    }
    let waiters = inbox.withLock { inbox in
      inbox.hasEnded = true
      return inbox.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Sleeps; the number of ready descriptors, without the wake-up's own.
  private func wait(into ready: inout [clinux_ready], milliseconds: Int32) -> Int {
    let found = ready.withUnsafeMutableBufferPointer {
      Int(clinux_epoll_wait(epoll, $0.baseAddress, Int32($0.count), milliseconds))
    }
    guard found > 0 else { return 0 }
    guard let own = ready[..<found].firstIndex(where: { $0.fd == wakeup }) else { return found }
    var value: eventfd_t = 0
    eventfd_read(wakeup, &value)
    ready.swapAt(own, found - 1)
    return found - 1
  }
}
