/// One hour or day of the calendar strip.
package struct CalendarCell: Sendable, Hashable {
  /// Wall times, since 1970.
  package var from: Duration
  package var until: Duration
  /// The worst state within it; nil where nothing was recorded.
  package var worst: HealthState?
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

/// One line of the calendar: how one mirror or walk fared, hour by hour or day by day.
package struct CalendarStrip: Sendable, Hashable {
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    case hour, day
  }
  package var subject: AvailabilitySubject
  package var unit: Unit
  /// Oldest first.
  package var cells: [CalendarCell]

  package init(subject: AvailabilitySubject, unit: Unit, cells: [CalendarCell]) {
    self.subject = subject
    self.unit = unit
    self.cells = cells
  }
}
