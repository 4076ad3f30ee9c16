import ProxyHealth

/// What is on record, for people and for spreadsheets.
struct HistoryText {
  let console: Console
  let period: RecordedPeriod

  var lines: [String] {
    let blocks = [
      section("failovers", failovers), section("outages", outages),
      section("availability", availability),
    ]
    return blocks.joined(separator: [""]).map { $0 }
  }

  private func section(_ title: String, _ table: TextTable) -> [String] {
    let lines = table.lines(on: console)
    return [console.styled(title, .bold)] + (lines.isEmpty ? ["  none on record"] : lines)
  }

  private var failovers: TextTable {
    var table = TextTable()
    for failover in period.failovers() {
      table.add([
        TextTable.Cell(WallTime.local(failover.at.wall)), TextTable.Cell(failover.kind.rawValue),
        TextTable.Cell("\(failover.from.text) ▶ \(failover.to.text)"),
        TextTable.Cell(failover.lasted.map(Self.length) ?? "now", isNumber: true),
        TextTable.Cell(failover.cause, .dim),
      ])
    }
    return table
  }

  private var outages: TextTable {
    var table = TextTable()
    for outage in period.outages() {
      let length = Self.length(outage.length) + (outage.end == .recovered ? "" : "+")
      table.add([
        TextTable.Cell(WallTime.local(outage.from.wall)), TextTable.Cell(outage.subject.text, .bad),
        TextTable.Cell(length, isNumber: true), TextTable.Cell(outage.cause ?? "", .dim),
      ])
    }
    return table
  }

  private var availability: TextTable {
    var table = TextTable()
    for availability in period.availability() {
      let share = availability.share.map { "\(($0 * 100_000).rounded() / 1000) %" } ?? "-"
      table.add([
        TextTable.Cell(availability.subject.text), TextTable.Cell(share, isNumber: true),
        TextTable.Cell("\(availability.outages) outages", isNumber: true),
        TextTable.Cell(
          "longest \(availability.longestOutage.map(Self.length) ?? "-")", isNumber: true),
        TextTable.Cell("mean to recover \(availability.meanTimeToRecover.map(Self.length) ?? "-")"),
      ])
    }
    return table
  }

  /// One line an event, a heading first (RFC 4180).
  var csv: [String] {
    let failovers = period.failovers().map { failover in
      [
        WallTime.rfc3339(failover.at.wall), "failover", failover.kind.rawValue,
        failover.from.text, failover.to.text, failover.cause,
        failover.lasted.map { "\($0.roundedMilliseconds)" } ?? "",
      ]
    }
    let outages = period.outages().map { outage in
      [
        WallTime.rfc3339(outage.from.wall), "outage", outage.subject.text, "", "",
        outage.cause ?? "", "\(outage.length.roundedMilliseconds)",
      ]
    }
    let rows = (failovers + outages).sorted { $0[0] > $1[0] }
    return ["time,event,subject,from,to,cause,length_ms"]
      + rows.map { $0.map(Self.field).joined(separator: ",") }
  }

  private static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// The two largest units: `1d 2h`, `3m 38s`, `4s`.
  static func length(_ length: Duration) -> String {
    let seconds = max(0, length.components.seconds)
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m"),
      (seconds % 60, "s"),
    ]
    let shown = parts.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }
    return shown.isEmpty ? "0s" : shown.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
}
