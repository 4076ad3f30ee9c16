import CLinux
import Glibc

/// An epoll instance with an eventfd that wakes it; closed by its owner.
struct Poller: Sendable {
  /// The identity under which the eventfd is reported.
  static let wakeupID: UInt64 = 0

  private let epoll: Int32
  private let wakeup: Int32

  init() throws(LabError) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    if epoll < 0 { throw LabError.system("epoll_create1") }
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    if wakeup < 0 {
      let error = LabError.system("eventfd")
      Glibc.close(epoll)
      throw error
    }
    try add(wakeup, id: Self.wakeupID)
  }

  /// Reports `descriptor` as `id` while it is readable; closing it ends that.
  func add(_ descriptor: Int32, id: UInt64) throws(LabError) {
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: id))
    if epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0 {
      throw LabError.system("epoll_ctl")
    }
  }

  /// Reports `descriptor` while it is readable (if `reading`), writable (if `writing`) or broken.
  func watch(_ descriptor: Int32, id: UInt64, reading: Bool, writing: Bool) {
    let events = (reading ? EPOLLIN.rawValue : 0) | (writing ? EPOLLOUT.rawValue : 0)
    var event = epoll_event(events: events, data: epoll_data_t(u64: id))
    epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event)
  }

  /// Makes a wait on another thread return.
  func wake() { eventfd_write(wakeup, 1) }

  /// The identities that have something to report; waits for `timeout` ms, or without end for -1.
  func wait(timeout: Int32) -> [UInt64] {
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 256) { events in
      let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), timeout)
      let ids = events.prefix(Int(max(count, 0))).map(\.data.u64)
      if ids.contains(Self.wakeupID) {
        var value: eventfd_t = 0
        eventfd_read(wakeup, &value)
      }
      return ids
    }
  }

  func close() {
    Glibc.close(wakeup)
    Glibc.close(epoll)
  }
}
