import Glibc
import ProxyHealth

/// Both clocks of the system, read now.
func systemTime() -> Timestamp {
  Timestamp(monotonic: read(CLOCK_MONOTONIC), wall: read(CLOCK_REALTIME))
}

private func read(_ clock: clockid_t) -> Duration {
  var time = timespec()
  clock_gettime(clock, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
