import CLinux
import Glibc
import Platform

/// Threads of the lab's own, which may block.
package enum LabThread {
  /// Starts a thread, to be joined, with all signals blocked: they are the program's, and SIGPIPE nobody's.
  package static func start(_ body: @escaping @Sendable () -> Void) throws(LabError) -> pthread_t {
    var blocked = sigset_t()
    var before = sigset_t()
    sigfillset(&blocked)
    // But for those of a crash, of which the program tells.
    for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] {
      sigdelset(&blocked, signal)
    }
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    do {
      return try Threads.start {
        clinux_thread_name("mirror-lab")
        body()
      }
    } catch {
      errno = error.code
      throw LabError.system("pthread_create")
    }
  }
}
