import GoRules
import Health
import Text

enum MirrorRow {
  static func draw(
    _ row: MirrorSnapshot, isSelected: Bool, _ columns: MirrorColumns, _ scene: Scene,
    in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    // The selection is drawn where the panel takes the keys; elsewhere it would only look like an alarm.
    let isMarked = isSelected && (scene.state.selection != nil || scene.layout.rung == .full)
    if isMarked { pen.attributes = .selected }
    let total = columns.phasesWidth
    var hasPhases = false
    for cell in columns.cells {
      let end = pen.x + cell.width
      if cell.column.phase != nil {
        if hasPhases { continue }
        hasPhases = true
        phases(row, columns, total, scene, &pen, on: &frame)
        continue
      }
      pen.fill(" ", cell.gap, on: &frame)
      content(cell, row, columns, scene, &pen, on: &frame)
      pen.fill(" ", end - pen.x, on: &frame)
    }
    // Also what was passed over without writing, so that the selection has no holes.
    if isMarked { frame.add(.selected, to: rect) }
  }

  private static func content(
    _ cell: MirrorColumns.Item, _ row: MirrorSnapshot, _ columns: MirrorColumns,
    _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let width = cell.width - cell.gap
    let statistics = scene.statistics(row)
    switch cell.column {
    case .chain: mark(row, width, scene, &pen, on: &frame)
    case .name:
      let isActive = isActive(row, scene)
      pen.column(
        row.mirror.name, width: width, isActive ? .active : .text, isActive ? .bold : [],
        on: &frame)
    case .state: state(row, width, scene, &pen, on: &frame)
    case .phases: PhaseBar.draw(row, scale: columns.barScale, width: width, &pen, on: &frame)
    case .p50:
      // Beside a sparkline alone a median from before the outage would look like a value of now.
      let isPast = columns.phasesWidth == 0 && row.state == .down
      latency(isPast ? nil : statistics?.total.p50, width, row, &pen, on: &frame)
    case .p95: latency(statistics?.total.p95, width, row, &pen, on: &frame)
    case .fail:
      let share = statistics?.failureRate
      let role: Role = share.map { $0 == 0 ? .muted : $0 < 0.05 ? .degraded : .down } ?? .muted
      pen.column(share.map(Format.percent) ?? "-", width: width, right: true, role, on: &frame)
    case .history:
      if columns.phasesWidth == 0, row.state == .down, let trouble = row.trouble {
        pen.column(cause(trouble, row, scene), width: width, .down, on: &frame)
      } else {
        history(row, width, scene, &pen, on: &frame)
      }
    case .dns, .tcp, .tls, .ttfb, .body: break
    }
  }

  /// The newest rounds, and behind them why the mirror is not up; where there is no room for both, that alone.
  private static func history(
    _ row: MirrorSnapshot, _ width: Int, _ scene: Scene, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    let reasons = scene.language.reasons(of: row)
    guard
      let reason = reasons.first(where: { CharacterWidth.columns(of: $0) <= width })
        ?? reasons.last
    else { return Sparkline.draw(row, &pen, width: width, scene, on: &frame) }
    let columns = CharacterWidth.columns(of: reason)
    let rest = width - columns - 1
    if rest >= 4 {
      Sparkline.draw(row, &pen, width: rest, scene, on: &frame)
      pen.fill(" ", 1, on: &frame)
    }
    pen.column(reason, width: rest >= 4 ? columns : width, row.state.role, on: &frame)
  }

  private static func isActive(_ row: MirrorSnapshot, _ scene: Scene) -> Bool {
    guard let active = scene.snapshot.mainActive else { return false }
    return scene.snapshot.mirror(ofEntry: active)?.id == row.id
  }

  /// `1▶`, `2`, and `+` for a mirror that is only watched.
  private static func mark(
    _ row: MirrorSnapshot, _ width: Int, _ scene: Scene, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    let isActive = isActive(row, scene)
    let number =
      row.mirror.entry.flatMap { scene.snapshot.chain?.number(ofEntry: $0) }.map(String.init) ?? "+"
    let room = number.utf8.count + 1 <= width ? number : String(number.suffix(width - 1))
    pen.write(room, row.mirror.entry == nil ? .muted : .text, on: &frame)
    if isActive { pen.write(scene.glyphs.active, .active, .bold, on: &frame) }
  }

