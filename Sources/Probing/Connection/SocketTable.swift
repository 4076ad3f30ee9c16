import CLinux

/// Which connection a socket belongs to, and its registration with the loop.
final class SocketTable {
  let clock: LoopClock
  private let epoll: Int32
  private var owners: [Int32: Connection] = [:]

  init(epoll: Int32, clock: LoopClock) {
    self.epoll = epoll
    self.clock = clock
  }

  /// Has the loop tell `connection` of what happens to `socket`, once for each change.
  func watch(_ socket: TCPSocket, for connection: Connection) {
    let events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
    clinux_epoll_add(epoll, socket.fd, events)
    owners[socket.fd] = connection
  }

  /// To be called before `socket` is let go, which then closes it.
  func forget(_ socket: TCPSocket) { owners[socket.fd] = nil }

  func owner(of fd: Int32) -> Connection? { owners[fd] }
}
