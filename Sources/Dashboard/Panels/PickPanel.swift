import ProxyHealth

/// The mirrors compared, and the chain that would be written: nothing is written before a second Enter.
enum PickPanel {
  static func draw(_ pick: Overlay.Pick, _ scene: Scene, on frame: inout Frame) {
    let rows = scene.state.ranking?.rows ?? []
    let reasonCount =
      (scene.state.ranking?.advice.count ?? 0) + (scene.state.ranking?.gain == nil ? 0 : 1)
    let inside = PopUp.draw(
      title: pick.confirming ? scene.say(.confirmApply) : scene.say(.fastest), width: 96,
      height: pick.confirming ? 12 : rows.count + 13 + 2 * min(reasonCount, 3),
      note: keys(pick, scene),
      scene, on: &frame)
    let area = inside.inset(left: 1, right: 1)
    guard let ranking = scene.state.ranking else {
      var pen = Pen(area, scene.glyphs)
      pen.write(scene.say(.measuring), .muted, on: &frame)
      return
    }
    let selected = pick.selection.flatMap { id in rows.firstIndex { $0.id == id } } ?? 0
    let proposal =
      rows.indices.contains(selected) ? rows[selected].proposal(advised: pick.advised) : nil
    if pick.confirming, let proposal {
      ProposalView.draw(proposal, scene, in: area, on: &frame)
      return
    }
    stage(ranking.stage, scene, in: area.row(0), on: &frame)
    heading(scene, in: area.row(1), on: &frame)
    let below = min(7, max(0, area.height - 2 - min(rows.count, 3)))
    let table = area.inset(top: 2, bottom: below)
    let first = max(0, min(selected - table.height / 2, rows.count - table.height))
    for (line, row) in rows.dropFirst(first).prefix(table.height).enumerated() {
      draw(
        row, rank: first + line + 1, isSelected: first + line == selected, scene,
        in: table.row(line), on: &frame)
    }
    guard ranking.stage == .finished, below > 1 else { return }
    let bottom = area.inset(top: 3 + min(rows.count, table.height))
    var used = 1
    if let proposal {
      used = ProposalView.draw(proposal, scene, in: bottom, on: &frame)
    } else {
      var pen = Pen(bottom, scene.glyphs)
      pen.write(scene.say(.noProposal), .muted, on: &frame)
    }
    var reasons = LabelledLines(rect: bottom, row: used)
    if let gain = ranking.gain {
      reasons.draw(.record, text(gain, scene), .up, scene, on: &frame)
    }
    if rows.indices.contains(selected), rows[selected].advisedProposal != nil {
      for advice in ranking.advice {
        reasons.draw(.panelAdvice, scene.language.text(advice), .degraded, scene, on: &frame)
      }
    }
  }

  /// `A|B: over the last 1d broken 0s in place of 3m12s, wait 41 ms in place of 52 ms`.
  private static func text(_ gain: Comparison.Gain, _ scene: Scene) -> String {
    var parts = [
      scene.say(
        .gainBroken, Format.span(gain.period), Format.span(gain.broken),
        Format.span(gain.presentBroken))
    ]
    if let wait = gain.wait, let presentWait = gain.presentWait {
      parts.append(
        scene.say(
          .gainWait, Format.latencyWithUnit(wait), Format.latencyWithUnit(presentWait)))
    }
    return "\(gain.shownChain): \(parts.joined(separator: ", "))"
  }

