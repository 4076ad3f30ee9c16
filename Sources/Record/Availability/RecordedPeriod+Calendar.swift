import GoRules
import Health

extension RecordedPeriod {
  /// A strip for each mirror, then for each walk, in the order of their first appearance: a cell per local hour
  /// or day, the first and last cut to the period, with the worst state within it. A day may have 23 or 25 hours.
  ///
  /// Of a mirror `down`, `degraded`, `local`, `up`. Of a walk `down` where it is broken or hangs, `up` where the first
  /// entry of the chain in force serves, or, where that one never did, who serves most of the time; `degraded` elsewhere.
  ///
  /// - Parameter chain: what was recorded of it with a gateway, or without the one in it, does not count for the walks.
  package func calendar(
    by unit: CalendarStrip.Unit, of chain: String = "", offset: UTCOffset
  ) -> [CalendarStrip] {
    let empty = cells(by: unit, offset: offset)
    let states = stateTimelines()
    let served = ofList(chain).servedPlaces()
    var first = FirstEntries()
    let ofMirrors = mirrors.map { mirror in
      CalendarStrip(
        subject: .mirror(mirror), unit: unit,
        cells: Self.filled(empty, from: states[mirror]?.segments ?? []) { $0 })
    }
    let ofWalks = walks.map { walk in
      let segments = served[walk]?.segments ?? []
      let homes = Self.homes(segments, &first)
      return CalendarStrip(
        subject: .chain(walk.kind, walk.canary), unit: unit,
        cells: Self.filled(empty, from: segments) { served in
          served.place.isOutage ? .down : homes[served.chain] == served.place ? .up : .degraded
        })
    }
    return ofMirrors + ofWalks
  }

  /// Who serves each chain when all is well.
  private static func homes(
    _ segments: [TimelineSegment<ServedPlace>], _ first: inout FirstEntries
  ) -> [String?: Failover.Place] {
    var lengths: [ServedPlace: Duration] = [:]
    for segment in segments where segment.value.place.isServing {
      lengths[segment.value, default: .zero] += segment.length
    }
    var homes: [String?: Failover.Place] = [:]
    for (served, _) in lengths.sorted(by: { $0.value < $1.value }) {
      homes[served.chain] = served.place
    }
    for served in lengths.keys where first.serves(served) { homes[served.chain] = served.place }
    return homes
  }

  private func cells(by unit: CalendarStrip.Unit, offset: UTCOffset) -> [CalendarCell] {
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

  /// Both are in order of time, so each segment is laid over the few cells that it reaches into.
  private static func filled<Value>(
    _ empty: [CalendarCell], from segments: [TimelineSegment<Value>], state: (Value) -> HealthState
  ) -> [CalendarCell] {
    var cells = empty
    for segment in segments {
      let found = state(segment.value)
      for piece in segment.pieces {
        var index = cells.partitioningIndex { $0.until > piece.from.wall }
        while index < cells.count, cells[index].from < piece.to.wall {
          let cell = cells[index]
          cells[index].observed +=
            min(piece.to.wall, cell.until) - max(piece.from.wall, cell.from)
          if cell.worst.map({ $0.severity < found.severity }) ?? true { cells[index].worst = found }
          index += 1
        }
      }
    }
    return cells
  }
}

extension [CalendarCell] {
  /// The first cell for which `isBehind` holds; it holds for all after that.
  fileprivate func partitioningIndex(_ isBehind: (CalendarCell) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
