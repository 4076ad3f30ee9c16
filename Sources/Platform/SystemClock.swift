import CLinux
import Glibc
import Health

/// The clocks of the system: the one place that reads them.
package enum SystemClock {
  /// CLOCK_MONOTONIC in nanoseconds.
  package static func monotonic() -> Int64 { clinux_clock(CLOCK_MONOTONIC) }

  /// Processor time of this process, in nanoseconds.
  package static func processorTime() -> Int64 { clinux_clock(CLOCK_PROCESS_CPUTIME_ID) }

  /// CLOCK_REALTIME in nanoseconds, the clock of the kernel's receive times.
  package static func wall() -> Int64 { clinux_clock(CLOCK_REALTIME) }

  /// The kernel's clock tick in nanoseconds: how exact its coarse times are.
  package static let tick: Int64 = {
    var time = timespec()
    clock_getres(CLOCK_REALTIME_COARSE, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }()

  /// Both clocks.
  package static func now() -> Timestamp {
    Timestamp(monotonic: .nanoseconds(monotonic()), wall: .nanoseconds(wall()))
  }
}

extension Duration {
  /// The length in whole nanoseconds; lengths over 292 years do not occur here.
  package var inNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
