/// When each mirror is asked next: one slot per mirror, each with its own point in the interval.
///
/// Slots lie evenly over the interval, no two rounds start together, and a mirror has at most one
/// round in flight. All times are monotonic.
package struct Schedule: Sendable {
  /// How soon a mirror is wanted again after its round.
  package enum Pace: Sendable, Hashable {
    /// At its own point of the next interval.
    case normal
    /// After this, because a change is unconfirmed.
    case fast(Duration)
    /// After this many intervals, give or take a tenth, because the mirror is down.
    case stretched(Int)
  }

  /// One mirror's place in the schedule.
  private struct Slot: Sendable {
    /// Monotonic time of the next start; nil while a round is in flight.
    var due: Duration?
    /// Monotonic time of the last start; nil before the first.
    var lastStart: Duration?
  }

  /// Between two starts of one mirror in normal times.
  package private(set) var interval: Duration
  private var slots: [Slot]
  /// Where the grid of the slots begins.
  private var origin: Duration
  /// No round starts before this.
  private var earliestStart: Duration

  /// A schedule in which `count` mirrors are due at once, one after another.
  package init(count: Int, interval: Duration, at now: Timestamp) {
    self.interval = interval
    slots = []
    origin = now.monotonic
    earliestStart = now.monotonic
    for _ in 0..<count { slots.append(Slot(due: now.monotonic)) }
  }

  /// The least time between two starts: half of what the slots have, at most 5 ms.
  private var spacing: Duration { min(.milliseconds(5), interval / (4 * max(slots.count, 1))) }

  /// Starts the round that is due, if one is, and returns its mirror's index.
  ///
  /// At most one at a time: the next may start at `nextDue`.
  package mutating func startDueRound(at now: Timestamp) -> Int? {
    guard now.monotonic >= earliestStart else { return nil }
    var chosen: (index: Int, due: Duration)?
    for (index, slot) in slots.enumerated() {
      guard let due = slot.due, due <= now.monotonic else { continue }
      if let earlier = chosen, earlier.due <= due { continue }
      chosen = (index, due)
    }
    guard let index = chosen?.index else { return nil }
    slots[index].due = nil
    slots[index].lastStart = now.monotonic
    earliestStart = now.monotonic + spacing
    return index
  }

  /// The round of the mirror at `index` has ended: it is due again by `pace`.
  package mutating func roundFinished(
    _ index: Int, pace: Pace, at now: Timestamp, jitter random: inout some RandomNumberGenerator
  ) {
    let start = slots[index].lastStart ?? now.monotonic
    let due: Duration
    switch pace {
    case .normal:
      due = gridPoint(of: index, notBefore: max(now.monotonic, start + interval / 2))
    case .fast(let delay):
      due = start + delay
    case .stretched(let factor):
      let share = 0.9 + 0.2 * Double.random(in: 0..<1, using: &random)
      due = start + interval * (Double(factor) * share)
    }
    slots[index].due = max(due, now.monotonic)
  }

  /// Monotonic time of the next start; nil where every mirror has a round in flight.
  package var nextDue: Duration? {
    var earliest: Duration?
    for slot in slots {
      guard let due = slot.due else { continue }
      if let found = earliest, found <= due { continue }
      earliest = due
    }
    return earliest.map { max($0, earliestStart) }
  }

  /// Monotonic time of the next start of one mirror; nil while its round is in flight.
  package func due(_ index: Int) -> Duration? { slots[index].due }

  package func isInFlight(_ index: Int) -> Bool { slots[index].due == nil }

  /// The first point of a slot's grid that is not before `time`.
  private func gridPoint(of index: Int, notBefore time: Duration) -> Duration {
    let first = origin + interval * (Double(index) / Double(max(slots.count, 1)))
    guard time > first else { return first }
    let turns = ((time - first) / interval).rounded(.up)
    return first + interval * turns
  }
}
