import ProxyHealth

/// One pending time per purpose, replaced by the next that is set: says when a sleep has to be started.
///
/// A sleep that is no longer wanted is left to end by itself; only an earlier time starts another. So
/// there is about one sleeping task per purpose, whatever is set how often.
struct Alarm {
  enum Purpose: Sendable, Hashable, CaseIterable {
    /// The monitor asked to be woken.
    case monitor
    /// The next frame may be drawn.
    case frame
    /// What is shown ages: clock, countdowns.
    case clock
  }

  /// When it is wanted, on the monotonic clock.
  private var wanted: [Purpose: Duration] = [:]
  /// When the earliest sleep under way ends.
  private var sleeping: [Purpose: Duration] = [:]

  /// Sets the time for `purpose`.
  /// - Returns: until when to sleep; nil where a sleep is under way that ends early enough.
  mutating func set(_ purpose: Purpose, at time: Duration) -> Duration? {
    wanted[purpose] = time
    if let end = sleeping[purpose], end <= time { return nil }
    sleeping[purpose] = time
    return time
  }

  /// A sleep for `purpose` has ended.
  /// - Returns: whether the time has come, or else until when to sleep on; both nil where nothing is wanted.
  mutating func rang(_ purpose: Purpose, at now: Duration) -> (isDue: Bool, sleepUntil: Duration?) {
    if let end = sleeping[purpose], end <= now { sleeping[purpose] = nil }
    guard let time = wanted[purpose] else { return (false, nil) }
    if time <= now {
      wanted[purpose] = nil
      return (true, nil)
    }
    return (false, set(purpose, at: time))
  }
}
