import GoRules
import Health
import Text

/// The mirrors compared, and the chain that would be written: nothing is written before a second Enter.
enum PickPanel {
  static func draw(_ pick: Overlay.Pick, _ scene: Scene, on frame: inout Frame) {
    let proposal = selectedRow(pick, scene)?.proposal(advised: pick.advised)
    if pick.confirming, let proposal {
      let panel = ProposalPanel(.confirmApply, proposal, scene)
      return panel.draw(scroll: pick.scroll, scene, on: &frame)
    }
    guard let table = scene.state.pickTable else { return }
    let rows = table.rows
    let below = table.stage == .finished ? reasons(proposal, pick, scene) : []
    // It keeps its height where it can: of what will stand below the table eight rows are the least.
    let popUp = PopUp(
      scene.say(.fastest), note: keys(pick, scene), width: LabelledText.popUpWidth,
      rows: 3 + max(rows.count, scene.snapshot.mirrors.count) + max(8, below.count), on: scene.size)
    popUp.draw(scene, on: &frame)
    let area = popUp.inside.inset(left: 1, right: 1)
    stage(table.stage, scene, in: area.row(0), on: &frame)
    let columns = columns(area.width)
    heading(columns, scene, in: area.row(1), on: &frame)
    // At least three mirrors, or as many as leave room for the whole proposal; all the room where that has none.
    var height = max(min(rows.count, 3), min(rows.count, area.height - 3 - below.count))
    if area.height - 3 - height < 2 { height = min(rows.count, area.height - 2) }
    let body = area.inset(top: 2).inset(bottom: max(0, area.height - 2 - height))
    let selected = pick.selection.flatMap { id in rows.firstIndex { $0.id == id } } ?? 0
    let scroll = Scroll(to: selected - body.height / 2, of: rows.count, in: body.inset(right: -1))
    for (line, row) in rows.dropFirst(scroll.first).prefix(body.height).enumerated() {
      let index = scroll.first + line
      draw(
        row, rank: index + 1, isSelected: index == selected, columns, scene,
        in: body.row(line), on: &frame)
    }
    scroll.mark(scene.glyphs, on: &frame)
    LabelledText.draw(below, in: area.inset(top: 3 + body.height), scene, on: &frame)
  }

  /// What stands below the table: the proposal, and what the history and the advice say to it.
  private static func reasons(
    _ proposal: ChainProposal?, _ pick: Overlay.Pick, _ scene: Scene
  ) -> [LabelledText.Row] {
    var text = LabelledText(scene)
    if let proposal {
      text.add(proposal, scene)
    } else {
      text.add("", scene.say(.noProposal), .muted)
    }
    guard let table = scene.state.pickTable else { return text.rows }
    if let gain = table.gain {
      text.add(scene.say(.history), self.text(gain, scene), .up)
    }
    if selectedRow(pick, scene)?.advisedProposal != nil {
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

  /// The row under the cursor, once all is measured; nil before, and in an empty table.
  private static func selectedRow(_ pick: Overlay.Pick, _ scene: Scene) -> PickTable.Row? {
    guard let table = scene.state.pickTable, table.stage == .finished else { return nil }
    return table.rows.first { $0.id == pick.selection } ?? table.rows.first
  }

  private static func stage(
    _ stage: Ranking.Stage, _ scene: Scene, in rect: Rect, on frame: inout Frame
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
    case .transfer(let mirror):
      pen.write(scene.say(.rankTransfer, mirror.name), .text, on: &frame)
    case .finished: pen.write(scene.say(.rankFinished), .up, on: &frame)
    }
  }

  /// A column beside rank and name.
  private enum Column: CaseIterable {
    case rounds, failures, p50, p95, warm, rate, confidence

    /// What a narrow table does without, in this order.
    static let leastImportantFirst: [Column] = [
      .warm, .confidence, .rate, .p95, .rounds, .failures, .p50,
    ]

    var heading: Phrase {
      switch self {
      case .rounds: .rounds
      case .failures: .failed
      case .p50: Phrase("p50", "p50")
      case .p95: MirrorColumn.p95.row.heading
      case .warm: .warm
      case .rate: .rate
      case .confidence: .confidence
      }
    }

    var width: Int {
      switch self {
      case .rounds, .failures, .p50, .p95, .warm: 7
      case .rate: 12
      case .confidence: 11
      }
    }
  }

  /// The columns that have room beside a name.
  private static func columns(_ width: Int) -> [Column] {
    var columns = Column.allCases
    for column in Column.leastImportantFirst
    where columns.reduce(4 + 10, { $0 + $1.width }) > width {
      columns.removeAll { $0 == column }
    }
    return columns
  }

  private static func nameWidth(_ columns: [Column], in rect: Rect) -> Int {
    min(34, rect.width - 4 - columns.reduce(0) { $0 + $1.width })
  }

  private static func heading(
    _ columns: [Column], _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    pen.column(" #", width: 4, .muted, on: &frame)
    pen.column(
      scene.say(MirrorColumn.name.row.heading), width: nameWidth(columns, in: rect), .muted,
      on: &frame)
    for column in columns {
      pen.column(scene.say(column.heading), width: column.width, right: true, .muted, on: &frame)
    }
  }

  private static func draw(
    _ row: PickTable.Row, rank: Int, isSelected: Bool, _ columns: [Column], _ scene: Scene,
    in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    if isSelected { pen.attributes = .selected }
    pen.column(String(rank), width: 2, right: true, .text, on: &frame)
    let isBest = rank == 1 && row.coldP50 != nil
    pen.write(isBest ? " \(scene.glyphs.active)" : "  ", .active, on: &frame)
    pen.column(row.name, width: nameWidth(columns, in: rect), isBest ? .active : .text, on: &frame)
    if row.coldP50 == nil, let failure = row.lastFailure {
      pen.skip(1)
      pen.write(scene.language.text(failure), .down, on: &frame)
    } else {
      for column in columns {
        let (text, role) = cell(column, row, scene)
        pen.column(text, width: column.width, right: true, role, on: &frame)
      }
    }
    if isSelected { frame.add(.selected, to: rect) }
  }

  private static func cell(
    _ column: Column, _ row: PickTable.Row, _ scene: Scene
  ) -> (String, Role) {
    switch column {
    case .rounds: (String(row.rounds), .muted)
    case .failures: (String(row.failures), row.failures > 0 ? .down : .muted)
    case .p50: (row.coldP50.map(Format.latency) ?? "-", .text)
    case .p95: (row.coldP95.map(Format.latency) ?? "-", .text)
    case .warm: (row.warmP50.map(Format.latency) ?? "-", .text)
    case .rate: (row.throughput.map(Format.throughput) ?? "-", .text)
    case .confidence:
      switch row.confidence {
      case .high?: (scene.say(.confidenceHigh), .up)
      case .fair?: (scene.say(.confidenceFair), .text)
      case .low?: (scene.say(.confidenceLow), .degraded)
      case nil: ("-", .muted)
      }
    }
  }
}
