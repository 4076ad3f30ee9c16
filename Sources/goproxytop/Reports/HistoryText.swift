import Dashboard
import GoRules
import Health
import Record
import Text

/// What is on record, for people: times in the local zone.
struct HistoryText {
  let console: Console
  let selection: HistorySelection
  let offset: UTCOffset
  let glyphs: Glyphs

  var lines: [String] {
    var blocks = [
      section(.reportFailovers, lines: failovers.lines(on: console)),
      section(.reportOutages, lines: outages.lines(on: console)),
      section(.reportAvailability, lines: availability.lines(on: console)), calendar,
    ]
    if !selection.gaps.isEmpty {
      blocks.append(section(.reportGaps, lines: gaps.lines(on: console)))
    }
    return Array(blocks.joined(separator: [""]))
  }

  private func section(
    _ title: Phrase, _ arguments: String..., lines: [String]
  ) -> [String] {
    [console.styled(console.language.say(title, arguments), .bold)]
      + (lines.isEmpty ? [console.say(.reportNone)] : lines)
  }

  private func time(_ wall: Duration) -> String {
    let time = CivilTime(wall, offset: offset)
    return "\(time.date) \(time.time)"
  }

  private var failovers: TextTable {
    var table = TextTable()
    for group in FailoverGroup.all(of: selection.failovers) {
      let failover = group.failover
      table.add([
        TextTable.Cell(time(failover.at.wall)),
        TextTable.Cell(
          "\(console.language.text(failover.from)) \(glyphs.active) \(console.language.text(failover.to))"
        ),
        TextTable.Cell(
          failover.lasted.map { Format.length($0, isLeast: failover.isEndUnknown) }
            ?? console.say(.reportNow),
          isNumber: true),
        TextTable.Cell(group.kinds.map(\.rawValue).joined(separator: " ")),
        TextTable.Cell(console.language.text(failover.reason), .dim),
      ])
    }
    return table
  }

  private var outages: TextTable {
    var table = TextTable()
    for group in OutageGroup.all(of: selection.outages) {
      let outage = group.outage
      let length = Format.length(outage.length, isLeast: outage.end != .recovered)
      table.add([
        TextTable.Cell(time(outage.from.wall)),
        TextTable.Cell(name(outage.subject, kinds: group.kinds), .bad),
        TextTable.Cell(length, isNumber: true),
        TextTable.Cell(service(in: outage)),
        TextTable.Cell(outage.cause.map(console.language.text(recorded:)) ?? "", .dim),
      ])
    }
    return table
  }

  /// Who served go during an outage, and for how long nobody did where that changed.
  private func service(in outage: Outage) -> String {
    guard case .mirror = outage.subject else { return console.say(.reportNotServed) }
    // What is shorter than a second is the time that a change takes to be seen.
    let served = outage.served.filter { $0.length >= .seconds(1) || outage.served.count == 1 }
    let names = served.map { console.language.text($0.place) }.joined(separator: ", ")
    if outage.unserved < .seconds(1), !names.isEmpty { return console.say(.reportServedBy, names) }
    let told = served.filter { $0.length >= .seconds(1) }.map {
      console.say(.reportServedFor, Format.span($0.length), console.language.text($0.place))
    }
    if told.isEmpty { return outage.unserved > .zero ? console.say(.reportNotServed) : "" }
    return ([console.say(.reportNotServedFor, Format.span(outage.unserved))] + told)
      .joined(separator: ", ")
  }

  /// The mirror's URL, or the chain and its kinds; for which module where the history has several.
  private func name(_ subject: AvailabilitySubject, kinds: [RequestKind] = []) -> String {
    guard case .chain(let kind, let canary) = subject else { return subject.text }
    let words = (kinds.isEmpty ? [kind] : kinds).map(\.rawValue).joined(separator: " ")
    return console.say(.reportChain, words) + (selection.hasOneCanary ? "" : " \(canary)")
  }

  private var gaps: TextTable {
    var table = TextTable()
    for gap in selection.gaps {
      table.add([
        TextTable.Cell(time(gap.from.wall)), TextTable.Cell(console.language.say(Sentence(gap))),
      ])
    }
    return table
  }

  private var availability: TextTable {
    var table = TextTable()
    for availability in selection.availability {
      let observed = Format.span(availability.observed)
      let recovery = availability.meanTimeToRecover.map(Format.span) ?? "-"
      table.add([
        TextTable.Cell(name(availability.subject)),
        TextTable.Cell(availability.share.map(Format.availability) ?? "-", isNumber: true),
        TextTable.Cell(console.say(.reportObserved, observed), isNumber: true),
        TextTable.Cell(
          console.say(
            availability.outages == 1 ? .reportOneOutage : .reportManyOutages,
            "\(availability.outages)"),
          isNumber: true),
        TextTable.Cell(
          console.say(.reportLongest, availability.longestOutage.map(Format.span) ?? "-"),
          isNumber: true),
        TextTable.Cell(console.say(.reportRecovery, recovery)),
      ])
    }
    return table
  }

  private static let cellsPerLine = 48

  /// A mark for each hour or day: its shape tells the worst state as its colour does.
  private var calendar: [String] {
    var table = TextTable()
    for strip in selection.calendar(offset: offset) {
      for start in stride(from: 0, to: strip.cells.count, by: Self.cellsPerLine) {
        let row = strip.cells[start...].prefix(Self.cellsPerLine)
        let from = row.first.map { String(time($0.from).prefix(16)) } ?? ""
        table.add([
          TextTable.Cell(start == 0 ? name(strip.subject) : ""), TextTable.Cell(from, .dim),
          TextTable.Cell(row.map(mark).joined()),
        ])
      }
    }
    let states: [HealthState?] = [.up, .slow, .degraded, .down, .local, nil]
    let legend = states.map {
      "\(glyph($0)) \($0.map { console.language.say($0.row.word) } ?? console.say(.reportNoData))"
    }
    let isHourly = selection.calendarUnit == .hour
    return section(
      isHourly ? .reportWorstPerHour : .reportWorstPerDay, legend.joined(separator: "  "),
      lines: table.lines(on: console))
  }

  private func mark(_ cell: CalendarCell) -> String {
    console.styled(glyph(cell.worst), cell.worst?.emphasis ?? .dim)
  }

  private func glyph(_ state: HealthState?) -> String {
    state.map { String(glyphs.state($0)) } ?? (glyphs.isASCII ? "." : "·")
  }
}