  private static func state(
    _ row: MirrorSnapshot, _ width: Int, _ scene: Scene, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    let end = pen.x + width
    let role = row.state.role
    pen.write(scene.glyphs.state(row.state), role, .bold, on: &frame)
    guard width >= 8 else { return }
    pen.write(" ", role, on: &frame)
    // Of news the age stands behind the word.
    let isNews = row.state != .up && row.state != .unknown
    let room = isNews ? min(end - pen.x, 8) : end - pen.x
    let word = scene.say(row.state.row.word)
    let fits = CharacterWidth.columns(of: word) <= room
    pen.column(fits ? word : scene.say(row.state.row.short), width: room, role, on: &frame)
    if isNews, let since = row.shownSince, end - pen.x >= 6 {
      pen.column(Format.span(scene.age(since)), width: end - pen.x, right: true, .muted, on: &frame)
    }
  }

  /// The five phases, or the failure in their place, or an old value with its age.
  private static func phases(
    _ row: MirrorSnapshot, _ columns: MirrorColumns, _ width: Int, _ scene: Scene,
    _ pen: inout Pen, on frame: inout Frame
  ) {
    let end = pen.x + width
    pen.fill(" ", 1, on: &frame)
    defer { pen.fill(" ", end - pen.x, on: &frame) }
    guard let result = row.lastCold else {
      pen.column(scene.say(scene.unmeasured), width: end - pen.x, .muted, on: &frame)
      return
    }
    if let trouble = row.trouble, trouble == result || row.state == .down {
      pen.write("\(scene.glyphs.failure) ", .down, on: &frame)
      let whole = scene.language.text(trouble)
      let fits = CharacterWidth.columns(of: whole) <= end - pen.x
      pen.column(
        fits ? whole : scene.language.shortText(trouble.outcome), width: end - pen.x, .down,
        on: &frame)
      return
    }
    if scene.isStale(result) {
      let total = result.timings.total.map(Format.latencyWithUnit) ?? "-"
      let age = scene.language.ago(scene.age(result.startedAt))
      pen.column("\(total) \(scene.glyphs.dot) \(age)", width: end - pen.x, .muted, on: &frame)
      return
    }
    var first = true
    for cell in columns.cells {
      guard let phase = cell.column.phase else { continue }
      let columnWidth = cell.width - (first ? 1 : 0)
      first = false
      guard let time = result.timings[phase] else {
        pen.column("-", width: columnWidth, right: true, .muted, on: &frame)
        continue
      }
      // What was measured before stays, marked as old.
      let role: Role = row.state == .waiting ? .muted : phase.role
      pen.column(Format.latency(time), width: columnWidth, right: true, role, on: &frame)
    }
  }

  private static func latency(
    _ time: Duration?, _ width: Int, _ row: MirrorSnapshot, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    pen.column(
      time.map(Format.latency) ?? "-", width: width, right: true,
      time == nil || row.state == .down ? .muted : .text, on: &frame)
  }

  /// What is wrong, and for how long: for rows without room for phases.
  private static func cause(
    _ trouble: ProbeResult, _ row: MirrorSnapshot, _ scene: Scene
  ) -> String {
    let age = row.stateSince.map { Format.span(scene.age($0)) + " " } ?? ""
    return age + scene.language.shortText(trouble.outcome)
  }
}

/// The phases of one request as a bar, each in its colour; a whole bar is the slowest of all rows.
enum PhaseBar {
  static func draw(
    _ row: MirrorSnapshot, scale: Duration, width: Int, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    guard let timings = row.lastCold?.timings, row.lastCold?.outcome.isAlive == true, scale > .zero
    else { return }
    // Eighths of a column up to the end of each phase.
    var ends: [(end: Int, role: Role)] = []
    var sum = 0.0
    for phase in Phase.allCases {
      sum += timings[phase]?.milliseconds ?? 0
      let eighths = Int((sum / scale.milliseconds * Double(width * 8)).rounded())
      ends.append((min(width * 8, eighths), phase.role))
    }
    let total = ends.last?.end ?? 0
    for cell in 0..<width where cell * 8 < total {
      let middle = min(cell * 8 + 4, total - 1)
      let role = ends.first { $0.end > middle }?.role ?? .transfer
      pen.write(pen.glyphs.part(min(8, total - cell * 8)), role, on: &frame)
    }
  }
}
