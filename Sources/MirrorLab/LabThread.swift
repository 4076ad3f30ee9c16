import CLinux
import Glibc

/// Threads of the lab's own, which may block.
enum LabThread {
  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Starts a thread, to be joined, with all signals blocked: they are the program's, and SIGPIPE nobody's.
  static func start(_ body: @escaping @Sendable () -> Void) throws(LabError) -> pthread_t {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        clinux_thread_name("mirror-lab")
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    if code != 0 {
      work.release()
      errno = code
      throw LabError.system("pthread_create")
    }
    return thread
  }
}
