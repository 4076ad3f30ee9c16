/// What there is to go to on record: from when on, when something happened, and how finely each time is kept.
package struct RecordMap: Sendable, Hashable {
  /// Where a leap leads to.
  package enum Landing: Sendable, Hashable {
    /// A wall time of the past.
    case at(Duration)
    /// Now; with a reason where that was not asked for.
    case live(RecordEdge?)
    /// Nowhere: one stays.
    case stay(RecordEdge)
  }

  /// The wall time of the first record; nil: there is none.
  package let begin: Duration?
  /// From the first to the last change of each event, in wall time, oldest first.
  package let events: [ClosedRange<Duration>]
  /// There are older events, more than one reading takes.
  package let isCut: Bool
  /// From which wall time on there is how much, the finest first.
  private let grains: [Grain]

  private struct Grain: Sendable, Hashable {
    var grain: RecordGrain
    var from: Duration
  }

  /// Changes that come so close together are one event: the kinds of a failover, and the state of its mirror.
  package static let together = Duration.seconds(1)

  /// - Parameters:
  ///   - changes: wall times in any order.
  ///   - samples: from which wall time on all probes are kept; `minutes`, `hours`: their sums, nil for none.
  package init(
    begin: Duration?, changes: some Sequence<Duration>, isCut: Bool = false,
    samples: Duration = .zero, minutes: Duration? = nil, hours: Duration? = nil
  ) {
    self.begin = begin
    self.isCut = isCut
    var events: [ClosedRange<Duration>] = []
    for change in changes.sorted() {
      if let last = events.last, change - last.lowerBound <= Self.together {
        events[events.endIndex - 1] = last.lowerBound...change
      } else {
        events.append(change...change)
      }
    }
    self.events = events
    let begins: [(RecordGrain, Duration?)] = [
      (.samples, samples), (.minutes, minutes), (.hours, hours),
    ]
    grains = begins.compactMap { grain, from in from.map { Grain(grain: grain, from: $0) } }
  }

  /// Where `leap` leads from the wall time `from`; an event, to its last change.
  package func landing(of leap: RecordLeap, from: Duration, now: Duration) -> Landing {
    guard let begin else { return .stay(.empty) }
    switch leap {
    case .to(let moment): return landing(at: moment, begin, now: now)
    case .by(let step): return landing(at: from + step, begin, now: now)
    case .earlierEvent:
      // What is kept of a time is coarser than the time from which one leaps.
      let from = min(from, now) - .milliseconds(1)
      guard let event = events.last(where: { $0.upperBound < from })
      else { return .stay(isCut ? .oldestKnownEvent(events.count) : .firstEvent(begin)) }
      return .at(event.upperBound)
    case .laterEvent:
      guard let event = events.first(where: { $0.lowerBound > from && $0.upperBound < now })
      else { return .live(.lastEvent) }
      return .at(event.upperBound)
    }
  }

  private func landing(at moment: Duration, _ begin: Duration, now: Duration) -> Landing {
    if moment >= now { return .live(nil) }
    return moment < begin ? .stay(.begin(begin)) : .at(moment)
  }

  /// Something is told from this time on.
  package func isEvent(_ moment: Duration) -> Bool { events.contains { $0.contains(moment) } }

  package func place(of moment: Duration) -> PlaceOnRecord {
    PlaceOnRecord(
      event: events.prefix { $0.lowerBound <= moment }.count, count: events.count,
      grain: grains.first { $0.from <= moment }?.grain ?? .gone)
  }
}
