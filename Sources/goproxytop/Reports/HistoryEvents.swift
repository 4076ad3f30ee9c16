import GoRules
import Health
import Record
import Text

/// `history --csv`: failovers, outages and gaps in one table, newest first.
enum HistoryEvents {
  static func table(_ selection: HistorySelection, offset: UTCOffset) -> ReportTable {
    var events: [(at: Duration, row: [ReportTable.Value])] = []
    func add(_ event: String, at wall: Duration, _ rest: ReportTable.Value...) {
      let time = CivilTime(wall, offset: offset).rfc3339
      events.append((wall, [.text(time), .text(event)] + rest))
    }
    for failover in selection.failovers {
      add(
        "failover", at: failover.at.wall,
        .text("chain \(failover.kind.rawValue) \(failover.canary)"), .text(failover.from.text),
        .text(failover.to.text), .text(failover.cause),
        failover.lasted.map { .number($0.seconds) } ?? .absent)
    }
    for outage in selection.outages {
      let served = outage.servedBy.map(\.text).joined(separator: " ")
      add(
        "outage", at: outage.from.wall, .text(outage.subject.text), .absent,
        served.isEmpty ? .absent : .text(served), outage.cause.map { .text($0) } ?? .absent,
        .number(outage.length.seconds))
    }
    for gap in selection.gaps {
      add(
        "gap", at: gap.from.wall, .absent, .absent, .absent, .text(gap.kind.rawValue),
        .number(gap.length.seconds))
    }
    return ReportTable(
      columns: ["time", "event", "subject", "from", "to", "cause", "seconds"],
      rows: events.sorted { $0.at > $1.at }.map(\.row))
  }
}
