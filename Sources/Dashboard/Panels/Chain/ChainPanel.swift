import GoRules
import Health
import Text

/// What go would do for each kind of request: whom it asks, who answers, and where it stops.
///
/// ```
/// ─ 1 Chain (ms) ───────── list 3s ──── info 1s ──── mod 3s ───── zip 9s ──── sumdb 3s ──── age of proof ─
///  1 goproxy.cn       ,    ✕ 502 ┤      ✕ 502 ┤      ✕ 502 ┤      ✕ 502 ┤     ✕ 502 ┤
///  2 proxy.golang.org |    | ▶ 190      | ▶ 188      | ▶ 191      | ▶ 212     | ▶ 194      (if `|`)
///  3 direct                -            -            -            -           -            not tried
///  go says: reading https://goproxy.cn/lab.example/hello/@v/list: 502 Bad Gateway
/// ```
enum ChainPanel {
  /// Rows needed, without borders.
  static func lineCount(_ snapshot: Snapshot, _ groups: [WalkGroup]) -> Int {
    snapshot.chain == nil ? 1 : ChainTable(snapshot, groups).height
  }

  /// Rows needed where there is room for no more than one a module.
  static func summaryCount(_ snapshot: Snapshot) -> Int {
    max(1, min(3, Set(snapshot.walks.map(\.canary)).count))
  }

  /// How many places its lines can be scrolled by; 0 where all are shown.
  static func scrollRange(_ scene: Scene) -> Int {
    guard let rect = scene.layout.rect(of: .chain), scene.snapshot.chain != nil else { return 0 }
    let table = ChainTable(scene.snapshot, scene.groups)
    // The borders, or the heading.
    return table.lines.count - table.lineRows(in: rect.height - (scene.layout.hasBorders ? 2 : 1))
  }

  /// With the unit of the figures, which stands nowhere else.
  static func title(_ scene: Scene) -> String {
    scene.say(Panel.chain.title) + (scene.snapshot.chain == nil ? "" : " (ms)")
  }

  /// At the right of the title: what the figures beside the kinds are.
  static func note(_ scene: Scene) -> String {
    let hasAges = scene.snapshot.walks.contains { $0.proof != nil }
    guard hasAges, let rect = scene.layout.rect(of: .chain) else { return "" }
    return ChainGrid.hasNotes(in: rect.inset(left: 1, right: 1)) ? scene.say(.ageOfProof) : ""
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard scene.snapshot.chain != nil else {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write("\(scene.glyphs.failure) ", .down, on: &frame)
      pen.write(scene.snapshot.chainError ?? scene.say(.rejected), .text, on: &frame)
      return
    }
    if scene.layout.isChainFolded { return KindsLine.draw(scene, in: rect, on: &frame) }
    let hasBorders = scene.layout.hasBorders
    let table = ChainTable(scene.snapshot, scene.groups)
    let grid = ChainGrid(table, scene, in: rect)
    grid.drawHeading(at: hasBorders ? rect.y - 1 : rect.y, on: &frame)
    let area = hasBorders ? rect : rect.inset(top: 1)
    let first = scene.isFocused(.chain) ? scene.state.scroll[.chain] : nil
    let lines = table.shown(table.lineRows(in: area.height), from: first)
    for (row, line) in lines.enumerated() { grid.draw(line, in: area, row: row, on: &frame) }
    for (index, group) in table.notes.prefix(max(0, area.height - lines.count)).enumerated() {
      var pen = Pen(area.inset(left: 1, right: 1), row: lines.count + index, scene.glyphs)
      note(group, scene, &pen, on: &frame)
    }
    if hasBorders, lines.count < table.lines.count {
      position(lines, of: table, scene, below: rect, on: &frame)
    }
  }

  /// `4-8 of 12`, or how many where some between are left out.
  private static func position(
    _ lines: [ChainTable.Line], of table: ChainTable, _ scene: Scene, below rect: Rect,
    on frame: inout Frame
  ) {
    let first = table.lines.firstIndex { $0 == lines.first } ?? 0
    let isWhole = Array(table.lines[first...].prefix(lines.count)) == lines
    let (count, all) = (lines.count, String(table.lines.count))
    let position =
      isWhole
      ? scene.say(.positionOf, String(first + 1), String(first + count), all)
      : scene.say(.partOf, String(count), all)
    let text = " \(position) "
    let border = Rect(x: rect.x, y: rect.bottom, width: rect.width, height: 1)
    let columns = CharacterWidth.columns(of: text)
    var pen = Pen(border.inset(left: max(1, rect.width - columns - 1)), scene.glyphs)
    pen.write(text, .muted, on: &frame)
  }

  /// What go prints, or what its wait ends with; of what the header does not tell, who stops go, too.
  private static func note(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let walk = group.walk
    let isInHeader = scene.groups.first?.walk == walk
    if !isInHeader {
      let outcome = walk.database?.outcome ?? walk.steps.last?.outcome
      pen.write("\(VerdictLine.kinds(group, scene)) ", .down, .bold, on: &frame)
      pen.write("\(scene.glyphs.failure) \(scene.snapshot.nameOfStop(walk)) ", .down, on: &frame)
      let silence = scene.snapshot.silence(endingIn: walk)
      pen.write(outcome.map { scene.language.text($0, silence) } ?? "", .text, on: &frame)
      pen.skip(3)
    }
    if walk.stopReason == .silence {
      let silence = scene.snapshot.silence(endingIn: walk)
      pen.write(scene.language.wait(silence), .muted, on: &frame)
    } else if let error = walk.error, isInHeader || pen.room >= 40 {
      let text = scene.say(.goSays, ServerText(error, limit: 400).text)
      pen.write(text, .muted, on: &frame)
    }
  }
}
