import Health

/// Who served when, to be asked for many times.
struct ServingTimes {
  private let segments: [TimelineSegment<Failover.Place>]
  /// One after the other by the wall clock, which was never set back.
  private let isInOrder: Bool

  init(_ segments: [TimelineSegment<Failover.Place>]) {
    self.segments = segments
    var end: Duration?
    isInOrder = segments.allSatisfy { segment in
      defer { end = segment.until.wall }
      return segment.from.wall <= segment.until.wall && end.map { $0 <= segment.from.wall } ?? true
    }
  }

  /// Those that served during `segment`, in order, each once, and for how long nobody did.
  func parts<Other>(
    during segment: TimelineSegment<Other>
  ) -> (served: [Outage.Part], unserved: Duration) {
    var served: [Outage.Part] = []
    var unserved = Duration.zero
    for other in segments[candidates(for: segment)] {
      let length = other.overlap(with: segment)
      guard length > .zero else { continue }
      if other.value.isOutage { unserved += length }
      guard other.value.isServing else { continue }
      if let known = served.firstIndex(where: { $0.place == other.value }) {
        served[known].length += length
      } else {
        served.append(Outage.Part(place: other.value, length: length))
      }
    }
    return (served, unserved)
  }

  /// Those that can overlap by the wall clock; all where it tells nothing.
  private func candidates<Other>(for segment: TimelineSegment<Other>) -> Range<Int> {
    guard isInOrder, segment.from.wall <= segment.until.wall, segment.isInOrder else {
      return segments.indices
    }
    let first = segments.partition { $0.until.wall <= segment.from.wall }
    let end = segments.partition { $0.from.wall < segment.until.wall }
    return first..<max(first, end)
  }
}

extension TimelineSegment {
  /// Its parts lie one after the other by the wall clock.
  fileprivate var isInOrder: Bool {
    zip(pieces, pieces.dropFirst()).allSatisfy { $0.to.wall <= $1.from.wall }
  }
}

extension Array {
  /// How many there are at the beginning for which `isBefore` holds; it holds for none after those.
  fileprivate func partition(_ isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
