import CLinux
import Glibc
import GoRules
import Health
import Platform

/// Connects to addresses side by side, and closes again. Blocks: not for the cooperative pool.
enum AddressReach {
  /// For each, why it does not accept connections, nil where it does, and how long it took.
  static func connect(
    _ addresses: [SocketAddress], within limit: Duration
  ) -> [(failure: FailureCause?, time: Duration)] {
    let start = SystemClock.monotonic()
    let end = start + limit.inNanoseconds
    let clock = LoopClock()
    var ends = [(failure: FailureCause?, time: Duration)?](repeating: nil, count: addresses.count)
    var open: [Int: TCPSocket] = [:]
    func ended(_ index: Int, _ failure: FailureCause?) {
      ends[index] = (failure, .nanoseconds(SystemClock.monotonic() - start))
      open[index] = nil
    }
    for (index, address) in addresses.enumerated() {
      do throws(SystemError) {
        open[index] = try TCPSocket(connectingTo: address, clock: clock)
      } catch {
        ended(index, error.cause ?? .other(ServerText(error.text)))
      }
    }
    while !open.isEmpty {
      let order = Array(open.keys)
      var polled = order.map { pollfd(fd: open[$0]?.fd ?? -1, events: Int16(POLLOUT), revents: 0) }
      let left = end - SystemClock.monotonic()
      guard left > 0, poll(&polled, nfds_t(polled.count), Int32(left / 1_000_000 + 1)) >= 0 else {
        for index in order { ended(index, .connectTimedOut) }
        break
      }
      for (index, polled) in zip(order, polled) where polled.revents != 0 {
        let error = open[index]?.connectError
        ended(index, error.map { $0.cause ?? .other(ServerText($0.text)) })
      }
    }
    return ends.map { $0 ?? (.connectTimedOut, limit) }
  }
}
