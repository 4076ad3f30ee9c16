import GoRules

/// Times counted by how long they were, in the bounds that Prometheus shall see: from a mirror next door to one that a
/// user would give up.
package struct Buckets: Sendable, Hashable {
  /// In seconds, inclusive, ascending; the last one takes all.
  package static let bounds: [Double] = [
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, .infinity,
  ]

  private var counts = [Int](repeating: 0, count: bounds.count)
  package private(set) var sum = Duration.zero

  package init() {}

  package mutating func record(_ time: Duration) {
    let seconds = time.seconds
    let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count - 1
    counts[place] += 1
    sum += time
  }

  package var count: Int { counts.reduce(0, +) }

  /// Up to each bound.
  package var cumulative: [Int] {
    var sum = 0
    return counts.map { count in
      sum += count
      return sum
    }
  }
}
