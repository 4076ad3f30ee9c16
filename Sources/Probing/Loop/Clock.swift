// In release builds `timespec` counts as this module's, whose headers are the first to include it.
import CAres
import Glibc
import ProxyHealth

/// Readings of the system's clocks in nanoseconds; the only place of this module that reads one.
enum Clock {
  /// CLOCK_MONOTONIC.
  static func monotonic() -> Int64 { read(CLOCK_MONOTONIC) }

  /// CLOCK_REALTIME, the clock of the kernel's receive times.
  static func realtime() -> Int64 { read(CLOCK_REALTIME) }

  /// Both clocks.
  static func timestamp() -> Timestamp {
    Timestamp(monotonic: .nanoseconds(monotonic()), wall: .nanoseconds(realtime()))
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension Duration {
  /// The length in whole nanoseconds; lengths over 292 years do not occur here.
  var inNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
