import Health
import Text

enum MirrorsPanel {
  /// What a click meets.
  enum Hit {
    case row(Mirror.ID)
    case heading(MirrorColumn)
  }

  static func draw(_ scene: Scene, in outer: Rect, on frame: inout Frame) {
    let rect = table(outer)
    guard !scene.rows.isEmpty else {
      let phrase: Phrase = scene.snapshot.mirrors.isEmpty ? .noMirrors : .noMatches
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(phrase, scene.state.filter), .muted, on: &frame)
      return
    }
    let columns = MirrorColumns(scene, width: rect.width)
    let hasHeading = columns.hasHeading && rect.height > 1
    if hasHeading { heading(columns, scene, in: rect, on: &frame) }
    let body = rect.inset(top: hasHeading ? 1 : 0)
    let all = lines(scene, height: body.height)
    let scroll = scroll(all, scene, in: body)
    for (y, line) in all[scroll.first...].prefix(body.height).enumerated() {
      switch line {
      case .heading(let group):
        heading(group, scene, in: body.row(y), on: &frame)
      case .row(let index):
        MirrorRow.draw(
          scene.rows[index], isSelected: index == scene.selectedRow, columns, scene,
          in: body.row(y), on: &frame)
      }
    }
    scroll.mark(scene.glyphs, on: &frame)
  }

  /// The lines of the table: in a small one the headings give way to the mirrors.
  private static func lines(_ scene: Scene, height: Int) -> [TableLine] {
    let all = scene.tableLines
    let hasRoom =
      scene.layout.rung == .full && (all.count <= height || height >= Layout.headingsFrom)
    return hasRoom ? all : TableLine.all(scene.rows, hasGroups: false)
  }

  /// `── private ────────────`
  private static func heading(
    _ group: MirrorGroup, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    let name = " \(group.name(in: scene.language)) "
    var pen = Pen(rect, scene.glyphs)
    pen.fill(scene.glyphs.horizontal, 2, .border, on: &frame)
    pen.column(
      name, width: min(CharacterWidth.columns(of: name), max(0, pen.room - 4)), .title, on: &frame)
    pen.fill(scene.glyphs.horizontal, pen.room - 1, .border, on: &frame)
  }

  /// The table in its panel: where there is room, its text stands under that of the other panels.
  private static func table(_ rect: Rect) -> Rect {
    rect.width >= 114 ? rect.inset(left: 1, right: 1) : rect
  }

  /// The selection stays in the middle of a long table.
  private static func scroll(_ lines: [TableLine], _ scene: Scene, in body: Rect) -> Scroll {
    let selected = lines.firstIndex(of: .row(scene.selectedRow ?? 0)) ?? 0
    return Scroll(to: selected - body.height / 2, of: lines.count, in: body)
  }

  private static func heading(
    _ columns: MirrorColumns, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    for cell in columns.cells {
      let row = cell.column.row
      let isSorted = cell.column == scene.state.preferences.sort
      var text = scene.say(row.heading)
      if cell.column == .history {
        let span = scene.probeSlots(scene.rows.first?.recent ?? [], slots: cell.width - 1).span
        text = scene.say(row.heading, Format.span(span))
      }
      pen.skip(cell.gap)
      let isMarked = isSorted && scene.state.preferences.sort != .chain
      if isMarked, CharacterWidth.columns(of: text) < cell.width {
        let isFalling = hasGreatestOnTop(scene.state.preferences)
        text += String(isFalling ? scene.glyphs.down : scene.glyphs.up)
      }
      pen.column(
        text, width: cell.width - cell.gap, right: row.isNumber, isMarked ? .key : .muted,
        isMarked ? .bold : [], on: &frame)
    }
  }

  /// The worst state and the most failures come first; of all else the least does.
  private static func hasGreatestOnTop(_ preferences: Preferences) -> Bool {
    [.state, .fail].contains(preferences.sort) != preferences.reversed
  }

  /// What is under a click; nil for nothing.
  static func hit(_ event: MouseEvent, _ scene: Scene) -> Hit? {
    guard let outer = scene.layout.rect(of: .mirrors), !scene.rows.isEmpty else { return nil }
    let rect = table(
      scene.layout.hasBorders ? outer.inset(left: 1, top: 1, right: 1, bottom: 1) : outer)
    guard rect.contains(x: event.x, y: event.y) else { return nil }
    let columns = MirrorColumns(scene, width: rect.width)
    let hasHeading = columns.hasHeading && rect.height > 1
    let body = rect.inset(top: hasHeading ? 1 : 0)
    let line = event.y - body.y
    if line < 0 { return columns.column(at: event.x - rect.x).map(Hit.heading) }
    let all = lines(scene, height: body.height)
    let index = scroll(all, scene, in: body).first + line
    guard all.indices.contains(index), case .row(let row) = all[index] else { return nil }
    return .row(scene.rows[row].id)
  }
}
