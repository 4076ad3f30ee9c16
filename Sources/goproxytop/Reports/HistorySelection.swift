import GoRules
import Health
import Record
import Text

/// The part of the history that was asked for.
struct HistorySelection: Sendable {
  let period: RecordedPeriod
  /// Wall time of the question: up to here the calendar goes.
  let now: Duration
  /// The mirrors told of; nil: all, and the chain.
  let mirrors: Set<Mirror.ID>?
  let failovers: [Failover]
  let outages: [Outage]
  let availability: [Availability]
  let gaps: [Gap]

  /// What `period` tells of the mirrors that are named: by name, or by a part of their URL.
  /// - Parameter names: the present names of mirrors.
  init(
    _ period: RecordedPeriod, now: Duration, only wanted: [String], names: [Mirror.ID: String]
  ) throws(UsageError) {
    self.period = period
    self.now = now
    var chosen: Set<Mirror.ID> = []
    for word in wanted {
      let found = period.mirrors.filter { names[$0] == word || $0.rawValue.contains(word) }
      if found.isEmpty {
        throw UsageError(
          "--mirror: no data on \(Options.quoted(word))"
            + Options.choices(period.mirrors.map(\.rawValue)))
      }
      chosen.formUnion(found)
    }
    let mirrors = wanted.isEmpty ? nil : chosen
    self.mirrors = mirrors
    failovers = period.failovers().filter { failover in
      guard let mirrors else { return true }
      return [failover.from, failover.to].contains { place in
        if case .mirror(let id, _) = place { mirrors.contains(id) } else { false }
      }
    }
    outages = period.outages().filter { $0.subject.isAmong(mirrors) }
    gaps = period.gaps()
    availability = period.availability().filter { $0.subject.isAmong(mirrors) }
  }

  /// All walks on record asked for the same module.
  var hasOneCanary: Bool { Set(period.sessions.flatMap(\.failovers).map(\.canary)).count < 2 }

  /// Hours where they still fit into a few lines.
  var calendarUnit: CalendarStrip.Unit {
    now - period.from <= .seconds(72 * 3600) ? .hour : .day
  }

  /// A strip for everyone whose availability is shown.
  func calendar(offset: UTCOffset) -> [CalendarStrip] {
    var past = period
    past.until = now
    return past.calendar(by: calendarUnit, offset: offset).filter { $0.subject.isAmong(mirrors) }
  }
}

extension AvailabilitySubject {
  fileprivate func isAmong(_ mirrors: Set<Mirror.ID>?) -> Bool {
    guard let mirrors else { return true }
    if case .mirror(let id) = self { return mirrors.contains(id) }
    return false
  }
}
