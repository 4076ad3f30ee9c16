import Fleet
import GoRules
import Health
import Text

/// The selected mirror at each vantage point: what go would meet there, its state, and the newest times of its phases.
///
/// ```
/// vantage point    go           since  mirror      since    p95  dns  tcp  tls ttfb body
/// beijing          ✕ BROKEN       38s  ✕ down        38s      -    -    -    -    -    -
/// ```
enum FleetDetailPanel {
  static func draw(_ scene: FleetScene, in rect: Rect, on frame: inout Frame) {
    guard rect.height > 0 else { return }
    let area = scene.layout.hasBorders ? rect.inset(left: 1, right: 1) : rect
    guard let mirror = scene.selected, !scene.columns.isEmpty else {
      var pen = Pen(area, scene.glyphs)
      pen.write(scene.say(.noData), .muted, on: &frame)
      return
    }
    let columns = Columns(scene, width: area.width)
    heading(columns, scene, Pen(area, scene.glyphs), on: &frame)
    let body = area.inset(top: 1)
    let selected = scene.selectedColumn ?? 0
    let scroll = Scroll(
      to: selected < body.height ? 0 : selected - body.height + 1, of: scene.columns.count,
      in: body)
    for line in 0..<body.height where scroll.first + line < scene.columns.count {
      let index = scene.columns[scroll.first + line]
      row(index, of: mirror, columns, scene, Pen(body, row: line, scene.glyphs), on: &frame)
      if scene.state.focus == .detail, scroll.first + line == selected {
        frame.add(.selected, to: body.row(line))
      }
    }
    scroll.mark(scene.glyphs, at: rect.right - 1, on: &frame)
  }

  /// The narrower, the fewer.
  private struct Columns {
    let name: Int
    var hasVerdict = true
    var hasVerdictAge = true
    var hasAge = true
    var hasPhases = true
    /// With the gap before each.
    let phases: [(phase: Phase, width: Int)]
    static let (verdict, state, age, p95) = (12, 12, 7, 6)

    init(_ scene: FleetScene, width: Int) {
      let longest = scene.columns.map { CharacterWidth.columns(of: scene.names[$0]) }.max() ?? 0
      let heading = CharacterWidth.columns(of: scene.say(.vantagePoint))
      phases = Phase.allCases.map {
        ($0, max(6, CharacterWidth.columns(of: scene.say($0.word)) + 1))
      }
      name = max(min(heading, width / 4), min(longest, width / 4))
      if used > width { hasVerdictAge = false }
      if used > width { hasAge = false }
      if used > width {
        hasPhases = false
        hasAge = true
      }
      if used > width { hasVerdict = false }
      if used > width { hasAge = false }
    }

    private var used: Int {
      name + 1 + (hasVerdict ? Self.verdict : 0) + (hasVerdict && hasVerdictAge ? Self.age : 0)
        + Self.state + (hasAge ? Self.age : 0) + Self.p95
        + (hasPhases ? phases.reduce(0) { $0 + $1.width } : 0)
    }
  }

  private static func heading(
    _ columns: Columns, _ scene: FleetScene, _ pen: Pen, on frame: inout Frame
  ) {
    var pen = pen
    pen.column(scene.say(.vantagePoint), width: columns.name, .muted, on: &frame)
    pen.skip(1)
    if columns.hasVerdict {
      pen.column("go", width: Columns.verdict, .muted, on: &frame)
      if columns.hasVerdictAge { pen.skip(Columns.age) }
    }
    pen.column(scene.say(.stateHeading), width: Columns.state, .muted, on: &frame)
    if columns.hasAge { pen.skip(Columns.age) }
    pen.column("p95", width: Columns.p95, right: true, .muted, on: &frame)
    guard columns.hasPhases else { return }
    for (phase, width) in columns.phases {
      pen.column(scene.say(phase.word), width: width, right: true, phase.role, on: &frame)
    }
  }

  private static func row(
    _ index: Int, of mirror: FleetMirror, _ columns: Columns, _ scene: FleetScene, _ pen: Pen,
    on frame: inout Frame
  ) {
    var pen = pen
    let (point, cell) = (scene.snapshot.vantagePoints[index], mirror.cells[index])
    let isCurrent = scene.isCurrent(index)
    pen.column(
      scene.names[index], width: columns.name, isCurrent ? .text : .muted, on: &frame)
    pen.skip(1)
    func age(_ time: Duration?) -> String {
      time.map { Format.span(scene.snapshot.age($0)) } ?? ""
    }
    if columns.hasVerdict {
      let (text, role) = MatrixPanel.verdict(point, isCurrent: isCurrent, scene)
      pen.column(text, width: Columns.verdict - 1, role, on: &frame)
      pen.skip(1)
      if columns.hasVerdictAge {
        pen.column(isCurrent ? age(point.since) : "", width: 6, right: true, .muted, on: &frame)
        pen.skip(1)
      }
    }
    guard let cell else { return pen.write("-", .muted, on: &frame) }
    let mark = isCurrent ? scene.glyphs.state(cell.state) : scene.glyphs.state(.unknown)
    let role = isCurrent ? cell.state.role : .muted
    pen.column(
      "\(mark) \(scene.say(cell.state.row.short))", width: Columns.state, role, on: &frame)
    if columns.hasAge {
      pen.column(age(cell.since), width: Columns.age, right: true, .muted, on: &frame)
    }
    pen.column(
      cell.p95.map(Format.latency) ?? "-", width: Columns.p95, right: true,
      isCurrent ? .text : .muted,
      on: &frame)
    guard columns.hasPhases else { return }
    // Those of another mirror are not its own.
    let phases = scene.snapshot.phases.flatMap { $0.mirror == mirror.name ? $0 : nil }
    for (phase, width) in columns.phases {
      let time = phases?.times[point.name]?[phase]
      pen.column(
        time.map(Format.latency) ?? "-", width: width, right: true,
        isCurrent && time != nil ? .text : .muted, on: &frame)
    }
  }
}
