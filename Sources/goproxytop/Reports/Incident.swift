import Dashboard
import GoRules
import Health
import Record
import Text

/// What `:export` writes: what the screen shows of a moment, and what is on record around it. Nothing in it is secret:
/// URLs are without passwords and what stands in a query, and what came from the network is cut and without control
/// characters, as on the screen.
struct Incident: Sendable {
  let snapshot: Snapshot
  /// How finely the moment is still kept; nil: it is now.
  let grain: RecordGrain?
  /// Wall time of the export.
  let now: Duration
  let settings: DashboardSettings
  /// Between `from` and `until`; empty where `missing`.
  var record: RecordedPeriod
  /// Why there is no record; nil: there is.
  var missing: Sentence?

  /// How much of the record goes in before and after the moment.
  private static let reach = Duration.seconds(1800)
  /// Changes on record that go in, the newest: more than that nobody reads.
  static let mostChanges = 10_000

  init(_ snapshot: Snapshot, grain: RecordGrain?, now: Duration, settings: DashboardSettings) {
    self.snapshot = snapshot
    self.grain = grain
    self.now = now
    self.settings = settings
    let moment = snapshot.now.wall
    record = RecordedPeriod(from: moment - Self.reach, until: min(now, moment + Self.reach))
  }

  private var offset: UTCOffset { settings.clock.offsetFromUTC }

  private func time(_ wall: Duration) -> String { CivilTime(wall, offset: offset).rfc3339 }

  private func selection() throws(UsageError) -> HistorySelection {
    try HistorySelection(record, now: record.until, only: [], names: [:])
  }

  /// That of `history --json` around the moment, and in it the moment: `check` is as `check --json`, `kept` is `samples`,
  /// `minutes`, `hours` or `none`, and null where it was shown live.
  func json() throws -> String {
    var fields = HistoryReport(selection: try selection(), offset: offset).fields
    fields["moment"] = .value(time(snapshot.now.wall))
    fields["kept"] = .value(Nullable(wrappedValue: grain?.rawValue))
    fields["check"] = .value(CheckReport(snapshot))
    fields["history_error"] = .value(Nullable(wrappedValue: missing.map(Language.english.say)))
    var text = ""
    try JSONOutput.write(fields) { text += $0 }
    return Redaction.queriesHidden(text)
  }

  /// The same for people.
  func text() throws -> String {
    let language = settings.language
    let console = Console(color: .never, language: language, environment: [:])
    var lines = ["goproxytop \(Version.text): \(console.say(.incidentAt, time(snapshot.now.wall)))"]
    lines += [grain?.phrase].compactMap(\.self).map { language.say($0) }
    lines += [""] + CheckText(console: console, snapshot: snapshot).lines
    lines += ["", console.say(.onRecord, time(record.from), time(record.until)), ""]
    if let missing {
      lines.append(language.say(missing))
    } else {
      let glyphs = Glyphs(settings.glyphs)
      lines +=
        HistoryText(console: console, selection: try selection(), offset: offset, glyphs: glyphs)
        .lines
    }
    return OutputText.harmless(Redaction.queriesHidden(lines.joined(separator: "\n") + "\n"))
  }
}

extension RecordGrain {
  /// What is not known of such a time; nil: all is.
  var phrase: Phrase? {
    switch self {
    case .samples: nil
    case .minutes: .onlyMinutesKept
    case .hours: .onlyHoursKept
    case .gone: .measurementsGone
    }
  }
}
