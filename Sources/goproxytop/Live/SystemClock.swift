import CLinux
import Glibc
import ProxyHealth

/// The clocks of the system: the one place where the program reads them.
enum SystemClock {
  /// Both clocks, now.
  static func now() -> Timestamp {
    Timestamp(
      monotonic: .nanoseconds(clinux_clock(CLOCK_MONOTONIC)),
      wall: .nanoseconds(clinux_clock(CLOCK_REALTIME)))
  }

  /// Returns at `deadline` of the monotonic clock, or at once when cancelled.
  /// - Returns: false when cancelled.
  static func sleep(until deadline: Duration) async -> Bool {
    let rest = deadline - now().monotonic
    guard rest > .zero else { return !Task.isCancelled }
    do {
      try await Task.sleep(for: rest, clock: .suspending)
      return true
    } catch {
      return false
    }
  }
}
