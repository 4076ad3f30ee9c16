import GoRules
import Health

/// A time during which one value held: a mirror's state, or who served.
struct Stretch<Value: Hashable & Sendable>: Sendable, Hashable {
  /// A part without a gap, within one session.
  struct Piece: Sendable, Hashable {
    var from: Timestamp
    var to: Timestamp

    var length: Duration { to.since(from) }
  }

  var value: Value
  /// Never empty.
  var pieces: [Piece]
  /// Short breaks of the record on whose both sides the value was the same: they count as that value.
  var bridged: Duration = .zero
  var end: Outage.End = .recordEnded

  var from: Timestamp { pieces[0].from }
  var until: Timestamp { pieces[pieces.count - 1].to }

  /// Both held at one time. Of the wall clock, which may have been set, and the other, which begins anew with the
  /// machine, both have to say so.
  func overlaps<Other>(_ other: Stretch<Other>) -> Bool {
    pieces.contains { piece in
      other.pieces.contains {
        $0.from < piece.to && piece.from < $0.to
          && $0.from.wall < piece.to.wall && piece.from.wall < $0.to.wall
      }
    }
  }

  var length: Duration { pieces.reduce(bridged) { $0 + $1.length } }
}

/// The values of one subject over the sessions of a period, one stretch after the other.
struct Timeline<Value: Hashable & Sendable>: Sendable, Hashable {
  private(set) var stretches: [Stretch<Value>] = []

  /// A break of the record up to this long (a restart, another instance taking over) does not end what held
  /// before and after it.
  static var bridge: Duration { .seconds(60) }

  /// A value that holds from a moment on.
  struct Change {
    var at: Timestamp
    var value: Value
  }

  /// Adds one session; `changes` in order of time, the value before the first is not known.
  mutating func add(
    _ session: RecordedSession, changes: [Change], known: (Value) -> Bool
  ) {
    var isFirst = true
    for (index, change) in changes.enumerated() {
      let end = index + 1 < changes.count ? changes[index + 1].at : session.until
      let pieces = Self.pieces(from: change.at, to: end, without: session.gaps)
      guard known(change.value), !pieces.isEmpty else { continue }
      let isLast = index + 1 == changes.count
      let ending: Outage.End =
        !isLast ? .recovered : session.isRunning ? .lasts : .recordEnded
      if isFirst, join(pieces, change.value, end: ending) {
        isFirst = false
        continue
      }
      isFirst = false
      append(pieces, change.value, end: ending)
    }
  }

  /// Joins the first stretch of a session to the last of the one before where the break is short.
  /// A different value after a short break ends the earlier one.
  private mutating func join(
    _ pieces: [Stretch<Value>.Piece], _ value: Value, end: Outage.End
  ) -> Bool {
    guard let last = stretches.indices.last, stretches[last].end == .recordEnded else {
      return false
    }
    let gap = pieces[0].from.wall - stretches[last].until.wall
    guard gap >= .zero, gap <= Self.bridge else { return false }
    guard stretches[last].value == value else {
      stretches[last].end = .recovered
      return false
    }
    stretches[last].pieces += pieces
    stretches[last].bridged += gap
    stretches[last].end = end
    return true
  }

  private mutating func append(
    _ pieces: [Stretch<Value>.Piece], _ value: Value, end: Outage.End
  ) {
    if let last = stretches.indices.last, stretches[last].value == value,
      stretches[last].until == pieces[0].from
    {
      stretches[last].pieces += pieces
      stretches[last].end = end
    } else {
      stretches.append(Stretch(value: value, pieces: pieces, end: end))
    }
  }

  private static func pieces(
    from: Timestamp, to: Timestamp, without gaps: [Gap]
  ) -> [Stretch<Value>.Piece] {
    var pieces: [Stretch<Value>.Piece] = []
    var start = from
    for gap in gaps where gap.to >= start && gap.from < to {
      if gap.from > start { pieces.append(Stretch.Piece(from: start, to: gap.from)) }
      start = gap.to
    }
    if start <= to { pieces.append(Stretch.Piece(from: start, to: to)) }
    return pieces
  }
}
