import Health
import Text

enum MirrorsPanel {
  /// What a click meets.
  enum Hit {
    case row(Mirror.ID)
    case heading(MirrorColumn)
  }

  /// Where the parts of the table stand in its panel.
  private struct Place {
    let columns: MirrorColumns
    let heading: Rect?
    let body: Rect
    let lines: [TableLine]
    let scroll: Scroll
    /// The column of the marks that the table goes on: no sample's.
    let edge: Int

    /// `inside`: the panel without its borders.
    init(_ scene: Scene, in inside: Rect) {
      // Where there is room, the text stands under that of the other panels.
      var rect = inside.width >= 114 ? inside.inset(left: 1, right: 1) : inside
      let hasHeading = TableWidth(rect.width) != .tiny && rect.height > 1
      lines = MirrorsPanel.lines(scene, height: rect.height - (hasHeading ? 1 : 0))
      if !scene.layout.hasBorders, lines.count > rect.height - (hasHeading ? 1 : 0) {
        rect = rect.inset(right: 1)
      }
      edge = rect.right
      columns = MirrorColumns(scene, width: rect.width)
      heading = hasHeading ? rect.row(0) : nil
      body = rect.inset(top: hasHeading ? 1 : 0)
      // The selection stays in the middle of a long table.
      let selected = lines.firstIndex(of: .row(scene.selectedRow ?? 0)) ?? 0
      scroll = Scroll(to: selected - body.height / 2, of: lines.count, in: body)
    }

    var shown: ArraySlice<TableLine> { lines[scroll.first...].prefix(body.height) }

    /// The mirrors in sight, counted from 1; nil for none.
    var range: ClosedRange<Int>? {
      let rows = shown.compactMap { line -> Int? in
        if case .row(let index) = line { index + 1 } else { nil }
      }
      guard let first = rows.first, let last = rows.last else { return nil }
      return first...last
    }
  }

  static func draw(_ scene: Scene, in inside: Rect, on frame: inout Frame) {
    guard !scene.rows.isEmpty else {
      let phrase: Phrase = scene.snapshot.mirrors.isEmpty ? .noMirrors : .noMatches
      var pen = Pen(inside.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(phrase, scene.state.filter), .muted, on: &frame)
      return
    }
    let place = Place(scene, in: inside)
    if let line = place.heading { heading(place, scene, in: line, on: &frame) }
    for (y, line) in place.shown.enumerated() {
      switch line {
      case .heading(let group):
        heading(group, scene, in: place.body.row(y), on: &frame)
      case .row(let index):
        MirrorRow.draw(
          scene.rows[index], isSelected: index == scene.selectedRow, place.columns, scene,
          in: place.body.row(y), on: &frame)
      }
    }
    place.scroll.mark(scene.glyphs, at: place.edge, on: &frame)
  }

  /// What stands at the right of the title, the longest first: the filter, the unit, the window and the position.
  static func notes(_ scene: Scene, in outer: Rect) -> [String] {
    let hidden = scene.snapshot.mirrors.count - scene.rows.count
    let filter = [
      scene.state.filter.isEmpty ? "" : "/\(scene.state.filter)",
      hidden > 0 ? scene.say(.hidden, String(hidden)) : "",
    ].filter { !$0.isEmpty }
    guard !scene.rows.isEmpty else { return [filter.joined(separator: "  ")] }
    let window = scene.windowSpan(scene.rows)
    let range = Place(scene, in: outer.inset(left: 1, top: 1, right: 1, bottom: 1)).range
    let position = range.map {
      scene.say(
        .positionOf, String($0.lowerBound), String($0.upperBound), String(scene.rows.count))
    }
    let dot = " \(scene.glyphs.dot) "
    let all = [filter.joined(separator: "  "), "ms", window, position ?? ""]
    return [all, [all[0], "ms", scene.state.preferences.window.label], ["ms"]].map {
      $0.filter { !$0.isEmpty }.joined(separator: dot)
    }
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

  private static func heading(
    _ place: Place, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    let order = scene.state.order
    for cell in place.columns.cells {
      let row = cell.column.row
      var text = scene.say(row.heading)
      if cell.column == .history {
        let span = scene.probeSlots(scene.rows.first?.recent ?? [], slots: cell.width - 1).span
        text = scene.say(row.heading, Format.span(span))
        // Where it would touch the heading before it, how long it is says enough.
        if CharacterWidth.columns(of: text) > cell.width - cell.gap { text = Format.span(span) }
      }
      let isMarked = cell.column == order.column && (order.column != .chain || order.reversed)
      if isMarked, CharacterWidth.columns(of: text) < cell.width {
        text += String(order.hasGreatestOnTop ? scene.glyphs.down : scene.glyphs.up)
      }
      // The arrow may stand in the gap.
      let gap = min(cell.gap, max(0, cell.width - CharacterWidth.columns(of: text)))
      pen.skip(gap)
      pen.column(
        text, width: cell.width - gap, right: row.isNumber, isMarked ? .key : .muted,
        isMarked ? .bold : [], on: &frame)
    }
    position(place, scene, in: rect, on: &frame)
  }

  /// `3-9/71` at the end of the heading, where no border says it and not all mirrors are in sight.
  private static func position(
    _ place: Place, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    guard !scene.layout.hasBorders, let range = place.range, range.count < scene.rows.count,
      let last = place.columns.cells.last, last.column == .history
    else { return }
    let text = " \(range.lowerBound)-\(range.upperBound)/\(scene.rows.count)"
    let columns = CharacterWidth.columns(of: text)
    guard columns < last.width else { return }
    var pen = Pen(rect.inset(left: rect.width - columns), scene.glyphs)
    pen.write(text, .muted, on: &frame)
  }

  /// What is under a click; nil for nothing.
  static func hit(_ event: MouseEvent, _ scene: Scene) -> Hit? {
    guard let outer = scene.layout.rect(of: .mirrors), !scene.rows.isEmpty else { return nil }
    let inside =
      scene.layout.hasBorders ? outer.inset(left: 1, top: 1, right: 1, bottom: 1) : outer
    let place = Place(scene, in: inside)
    if let heading = place.heading, heading.contains(x: event.x, y: event.y) {
      return place.columns.column(at: event.x - heading.x).map(Hit.heading)
    }
    guard place.body.contains(x: event.x, y: event.y) else { return nil }
    let index = place.scroll.first + event.y - place.body.y
    guard place.lines.indices.contains(index), case .row(let row) = place.lines[index] else {
      return nil
    }
    return .row(scene.rows[row].id)
  }
}
