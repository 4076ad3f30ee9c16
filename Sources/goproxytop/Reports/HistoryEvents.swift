import GoRules
import Health
import Record
import Text

/// `history --csv`: failovers, outages and gaps in one table, newest first.
struct HistoryEvents {
  let selection: HistorySelection
  let offset: UTCOffset

  /// What happened, by its place in the selection: rows are made when they are written.
  private enum Event {
    case failover(Int)
    case outage(Int)
    case gap(Int)
  }

  /// The table line by line.
  func write(to output: (String) -> Void) {
    let table = ReportTable(
      columns: [
        "time", "event", "subject", "from", "to", "cause", "seconds", "served_seconds",
        "not_served_seconds",
      ])
    output(table.csv)
    for event in events { output(ReportTable.line(row(event))) }
  }

  private var events: [Event] {
    var events = selection.failovers.indices.map {
      (at: selection.failovers[$0].at.wall, event: Event.failover($0))
    }
    events += selection.outages.indices.map {
      (selection.outages[$0].from.wall, .outage($0))
    }
    events += selection.gaps.indices.map { (selection.gaps[$0].from.wall, .gap($0)) }
    return events.sorted { $0.at > $1.at }.map(\.event)
  }

  private func row(_ event: Event) -> [ReportTable.Value] {
    switch event {
    case .failover(let index):
      let failover = selection.failovers[index]
      return row(
        "failover", at: failover.at.wall,
        .text("chain \(failover.kind.rawValue) \(failover.canary)"), .text(failover.from.text),
        .text(failover.to.text), .text(failover.cause),
        failover.lasted.map { .number($0.seconds) } ?? .absent, .absent, .absent)
    case .outage(let index):
      let outage = selection.outages[index]
      let served = outage.servedBy.map(\.text).joined(separator: " ")
      let isOfMirror = if case .mirror = outage.subject { true } else { false }
      return row(
        "outage", at: outage.from.wall, .text(outage.subject.text), .absent,
        served.isEmpty ? .absent : .text(served), outage.cause.map { .text($0) } ?? .absent,
        .number(outage.length.seconds), isOfMirror ? .number(outage.servedLength.seconds) : .absent,
        isOfMirror ? .number(outage.unserved.seconds) : .absent)
    case .gap(let index):
      let gap = selection.gaps[index]
      return row(
        "gap", at: gap.from.wall, .absent, .absent, .absent, .text(gap.kind.rawValue),
        .number(gap.length.seconds), .absent, .absent)
    }
  }

  private func row(
    _ event: String, at wall: Duration, _ rest: ReportTable.Value...
  ) -> [ReportTable.Value] {
    [.text(CivilTime(wall, offset: offset).rfc3339), .text(event)] + rest
  }
}
