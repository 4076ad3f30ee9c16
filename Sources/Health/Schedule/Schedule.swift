/// When each mirror is asked next: one slot per mirror, each at its own point of the interval.
///
/// The slots lie evenly over the interval, no two rounds start together, and a mirror has at most
/// one round in flight.
package struct Schedule: Sendable {
  /// How soon a mirror is wanted again after its round.
  package enum Pace: Sendable, Hashable {
    /// At its own point of the interval.
    case normal
    /// This long after its last start, because a change is unconfirmed.
    case fast(Duration)
    /// This long after its last start, because it is asked now and then.
    case after(Duration)
    /// After this many intervals, give or take a tenth, because the mirror is down.
    case stretched(Int)
  }

  /// One mirror's place in the schedule; times are monotonic.
  private struct Slot: Sendable {
    /// The next start in nanoseconds, compared for every mirror at every event; `.max` while a round
    /// is in flight.
    private var dueNanoseconds: Int64
    /// The last start; nil before the first.
    var lastStart: Duration?

    init(due: Duration) { dueNanoseconds = due.nanoseconds }

    /// The next start; nil while a round is in flight.
    var due: Duration? {
      get { isInFlight ? nil : .nanoseconds(dueNanoseconds) }
      set { dueNanoseconds = newValue?.nanoseconds ?? .max }
    }

    var isInFlight: Bool { dueNanoseconds == .max }

    func isDue(before other: Slot) -> Bool { dueNanoseconds < other.dueNanoseconds }
  }

  /// Between two starts of one mirror in normal times.
  package private(set) var interval: Duration
  private var slots: [Slot]
  /// Where the first interval begins.
  private var origin: Duration
  /// No round starts before this.
  private var earliestStart: Duration

  /// A schedule in which `count` mirrors are due at once, one after another.
  package init(count: Int, interval: Duration, at now: Timestamp) {
    self.interval = interval
    slots = Array(repeating: Slot(due: now.monotonic), count: count)
    origin = now.monotonic
    earliestStart = now.monotonic
  }

  /// The least time between two starts: three quarters of what the slots have, at most 5 ms. A thousand mirrors that are
  /// due at once would else be under way at once, and take the memory for it.
  private var spacing: Duration { min(.milliseconds(5), interval * 3 / (4 * max(slots.count, 1))) }

  /// Starts the round that is due, if one is, and returns its mirror's index.
  ///
  /// At most one at a time: `nextDue` tells when the next may start.
  package mutating func startDueRound(at now: Timestamp) -> Int? {
    guard now.monotonic >= earliestStart, let index = first, let due = slots[index].due,
      due <= now.monotonic
    else { return nil }
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
      due = slotTime(of: index, notBefore: max(now.monotonic, start + interval / 2))
    case .fast(let delay), .after(let delay):
      due = start + delay
    case .stretched(let factor):
      let share = Double.random(in: 0.9...1.1, using: &random)
      due = start + interval * (Double(factor) * share)
    }
    slots[index].due = max(due, now.monotonic)
  }

  /// Monotonic time of the next start; nil where every mirror has a round in flight.
  package var nextDue: Duration? {
    first.flatMap { slots[$0].due }.map { max($0, earliestStart) }
  }

  /// The mirror that is due first, by its place; nil where every one has a round in flight.
  private var first: Int? {
    var found: Int?
    for index in slots.indices where !slots[index].isInFlight {
      if let before = found, !slots[index].isDue(before: slots[before]) { continue }
      found = index
    }
    return found
  }

  /// Monotonic time of the next start of one mirror; nil while its round is in flight.
  package func due(_ index: Int) -> Duration? { slots[index].due }

  package func isInFlight(_ index: Int) -> Bool { slots[index].isInFlight }

  /// The mirror at `index` is wanted now, unless it is being asked already.
  package mutating func hasten(_ index: Int, at now: Timestamp) {
    guard let due = slots[index].due else { return }
    slots[index].due = min(due, now.monotonic)
  }

  /// Every mirror is wanted now, one after another.
  package mutating func hastenAll(at now: Timestamp) {
    for index in slots.indices { hasten(index, at: now) }
  }

  /// The mirrors are others from now on: `origins` has, for each, its index before, nil for a new
  /// one, which is due at once. `endingRounds` are new ones whose old round has not ended yet.
  package mutating func mirrorsChanged(
    _ origins: [Int?], endingRounds: Set<Int>, interval: Duration, at now: Timestamp
  ) {
    let before = slots
    slots = origins.map { origin in
      origin.map { before[$0] } ?? Slot(due: now.monotonic)
    }
    for index in endingRounds { slots[index].due = nil }
    guard interval != self.interval else { return }
    self.interval = interval
    origin = now.monotonic
    for (index, origin) in origins.enumerated() where origin != nil && slots[index].due != nil {
      slots[index].due = slotTime(of: index, notBefore: now.monotonic)
    }
  }

  /// The first time of a mirror's slot that is not before `time`.
  private func slotTime(of index: Int, notBefore time: Duration) -> Duration {
    let first = origin + interval * (Double(index) / Double(max(slots.count, 1)))
    guard time > first else { return first }
    let turns = ((time - first) / interval).rounded(.up)
    return first + interval * turns
  }
}
