/// One hour or day of the calendar strip.
package struct CalendarCell: Sendable, Hashable {
  /// Wall times, since 1970.
  package var from: Duration
  package var until: Duration
  /// The worst state within it; nil where nothing was recorded.
  package var worst: HealthState?
  /// How long of it is recorded.
  package var observed: Duration

  package init(
    from: Duration, until: Duration, worst: HealthState? = nil, observed: Duration = .zero
  ) {
    self.from = from
    self.until = until
    self.worst = worst
    self.observed = observed
  }
}

extension RecordedPeriod {
  package enum CalendarUnit: Sendable, Hashable, CaseIterable {
    case hour, day
  }

  /// A cell per local hour or day, the first and last cut to the period, coloured by the worst state of the
  /// mirror: `down`, `degraded`, `local`, `up`. A day may have 23 or 25 hours.
  package func calendar(
    of mirror: Mirror.ID, by unit: CalendarUnit, offset: UTCOffset
  ) -> [CalendarCell] {
    let stretches = stateTimelines()[mirror]?.stretches ?? []
    return cells(by: unit, offset: offset).map { Self.filled($0, from: stretches) { $0 } }
  }

  /// The same for a walk: `down` where it is broken or hangs, `degraded` on a fallback or version control
  /// that is not the place that serves most of the time, else `up`.
  package func calendar(
    of kind: RequestKind, _ canary: Canary, by unit: CalendarUnit, offset: UTCOffset
  ) -> [CalendarCell] {
    let stretches = placeTimelines()[WalkKey(kind: kind, canary: canary)]?.stretches ?? []
    var lengths: [Failover.Place: Duration] = [:]
    for stretch in stretches where stretch.value.isServing {
      lengths[stretch.value, default: .zero] += stretch.length
    }
    let usual = lengths.max { $0.value < $1.value }?.key
    return cells(by: unit, offset: offset).map {
      Self.filled($0, from: stretches) { place in
        place.isOutage ? .down : place == usual ? .up : .degraded
      }
    }
  }

  private func cells(by unit: CalendarUnit, offset: UTCOffset) -> [CalendarCell] {
    var cells: [CalendarCell] = []
    var start = from
    while start < until {
      let next =
        switch unit {
        case .hour: Self.nextHour(after: start, offset: offset)
        case .day: Self.nextDay(after: start, offset: offset)
        }
      cells.append(CalendarCell(from: start, until: min(next, until)))
      start = next
    }
    return cells
  }

  /// The next full local hour; some zones are 30 or 45 min apart from UTC.
  private static func nextHour(after wall: Duration, offset: UTCOffset) -> Duration {
    let local = CivilTime(wall, offset: offset)
    let whole = Duration.seconds(wall.components.seconds)
    return whole + .seconds(3600 - local.minute * 60 - local.second)
  }

  private static func nextDay(after wall: Duration, offset: UTCOffset) -> Duration {
    let start = CivilTime.startOfDay(wall, offset: offset)
    // 36 h later is within the next day, whether this one has 23, 24 or 25 hours.
    return CivilTime.startOfDay(start + .seconds(36 * 3600), offset: offset)
  }

  private static func filled<Value>(
    _ cell: CalendarCell, from stretches: [Stretch<Value>], state: (Value) -> HealthState
  ) -> CalendarCell {
    var cell = cell
    for stretch in stretches {
      for piece in stretch.pieces
      where piece.from.wall < cell.until && piece.to.wall > cell.from {
        cell.observed += min(piece.to.wall, cell.until) - max(piece.from.wall, cell.from)
        let found = state(stretch.value)
        if let worst = cell.worst, worst.badness >= found.badness { continue }
        cell.worst = found
      }
    }
    return cell
  }
}

extension HealthState {
  /// For the worst of several: higher is worse.
  fileprivate var badness: Int {
    switch self {
    case .unknown: 0
    case .up: 1
    case .local: 2
    case .degraded: 3
    case .down: 4
    }
  }
}
