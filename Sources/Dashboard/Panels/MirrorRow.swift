import GoRules
import Health
import Text

/// One mirror in the table.
enum MirrorRow {
  static func draw(
    _ row: MirrorSnapshot, isSelected: Bool, _ columns: MirrorColumns, _ scene: Scene,
    in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    // The selection is drawn where the panel takes the keys; elsewhere it would only look like an alarm.
    let isMarked = isSelected && (scene.state.selection != nil || scene.layout.rung == .full)
    if isMarked { pen.attributes = .selected }
    var hasPhases = false
    for cell in columns.cells {
      let end = pen.x + cell.width
      if cell.column.phase != nil {
        if hasPhases { continue }
        hasPhases = true
        phases(row, columns, scene, &pen, on: &frame)
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
      let name = row.mirror.name.abbreviated(to: width, scene.glyphs.ellipsis)
      pen.column(
        name, width: width, isActive ? .active : .text, isActive ? .bold : [], on: &frame)
    case .state: state(row, width, scene, &pen, on: &frame)
    case .now: now(row, width, scene, &pen, on: &frame)
    case .phases: PhaseBar.draw(row, scale: columns.barScale, width: width, &pen, on: &frame)
    case .usual: latency(statistics?.total.p50, width, &pen, on: &frame)
    case .p95: latency(statistics?.total.p95, width, &pen, on: &frame)
    case .fail:
      let share = statistics?.failureRate
      let role: Role = share.map { $0 == 0 ? .muted : $0 < 0.05 ? .degraded : .down } ?? .muted
      pen.column(share.map(Format.percent) ?? "-", width: width, right: true, role, on: &frame)
    case .history: history(row, width, columns, scene, &pen, on: &frame)
    case .dns, .tcp, .tls, .ttfb, .body: break
    }
  }

  private static func isActive(_ row: MirrorSnapshot, _ scene: Scene) -> Bool {
    guard let active = scene.snapshot.shownActive else { return false }
    return scene.snapshot.mirror(ofEntry: active)?.id == row.id
  }

  /// `1▶`, `2`, `+` for a mirror that is only watched, and `◆` in their place for a marked one.
  private static func mark(
    _ row: MirrorSnapshot, _ width: Int, _ scene: Scene, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    let isActive = isActive(row, scene)
    let isMarked = scene.state.marked.contains(row.id)
    let number =
      isMarked
      ? String(scene.glyphs.marked)
      : row.mirror.entry.flatMap { scene.snapshot.chain?.number(ofEntry: $0) }.map(String.init)
        ?? "+"
    let room = number.count + 1 <= width ? number : String(number.suffix(width - 1))
    let role: Role = isMarked ? .key : row.mirror.entry == nil ? .muted : .text
    pen.write(room, role, isMarked ? .bold : [], on: &frame)
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
    let word = scene.say(row.state.row.word)
    let fits = CharacterWidth.columns(of: word) <= end - pen.x
    pen.write(fits ? word : scene.say(row.state.row.short), role, on: &frame)
    // Of news the age stands behind the word, in one unit where two have no room.
    guard row.state != .up, row.state != .unknown, let since = row.shownSince else { return }
    let age = Format.span(scene.age(since))
    let coarse = age.prefix { $0.isNumber } + age.drop { $0.isNumber }.prefix(1)
    let room = end - pen.x - 1
    guard let text = [age, String(coarse)].first(where: { $0.utf8.count <= room }) else { return }
    pen.skip(1)
    pen.column(text, width: room, right: true, .muted, on: &frame)
  }

  /// The total of the newest probe: loud where a phase is far from usual, faint where it is old.
  private static func now(
    _ row: MirrorSnapshot, _ width: Int, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let isFar = !row.farPhases(over: scene.state.preferences.window).isEmpty
    let isOld = row.lastCold.map(scene.isStale) ?? false
    let role: Role = row.total == nil || isOld ? .muted : isFar ? .degraded : .text
    pen.column(
      row.total.map(Format.latency) ?? "-", width: width, right: true, role,
      isFar && !isOld ? .bold : [], on: &frame)
  }

  private static func latency(
    _ time: Duration?, _ width: Int, _ pen: inout Pen, on frame: inout Frame
  ) {
    pen.column(
      time.map(Format.latency) ?? "-", width: width, right: true, time == nil ? .muted : .text,
      on: &frame)
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
