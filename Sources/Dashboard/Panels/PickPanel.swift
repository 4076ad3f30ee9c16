import GoRules
import Health
import Text

/// The mirrors compared, and the chain that would be written: nothing is written before a second Enter.
enum PickPanel {
  /// With its borders.
  static let width = 112

  static func draw(_ pick: Overlay.Pick, _ scene: Scene, on frame: inout Frame) {
    if let proposal = pick.confirming {
      let panel = ProposalPanel(.confirmApply, proposal, scene)
      return panel.draw(scroll: pick.scroll, scene, on: &frame)
    }
    guard let table = scene.state.pickTable else { return }
    let rows = table.rows
    let below = rows.isEmpty ? [] : reasons(pick, scene)
    // It keeps its height where it can: of what will stand below the table eight rows are the least.
    let popUp = PopUp(
      scene.say(.fastest), note: keys(pick, scene), width: width,
      rows: 3 + max(rows.count, scene.snapshot.mirrors.count) + max(8, below.count), on: scene.size)
    popUp.draw(scene, on: &frame)
    let area = popUp.inside.inset(left: 1, right: 1)
    stage(table, scene, in: area.row(0), on: &frame)
    let columns = columns(area.width)
    heading(columns, scene, in: area.row(1), on: &frame)
    // At least three mirrors, or as many as leave room for the whole proposal; all the room where that has none.
    var height = max(min(rows.count, 3), min(rows.count, area.height - 3 - below.count))
    if area.height - 3 - height < 2 { height = min(rows.count, area.height - 2) }
    let body = area.inset(top: 2).inset(bottom: max(0, area.height - 2 - height))
    let selected = table.index(of: pick.selection)
    let scroll = Scroll(to: selected - body.height / 2, of: rows.count, in: body.inset(right: -1))
    for (line, row) in rows.dropFirst(scroll.first).prefix(body.height).enumerated() {
      let index = scroll.first + line
      let isBest = row.id == table.best
      draw(
        row, rank: index + 1, isBest: isBest, isSelected: index == selected, of: table.rounds,
        columns, scene, in: body.row(line), on: &frame)
    }
    scroll.mark(scene.glyphs, on: &frame)
    LabelledText.draw(below, in: area.inset(top: 3 + body.height), scene, on: &frame)
  }

  /// What stands below the table: the proposal, and what the history and the advice say to it.
  private static func reasons(
    _ pick: Overlay.Pick, _ scene: Scene
  ) -> [LabelledText.Row] {
    let row = selectedRow(pick, scene)
    var text = LabelledText(scene, width: width)
    if let proposal = row?.proposal(advised: pick.advised) {
      text.add(proposal, scene)
    } else if row?.coldP50 != nil {
      text.add("", scene.say(.noProposal), .muted)
    }
    guard let table = scene.state.pickTable else { return text.rows }
    if let gain = table.gain {
      text.add(scene.say(.history), self.text(gain, scene), .up)
    }
    if row?.advisedProposal != nil {
      for advice in table.advice {
        text.add(scene.say(KeyAction.advice.row.short), scene.language.text(advice), .degraded)
      }
    }
    return text.rows
  }

  /// `best over the last 1d: A|B, down 0s instead of 3m12s, wait 41 ms instead of 52 ms`.
  private static func text(_ gain: PickTable.Gain, _ scene: Scene) -> String {
    var parts = [scene.say(.gainBest, Format.span(gain.period), gain.shownChain)]
    func compare(_ phrase: Phrase, _ new: String, _ old: String) {
      if new != old { parts.append(scene.say(phrase, new, old)) }
    }
    compare(.gainBroken, Format.span(gain.broken), Format.span(gain.presentBroken))
    if let wait = gain.wait, let presentWait = gain.presentWait {
      compare(.gainWait, Format.latencyWithUnit(wait), Format.latencyWithUnit(presentWait))
    }
    let separator = scene.language == .english ? ", " : "；"
    return parts.joined(separator: separator)
  }

  private static func keys(_ pick: Overlay.Pick, _ scene: Scene) -> String {
    var keys = [scene.say(.escCloses)]
    if let row = selectedRow(pick, scene) {
      if row.advisedProposal != nil,
        let key = scene.state.settings.bindings.keys(for: .advice).first?.name
      {
        keys.insert(scene.say(pick.advised ? .dropsAdvice : .takesAdvice, key), at: 0)
      }
      if row.proposal(advised: pick.advised) != nil {
        keys.insert(scene.say(.enterProposes), at: 0)
      }
    }
    return keys.joined(separator: "  ")
  }

  private static func selectedRow(_ pick: Overlay.Pick, _ scene: Scene) -> PickTable.Row? {
    guard let table = scene.state.pickTable, !table.rows.isEmpty else { return nil }
    return table.rows[table.index(of: pick.selection)]
  }

  private static func stage(
    _ table: PickTable, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    if table.isFinished {
      if table.best != nil { return pen.write(scene.say(.rankFinished), .up, on: &frame) }
      let hasAnswers = table.rows.contains { $0.isPrivate && $0.coldP50 != nil }
      return pen.write(scene.say(hasAnswers ? .rankOnlyPrivate : .rankNone), .down, on: &frame)
    }
    let count = scene.say(.rankRunning, String(table.measured), String(table.rows.count))
    pen.write(count, .text, on: &frame)
    pen.skip(3)
    if table.best != nil {
      pen.write(scene.say(.rankTakesBest), .active, on: &frame)
    } else {
      pen.write(scene.say(.rankNoneYet), .muted, on: &frame)
    }
  }
}
