import Health

/// A time during which one value held: a mirror's state, or who served.
struct TimelineSegment<Value: Hashable & Sendable>: Sendable, Hashable {
  /// A part without a gap, within one session.
  struct Piece: Sendable, Hashable {
    var from: Timestamp
    var to: Timestamp

    var length: Duration { to.since(from) }
  }

  var value: Value
  /// Never empty.
  var pieces: [Piece]
  /// Short breaks of the history on whose both sides the value was the same: they count as that value.
  var bridged: Duration = .zero
  var end: Outage.End = .recordEnded

  var from: Timestamp { pieces[0].from }
  var until: Timestamp { pieces[pieces.count - 1].to }

  /// For how long both held at one time. Of the wall clock, which may have been set, and the other, which begins anew with
  /// the machine, both have to say so.
  func overlap<Other>(with other: TimelineSegment<Other>) -> Duration {
    var length = Duration.zero
    for piece in pieces {
      for second in other.pieces
      where second.from.wall < piece.to.wall && piece.from.wall < second.to.wall {
        length += max(.zero, min(piece.to, second.to).since(max(piece.from, second.from)))
      }
    }
    return length
  }

  var length: Duration { pieces.reduce(bridged) { $0 + $1.length } }
}

/// The values of one subject over the sessions of a period, one segment after the other.
struct Timeline<Value: Hashable & Sendable>: Sendable, Hashable {
  private(set) var segments: [TimelineSegment<Value>] = []

  /// A break of the history up to this long (a restart, another instance taking over) does not end what held
  /// before and after it.
  static var bridge: Duration { .seconds(60) }

  /// A value that holds from a moment on.
  struct Change {
    var at: Timestamp
    var value: Value
  }

  /// Adds one session; `changes` in order of time, the value before the first is not known.
  ///
  /// - Parameter isComparable: what held before the session and in it may be one; else the earlier segment ends as the
  ///   record does.
  mutating func add(
    _ session: RecordedSession, changes: [Change], isComparable: Bool = true,
    known: (Value) -> Bool
  ) {
    var isFirst = isComparable
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

  /// Joins the first segment of a session to the last of the one before where the break is short.
  /// A different value after a short break ends the earlier one.
  private mutating func join(
    _ pieces: [TimelineSegment<Value>.Piece], _ value: Value, end: Outage.End
  ) -> Bool {
    guard let last = segments.indices.last, segments[last].end == .recordEnded else {
      return false
    }
    let gap = pieces[0].from.wall - segments[last].until.wall
    guard gap >= .zero, gap <= Self.bridge else { return false }
    guard segments[last].value == value else {
      segments[last].end = .recovered
      return false
    }
    segments[last].pieces += pieces
    segments[last].bridged += gap
    segments[last].end = end
    return true
  }

  private mutating func append(
    _ pieces: [TimelineSegment<Value>.Piece], _ value: Value, end: Outage.End
  ) {
    if let last = segments.indices.last, segments[last].value == value,
      segments[last].until == pieces[0].from
    {
      segments[last].pieces += pieces
      segments[last].end = end
    } else {
      segments.append(TimelineSegment(value: value, pieces: pieces, end: end))
    }
  }

  private static func pieces(
    from: Timestamp, to: Timestamp, without gaps: [Gap]
  ) -> [TimelineSegment<Value>.Piece] {
    var pieces: [TimelineSegment<Value>.Piece] = []
    var start = from
    for gap in gaps where gap.to >= start && gap.from < to {
      if gap.from > start { pieces.append(TimelineSegment.Piece(from: start, to: gap.from)) }
      start = gap.to
    }
    if start <= to { pieces.append(TimelineSegment.Piece(from: start, to: to)) }
    return pieces
  }
}
