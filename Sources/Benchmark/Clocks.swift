import Glibc

/// CLOCK_MONOTONIC.
func monotonicNow() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

/// CLOCK_REALTIME.
func wallNow() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

/// A length in nanoseconds, for C; nothing below zero.
func nanoseconds(_ duration: Duration) -> Int64 {
  let parts = duration.components
  return max(0, parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
}
