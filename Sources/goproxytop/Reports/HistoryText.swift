import Dashboard
import ProxyHealth

/// What is on record, for people: times in the local zone.
struct HistoryText {
  let console: Console
  let selection: HistorySelection
  let offset: UTCOffset
  /// Only ASCII may be printed.
  let isASCII: Bool

  var lines: [String] {
    var blocks = [
      section("failovers", failovers.lines(on: console)),
      section("outages", outages.lines(on: console)),
      section("availability", availability.lines(on: console)), calendar,
    ]
    if !selection.gaps.isEmpty { blocks.append(section("not measured", gaps.lines(on: console))) }
    return Array(blocks.joined(separator: [""]))
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    [console.styled(title, .bold)] + (lines.isEmpty ? ["  none on record"] : lines)
  }

  private func time(_ wall: Duration) -> String {
    let time = CivilTime(wall, offset: offset)
    return "\(time.date) \(time.time)"
  }

  /// Failovers of several kinds at one time between the same places are one line.
  private var failovers: TextTable {
    var lines: [(failover: Failover, kinds: [String])] = []
    for failover in selection.failovers {
      if let last = lines.last?.failover, last.from == failover.from, last.to == failover.to,
        last.canary == failover.canary, last.cause == failover.cause,
        time(last.at.wall) == time(failover.at.wall),
        last.lasted.map(Self.length) == failover.lasted.map(Self.length)
      {
        lines[lines.count - 1].kinds.insert(failover.kind.rawValue, at: 0)
      } else {
        lines.append((failover, [failover.kind.rawValue]))
      }
    }
    var table = TextTable()
    for (failover, kinds) in lines {
      table.add([
        TextTable.Cell(time(failover.at.wall)),
        TextTable.Cell("\(failover.from.text) \(isASCII ? ">" : "▶") \(failover.to.text)"),
        TextTable.Cell(failover.lasted.map(Self.length) ?? "now", isNumber: true),
        TextTable.Cell(kinds.joined(separator: " ")), TextTable.Cell(failover.cause, .dim),
      ])
    }
    return table
  }

  private var outages: TextTable {
    var table = TextTable()
    for outage in selection.outages {
      let length = Self.length(outage.length) + (outage.end == .recovered ? "" : "+")
      let served = outage.servedBy.map(\.text).joined(separator: ", ")
      table.add([
        TextTable.Cell(time(outage.from.wall)), TextTable.Cell(outage.subject.text, .bad),
        TextTable.Cell(length, isNumber: true),
        TextTable.Cell(served.isEmpty ? "nobody served" : "served by \(served)"),
        TextTable.Cell(outage.cause ?? "", .dim),
      ])
    }
    return table
  }

  private var gaps: TextTable {
    var table = TextTable()
    for gap in selection.gaps {
      table.add([
        TextTable.Cell(time(gap.from.wall)), TextTable.Cell(Language.english.say(Sentence(gap))),
      ])
    }
    return table
  }

  private var availability: TextTable {
    var table = TextTable()
    for availability in selection.availability {
      let share = availability.share.map { "\(($0 * 100_000).rounded() / 1000) %" } ?? "-"
      let observed = Self.length(availability.observed)
      let recovery = availability.meanTimeToRecover.map(Self.length) ?? "-"
      table.add([
        TextTable.Cell(availability.subject.text), TextTable.Cell(share, isNumber: true),
        TextTable.Cell("of \(observed)", isNumber: true),
        TextTable.Cell(
          "\(availability.outages) outage" + (availability.outages == 1 ? "" : "s"),
          isNumber: true),
        TextTable.Cell(
          "longest \(availability.longestOutage.map(Self.length) ?? "-")", isNumber: true),
        TextTable.Cell("MTTR \(recovery)"),
      ])
    }
    return table
  }

  /// How many cells stand in one line.
  private static let cellsPerLine = 72

  /// A mark for each hour or day: its shape tells the worst state as its colour does.
  private var calendar: [String] {
    var lines: [String] = []
    for strip in selection.calendar(offset: offset) {
      lines.append("  \(strip.subject.text)")
      for start in stride(from: 0, to: strip.cells.count, by: Self.cellsPerLine) {
        let row = strip.cells[start...].prefix(Self.cellsPerLine)
        let from = row.first.map { String(time($0.from).prefix(16)) } ?? ""
        lines.append("    \(from)  " + row.map(mark).joined())
      }
    }
    let states: [HealthState?] = [.up, .degraded, .down, .local, nil]
    let legend = states.map { "\(glyph($0)) \($0?.rawValue ?? "not recorded")" }
    let unit = selection.calendarUnit.rawValue
    return section("worst state of each \(unit): \(legend.joined(separator: "  "))", lines)
  }

  private func mark(_ cell: CalendarCell) -> String {
    let emphasis: Console.Emphasis? =
      switch cell.worst {
      case .up: .good
      case .degraded, .local: .warning
      case .down: .bad
      case .unknown, nil: .dim
      }
    return console.styled(glyph(cell.worst), emphasis)
  }

  private func glyph(_ state: HealthState?) -> String {
    switch state {
    case .up: isASCII ? "o" : "●"
    case .degraded: isASCII ? "!" : "▲"
    case .down: isASCII ? "x" : "✕"
    case .local: isASCII ? "~" : "◌"
    case .unknown: "?"
    case nil: isASCII ? "." : "·"
    }
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
