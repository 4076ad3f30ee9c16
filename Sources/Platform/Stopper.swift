import CLinux
import Glibc

/// Ends a wait in poll(2) from another thread.
package final class Stopper: Sendable {
  /// Readable once `stop` was called; -1 where no descriptor was left, and then nothing can be stopped.
  let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))

  package init() {}

  deinit { if descriptor >= 0 { close(descriptor) } }

  package func stop() { eventfd_write(descriptor, 1) }
}
