import GoRules
import Health
import Text

/// The phases and the newest rounds of a mirror, and why it is not up.
extension MirrorRow {
  /// Why there are no phases of now to show.
  private struct Reason {
    /// The same, longest first.
    var texts: [String]
    var role: Role
  }

  /// The fewest rounds that stand beside a reason.
  private static let leastRounds = 3

  /// nil where the phases of the newest probe are of now.
  private static func absence(_ row: MirrorSnapshot, _ scene: Scene) -> Reason? {
    let language = scene.language
    if row.state == .waiting, let longest = language.reason(of: row) {
      return Reason(texts: [longest] + language.reasons(of: row), role: .degraded)
    }
    guard let result = row.lastCold else {
      return Reason(texts: [scene.say(scene.unmeasured)], role: .muted)
    }
    if let trouble = row.trouble, trouble == result || row.state == .down {
      var texts = [language.text(trouble), language.shortText(trouble.outcome)]
      if row.state == .down, let next = row.nextRound, next > scene.snapshot.now {
        // It is asked less often than the header says.
        let wait = Format.span(next.since(scene.snapshot.now))
        texts = texts.map { scene.say(.askedAgainIn, $0, wait) } + texts
      }
      // The state has the mark already where the mirror is down.
      let isNew = row.state != .down && row.state != .local
      let marked = isNew ? texts.map { "\(scene.glyphs.failure) \($0)" } : []
      return Reason(texts: marked + texts, role: row.state == .local ? .local : .down)
    }
    if scene.isStale(result) {
      return Reason(texts: [language.ago(scene.age(result.startedAt))], role: .muted)
    }
    return nil
  }

  /// The five phases, or in their place why there are none of now.
  static func phases(
    _ row: MirrorSnapshot, _ columns: MirrorColumns, _ scene: Scene, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    let end = pen.x + columns.phasesWidth
    defer { pen.fill(" ", end - pen.x, on: &frame) }
    let absence = absence(row, scene)
    if let absence, columns.phasesHoldReason {
      pen.fill(" ", 1, on: &frame)
      let width = end - pen.x
      pen.column(fitting(absence.texts, width), width: width, absence.role, on: &frame)
      return
    }
    let far = row.farPhases(over: scene.state.preferences.window)
    for cell in columns.cells {
      guard let phase = cell.column.phase else { continue }
      guard absence == nil, let time = row.lastCold?.timings[phase] else {
        pen.column("-", width: cell.width, right: true, .muted, on: &frame)
        continue
      }
      let text = Format.latency(time)
      if far.contains(phase) {
        // The mark stands in the gap: what is far from usual is never told by a colour alone.
        pen.column(
          "\(scene.glyphs.state(.slow))\(text)", width: cell.width, right: true, .degraded, .bold,
          on: &frame)
      } else {
        pen.column(text, width: cell.width, right: true, phase.role, on: &frame)
      }
    }
  }

  /// The newest rounds, and behind them why the mirror is not up, unless that stands in the place of the phases.
  static func history(
    _ row: MirrorSnapshot, _ width: Int, _ columns: MirrorColumns, _ scene: Scene,
    _ pen: inout Pen, on frame: inout Frame
  ) {
    let reason = reason(row, columns, scene)
    let texts = reason?.texts ?? []
    guard let reason, let last = texts.last else {
      return Sparkline.draw(row, &pen, width: width, scene, on: &frame)
    }
    // The longest that leaves room for some rounds; else the longest that fits alone.
    let beside = texts.first { CharacterWidth.columns(of: $0) + 1 + leastRounds <= width }
    let text = beside ?? fitting(texts, width)
    if beside != nil {
      let rest = width - CharacterWidth.columns(of: text) - 1
      Sparkline.draw(row, &pen, width: rest, scene, on: &frame)
      pen.fill(" ", 1, on: &frame)
    }
    pen.column(text.isEmpty ? last : text, width: pen.room, reason.role, on: &frame)
  }

  private static func reason(
    _ row: MirrorSnapshot, _ columns: MirrorColumns, _ scene: Scene
  ) -> Reason? {
    if var absence = absence(row, scene) {
      if columns.phasesHoldReason { return nil }
      if row.state == .down, !columns.stateHasAge, let since = row.stateSince {
        let age = Format.span(scene.age(since))
        absence.texts = absence.texts.map { "\(age) \($0)" }
      }
      return absence
    }
    let texts = scene.language.reasons(of: row)
    return texts.isEmpty ? nil : Reason(texts: texts, role: row.state.role)
  }

  /// The first that fits, or else the last, which the pen cuts.
  private static func fitting(_ texts: [String], _ width: Int) -> String {
    texts.first { CharacterWidth.columns(of: $0) <= width } ?? texts.last ?? ""
  }
}
