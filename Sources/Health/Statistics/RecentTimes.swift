/// The newest few times of one thing, and what is usual among them.
struct RecentTimes: Sendable, Hashable {
  /// Oldest first, in microseconds.
  private var times: [UInt32] = []

  private static let limit = 8

  mutating func record(_ time: Duration) {
    if times.count == Self.limit { times.removeFirst() }
    times.append(UInt32(clamping: time.nanoseconds / 1000))
  }

  /// The nearest-rank median: the value of rank ⌈count/2⌉ in ascending order; nil where there is none.
  var median: Duration? {
    if times.isEmpty { return nil }
    return .microseconds(Int64(times.sorted()[(times.count - 1) / 2]))
  }
}