  private static func keys(_ pick: Overlay.Pick, _ scene: Scene) -> String {
    if pick.confirming { return scene.say(.enterApplies) }
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

  /// The row under the cursor, once all is measured; nil before, and in an empty table.
  private static func selectedRow(_ pick: Overlay.Pick, _ scene: Scene) -> Comparison.Row? {
    guard let ranking = scene.state.ranking, ranking.stage == .finished else { return nil }
    return ranking.rows.first { $0.id == pick.selection } ?? ranking.rows.first
  }

  private static func stage(
    _ stage: Comparison.Stage, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    switch stage {
    case .latency(let done, let rounds):
      pen.write(scene.say(.rankLatency, String(done), String(rounds)), .text, on: &frame)
      pen.skip(2)
      let width = min(24, pen.room)
      let filled = rounds > 0 ? width * min(done, rounds) / rounds : 0
      pen.fill(scene.glyphs.solid, filled, .graph, on: &frame)
      pen.fill(scene.glyphs.dot, width - filled, .muted, on: &frame)
    case .transfer(let name):
      pen.write(scene.say(.rankTransfer, name), .text, on: &frame)
    case .finished: pen.write(scene.say(.rankFinished), .up, on: &frame)
    }
  }

  private static let widths = (rounds: 7, failures: 7, time: 7, rate: 12, confidence: 11)

  private static func heading(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    var pen = Pen(rect, scene.glyphs)
    pen.column(" #", width: 4, .muted, on: &frame)
    pen.column(
      scene.say(.columnMirror), width: nameWidth(rect), .muted, on: &frame)
    let columns: [(Word, Int)] = [
      (.columnRounds, widths.rounds), (.columnFailed, widths.failures), (.columnP50, widths.time),
      (.columnP95, widths.time), (.warm, widths.time), (.columnRate, widths.rate),
      (.columnConfidence, widths.confidence),
    ]
    for (word, width) in columns where pen.room >= width {
      pen.column(scene.say(word), width: width, right: true, .muted, on: &frame)
    }
  }

  private static func nameWidth(_ rect: Rect) -> Int {
    max(10, min(34, rect.width - 4 - 58))
  }

  private static func draw(
    _ row: Comparison.Row, rank: Int, isSelected: Bool, _ scene: Scene, in rect: Rect,
    on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    if isSelected { pen.attributes = .selected }
    pen.column(String(rank), width: 2, right: true, .text, on: &frame)
    let isBest = rank == 1 && row.coldP50 != nil
    pen.write(isBest ? " \(scene.glyphs.active)" : "  ", .active, on: &frame)
    pen.column(
      row.name, width: nameWidth(rect), isBest ? .active : .text, on: &frame)
    let cells: [(String, Int, Role)] = [
      (String(row.rounds), widths.rounds, .muted),
      (String(row.failures), widths.failures, row.failures > 0 ? .down : .muted),
      (row.coldP50.map(Format.latency) ?? "-", widths.time, .text),
      (row.coldP95.map(Format.latency) ?? "-", widths.time, .text),
      (row.warmP50.map(Format.latency) ?? "-", widths.time, .text),
      (row.throughput.map(Format.throughput) ?? "-", widths.rate, .text),
      (row.confidence.map(Format.percent) ?? "-", widths.confidence, .muted),
    ]
    if row.coldP50 == nil, let failure = row.lastFailure {
      pen.skip(1)
      pen.write(scene.language.text(failure), .down, on: &frame)
    } else {
      for (text, width, role) in cells where pen.room >= width {
        pen.column(text, width: width, right: true, role, on: &frame)
      }
    }
    if isSelected { frame.add(.selected, to: rect) }
  }
}

/// Old and new value, the exact command, and what would keep it from taking effect.
enum ProposalView {
  /// - Returns: how many rows it took.
  @discardableResult
  static func draw(
    _ proposal: ChainProposal, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) -> Int {
    var lines = LabelledLines(rect: rect)
    lines.draw(
      .oldValue, proposal.shownOld ?? scene.say(.notSet), .text, scene, on: &frame)
    lines.draw(
      .newValue, proposal.shownNew ?? scene.say(.notSet), .active, scene, on: &frame)
    lines.draw(.runs, proposal.command, .text, scene, on: &frame)
    for warning in proposal.warnings {
      lines.draw(.warning, scene.language.say(warning), .degraded, scene, on: &frame)
    }
    return lines.row
  }
}

/// Texts one under the other, each after its label and as many rows long as it needs.
private struct LabelledLines {
  let rect: Rect
  /// The next row.
  private(set) var row = 0

  init(rect: Rect, row: Int = 0) {
    self.rect = rect
    self.row = row
  }

  mutating func draw(
    _ word: Word, _ text: String, _ role: Role, _ scene: Scene, on frame: inout Frame
  ) {
    let indent = 9
    let lines = Self.broken(text, width: max(8, rect.width - indent))
    for (index, part) in lines.enumerated() {
      var pen = Pen(rect, row: row, scene.glyphs)
      pen.column(index == 0 ? scene.say(word) : "", width: indent, .muted, on: &frame)
      pen.write(part, role, on: &frame)
      row += 1
    }
  }

  /// Text cut into pieces of at most `width` columns, so that a long chain is seen whole; where
  /// possible after a separator.
  private static func broken(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for character in text {
      if CharacterWidth.columns(of: line) + CharacterWidth.columns(of: String(character)) > width {
        let cut =
          line.lastIndex { $0 == "," || $0 == "|" || $0 == " " }.map { line.index(after: $0) }
          ?? line.endIndex
        lines.append(String(line[..<cut]))
        line = String(line[cut...])
      }
      line.append(character)
    }
    lines.append(line)
    return lines
  }
}

/// The change that would be taken back.
enum UndoPanel {
  static func draw(_ scene: Scene, on frame: inout Frame) {
    guard let proposal = scene.state.undo else { return }
    let inside = PopUp.draw(
      title: scene.say(.confirmUndo), width: 96, height: 10, note: scene.say(.enterApplies), scene,
      on: &frame)
    ProposalView.draw(proposal, scene, in: inside.inset(left: 1, right: 1), on: &frame)
  }
}
