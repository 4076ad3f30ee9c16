/// Deadlines on CLOCK_MONOTONIC, the earliest first.
struct TimerQueue {
  struct Entry {
    /// Nanoseconds.
    var deadline: Int64
    var connection: UInt64
    var token: UInt64
  }

  /// Latest first, so that the next one is taken off the end.
  private var entries: [Entry] = []

  mutating func add(_ entry: Entry) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].deadline > entry.deadline { low = middle + 1 } else { high = middle }
    }
    entries.insert(entry, at: low)
  }

  /// Takes the next entry whose deadline is not after `now`.
  mutating func popDue(_ now: Int64) -> Entry? {
    guard let last = entries.last, last.deadline <= now else { return nil }
    return entries.removeLast()
  }

  /// Milliseconds to the next deadline, rounded up; -1 where there is none.
  func timeout(_ now: Int64) -> Int32 {
    guard let last = entries.last else { return -1 }
    return Int32(clamping: max(0, (last.deadline - now + 999_999) / 1_000_000))
  }
}
