import GoRules
import Health
import Record
import Text

/// `history --csv`: failovers, outages and gaps in one table, newest first.
enum HistoryEvents {
  static func table(_ selection: HistorySelection, offset: UTCOffset) -> ReportTable {
    var events: [(at: Duration, row: [ReportTable.Value])] = []
    for failover in selection.failovers {
      events.append(
        (
          failover.at.wall,
          [
            .text(CivilTime(failover.at.wall, offset: offset).rfc3339), .text("failover"),
            .text("chain \(failover.kind.rawValue) \(failover.canary)"),
            .text(failover.from.text), .text(failover.to.text), .text(failover.cause),
            failover.lasted.map { .number($0.seconds) } ?? .absent,
          ]
        ))
    }
    for outage in selection.outages {
      let served = outage.servedBy.map(\.text).joined(separator: " ")
      events.append(
        (
          outage.from.wall,
          [
            .text(CivilTime(outage.from.wall, offset: offset).rfc3339), .text("outage"),
            .text(outage.subject.text), .absent, served.isEmpty ? .absent : .text(served),
            outage.cause.map { .text($0) } ?? .absent, .number(outage.length.seconds),
          ]
        ))
    }
    for gap in selection.gaps {
      events.append(
        (
          gap.from.wall,
          [
            .text(CivilTime(gap.from.wall, offset: offset).rfc3339), .text("gap"), .absent, .absent,
            .absent, .text(gap.kind.rawValue), .number(gap.length.seconds),
          ]
        ))
    }
    return ReportTable(
      columns: ["time", "event", "subject", "from", "to", "cause", "seconds"],
      rows: events.sorted { $0.at > $1.at }.map(\.row))
  }
}
