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

  /// Changes that come so close together are one event: the kinds of a failover, and the state of its mirror. Not a
  /// failover and the way back, however short the outage was.
  package static let together = Duration.seconds(1)

  /// Something that changed at a wall time.
  package struct Change: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// Who serves a question; each has a number.
      case failover(of: Int)
      /// A mirror's state, for better or worse.
      case state(isBetter: Bool)
    }

    package var at: Duration
    package var kind: Kind

    package init(at: Duration, _ kind: Kind) {
      self.at = at
      self.kind = kind
    }
  }

  /// - Parameters:
  ///   - changes: in any order.
  ///   - samples: from which wall time on all probes are kept; `minutes`, `hours`: their sums, nil for none.
  package init(
    begin: Duration?, changes: some Sequence<Change>, isCut: Bool = false,
    samples: Duration = .zero, minutes: Duration? = nil, hours: Duration? = nil
  ) {
    self.isCut = isCut
    let events = Self.events(of: changes)
    self.events = events
    // Where the clock was set back, a session has what was before its begin.
    self.begin = begin.map { min($0, events.first?.lowerBound ?? $0) }
    let begins: [(RecordGrain, Duration?)] = [
      (.samples, samples), (.minutes, minutes), (.hours, hours),
    ]
    grains = begins.compactMap { grain, from in from.map { Grain(grain: grain, from: $0) } }
  }

  private static func events(of changes: some Sequence<Change>) -> [ClosedRange<Duration>] {
    var events: [Event] = []
    for change in changes.sorted(by: { $0.at < $1.at }) {
      if let last = events.indices.last, change.at - events[last].begin <= together {
        if let next = events[last].take(change) { events.append(next) }
      } else {
        events.append(Event(change))
      }
    }
    return events.map { $0.begin...$0.end }
  }

  /// Changes close together.
  private struct Event {
    let begin: Duration
    private(set) var end: Duration
    private var questions: Set<Int> = []
    /// How the first state in it changed; nil for none.
    private var isBetter: Bool?
    /// From when on, after the last failover, states changed the other way: they belong to the next event, if a failover
    /// begins one. nil for never.
    private var turn: Duration?
    /// The last change before that.
    private var endBeforeTurn: Duration

    init(_ change: Change) {
      (begin, end, endBeforeTurn) = (change.at, change.at, change.at)
      _ = take(change)
    }

    /// - Returns: the event that begins with `change`, where that does not belong to this one.
    mutating func take(_ change: Change) -> Event? {
      switch change.kind {
      case .failover(of: let question):
        guard questions.insert(question).inserted else {
          var next = Event(change)
          if let turn {
            next = Event(Change(at: turn, .state(isBetter: isBetter == false)))
            _ = next.take(change)
          }
          end = endBeforeTurn
          return next
        }
        turn = nil
      case .state(let better):
        isBetter = isBetter ?? better
        if better != isBetter { turn = turn ?? change.at }
      }
      end = change.at
      if turn == nil { endBeforeTurn = end }
      return nil
    }
  }

  /// Where `leap` leads from the wall time `from`; an event, to its last change.
  package func landing(of leap: RecordLeap, from: Duration, now: Duration) -> Landing {
    guard let begin else { return .stay(.empty) }
    switch leap {
    case .to(let moment) where moment - now > .seconds(2): return .stay(.ahead)
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
