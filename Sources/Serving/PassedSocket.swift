import CLinux
import Glibc

/// A listening socket that systemd has opened for the service (sd_listen_fds(3)): it stays open while the service is
/// replaced, and who connects meanwhile waits in its queue.
package struct PassedSocket: Sendable {
  package let address: ListenAddress
  let descriptor: Int32

  /// nil where none was passed to this process; more than one is an error. To be called once.
  package init?(environment: [String: String]) throws(ServingError) {
    guard environment["LISTEN_PID"].flatMap({ Int32($0) }) == getpid(),
      let count = environment["LISTEN_FDS"].flatMap({ Int($0) }), count > 0
    else { return nil }
    guard count == 1 else { throw ServingError("\(count) sockets were passed: one is served") }
    // SD_LISTEN_FDS_START.
    descriptor = 3
    var (listens, length): (Int32, socklen_t) = (0, 4)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0, listens == 1,
      let address = ListenAddress(ofSocket: descriptor)
    else { throw ServingError("the socket that was passed is no listening one of TCP") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    self.address = address
  }
}
