import GoRules
import Health
import Record
import Text

/// All that the views draw from: one value for one frame.
struct Scene {
  /// What is shown: the newest snapshot, or the frozen one.
  let snapshot: Snapshot
  /// Now, also while the display is frozen or the past is shown.
  let now: Timestamp
  let state: DashboardState
  let glyphs: Glyphs
  let size: Size
  let rows: [MirrorSnapshot]
  /// The lines of the table where it has room for headings.
  let tableLines: [TableLine]
  /// The row that letters act on.
  let selectedRow: Int?
  let groups: [WalkGroup]
  let layout: Layout

  init(_ snapshot: Snapshot, state: DashboardState, size: Size, now: Timestamp? = nil) {
    var snapshot = snapshot
    // What would have helped then is no proof of now.
    if state.position == .past { snapshot.cure = nil }
    self.snapshot = snapshot
    self.now = (state.position == .past ? state.frameTime : now) ?? snapshot.now
    self.state = state
    self.size = size
    glyphs = Glyphs(state.settings.glyphs)
    rows = state.rows(of: snapshot)
    selectedRow = state.selectedRow(of: rows)
    tableLines = TableLine.all(rows, hasGroups: snapshot.hasGroups)
    groups = snapshot.walkGroups()
    layout = Layout(
      size: size, state: state,
      chainLines: ChainPanel.lineCount(snapshot, groups),
      chainSummary: ChainPanel.summaryCount(snapshot), mirrorLines: max(1, rows.count),
      headings: tableLines.count - rows.count,
      // A cure is more than advice; a message has the line of the advice while it stands.
      hasAdvice: !snapshot.advice.isEmpty && snapshot.cure?.cure == nil
        || state.message(at: self.now) != nil,
      hasFailovers: !snapshot.failovers.isEmpty, hasFix: snapshot.cure != nil,
      hasGateway: snapshot.gateway != nil)
  }

  /// The figures of a mirror over the shown window; nil before the first round.
  func statistics(_ row: MirrorSnapshot) -> MirrorStatistics? {
    row.statistics[state.preferences.window]
  }

  /// Over what the figures of these mirrors are: the shown window, or from when on, where that is less.
  func windowNote(_ rows: [MirrorSnapshot]) -> String { say(.windowOf, windowSpan(rows)) }

  /// The same without the word: `15m`, `15m, since 14:02:31`.
  func windowSpan(_ rows: [MirrorSnapshot]) -> String {
    let window = state.preferences.window.label
    let starts = rows.compactMap(statistics).map(\.since)
    guard !starts.contains(nil), let since = starts.compactMap(\.self).min() else {
      return window
    }
    return say(.spanSince, window, moment(since))
  }

  /// The wall time of a moment, as short as it is plain on the shown day.
  func moment(_ time: Timestamp) -> String { clock.moment(time.wall, now: snapshot.now.wall) }

  /// The newest rounds of a mirror in as many places, within the shown window; `interval` is that of the rounds, where
  /// it is not that of the monitor.
  func probeSlots(_ results: [ProbeResult], slots: Int, interval: Duration? = nil) -> ProbeSlots {
    ProbeSlots(
      results, slots: slots, now: snapshot.now, interval: interval ?? snapshot.interval,
      within: state.preferences.window)
  }

  /// What the chart of a mirror draws: the rounds in memory; or minutes of a day that goes back further, the newest too,
  /// so that all columns compare.
  func charted(_ row: MirrorSnapshot) -> (rounds: [ProbeResult], interval: Duration) {
    guard state.preferences.window == .day, let oldest = row.day.first, let last = row.day.last,
      row.recent.first.map({ $0.startedAt.since(oldest.startedAt) > .seconds(60) }) ?? true
    else { return (row.recent, snapshot.interval) }
    let begin = Duration.seconds((last.startedAt.wall.components.seconds / 60 + 1) * 60)
    let newest = RecordedSpan.minutes(of: row.recent.lazy.filter { $0.startedAt.wall >= begin })
    return (
      row.day + newest.flatMap { $0.rounds(since: snapshot.now) },
      max(.seconds(60), snapshot.interval)
    )
  }

  var language: Language { state.settings.language }
  var clock: LocalClock { state.settings.clock }

  var selected: MirrorSnapshot? { selectedRow.map { rows[$0] } }

  func say(_ phrase: Phrase, _ arguments: String...) -> String { language.say(phrase, arguments) }

  /// In the place of what is not known: in the past nothing more comes.
  var unmeasured: Phrase { state.position == .live ? .measuring : .noData }

  /// How long ago, on the shown clock.
  func age(_ time: Timestamp) -> Duration { snapshot.now.since(time) }

  /// Too old to be shown as current: three intervals, and at least 20 s.
  func isStale(_ result: ProbeResult) -> Bool {
    age(result.startedAt) > max(.seconds(20), snapshot.interval * 3)
  }

  func isFocused(_ panel: Panel) -> Bool { state.preferences.focus == panel }

  func lineCount(of panel: Panel) -> Int {
    switch panel {
    case .failovers: FailoverGroup.all(of: snapshot.failovers).count
    case .events: snapshot.stateChanges.count + log.count
    case .advice: snapshot.advice.count
    case .chain, .mirrors, .detail: 0
    }
  }

  /// The first line of a list of `count` lines shown in `height` rows.
  func firstLine(of panel: Panel, count: Int, height: Int) -> Int {
    max(0, min(state.scroll[panel] ?? 0, count - height))
  }
}
