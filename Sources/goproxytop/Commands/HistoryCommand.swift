import Dashboard
import Glibc
import Health
import History
import Platform
import Record
import Text
import Watching

/// `history`: failovers and outages on record, and how well each mirror did; or what other chains would have
/// made of the time.
struct HistoryCommand: Sendable {
  let program: Program

  private static let standardReach = Duration.seconds(7 * 86_400)

  func run() throws -> ExitCode {
    if program.options.json, program.options.csv {
      throw UsageError("--json and --csv cannot be combined")
    }
    let configuration = try program.configuration()
    let history = try program.history(configuration, role: .reader)
    let now = SystemClock.now().wall
    let until = now - (program.options.until ?? .zero)
    let since = now - (program.options.since ?? Self.standardReach)
    guard since < until else { throw UsageError("--until: ends before --since begins") }
    let offset = LocalTime.clock(around: now).offsetFromUTC
    let settings = program.layers(
      configuration, GoSettings(environment: program.environment)
    ).resolved
    if program.options.whatIf {
      try whatIf(history, settings, from: since, until: until, offset: offset)
    } else {
      try report(history, settings, from: since, until: until, offset: offset)
    }
    return .served
  }

  private func report(
    _ history: HistoryStore, _ settings: MonitorSettings, from: Duration, until: Duration,
    offset: @escaping UTCOffset
  ) throws {
    let period = try history.askOnce { history throws(HistoryError) in
      try await history.period(
        from: from, until: program.options.until == nil ? RecordedPeriod.noEnd : until)
    }
    if period.isCut {
      Console.complain(
        "told from \(CivilTime(period.from, offset: offset).rfc3339) on: that is as much as one report"
          + " takes; --until has the time before")
    }
    let names = Dictionary(
      settings.mirrors.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let selection = try HistorySelection(
      period, now: until, only: program.options.onlyMirrors, names: names)
    if program.options.json {
      let report = HistoryReport(selection: selection, offset: offset)
      try JSONOutput.write(report.fields) { program.console.print(whole: $0) }
    } else if program.options.csv {
      HistoryEvents(selection: selection, offset: offset).write {
        program.console.print(whole: $0)
      }
    } else {
      let isASCII = program.options.ascii || !Locale(environment: program.environment).isUTF8
      let text = HistoryText(
        console: program.console, selection: selection, offset: offset,
        glyphs: Glyphs(isASCII ? .ascii : .braille))
      program.console.print(text.lines)
    }
  }

  private func whatIf(
    _ history: HistoryStore, _ settings: MonitorSettings, from: Duration, until: Duration,
    offset: UTCOffset
  ) throws {
    if program.options.csv { throw UsageError("--what-if cannot print CSV; use --json") }
    if !program.options.onlyMirrors.isEmpty {
      throw UsageError("--what-if compares whole chains and takes no --mirror")
    }
    let canary = settings.canaries[0]
    let observed = try history.askOnce { history throws(HistoryError) in
      try await history.whatIf(from: from, until: until, canary: canary)
    }
    guard let comparison = ChainComparison(observed, settings) else {
      throw UsageError(settings.chainError ?? "go rejects this GOPROXY")
    }
    if program.options.json {
      let report = WhatIfReport(comparison, from: from, until: until, offset: offset)
      try program.console.print(json: report)
    } else {
      program.console.print(WhatIfText(console: program.console, comparison: comparison).lines)
    }
  }
}
