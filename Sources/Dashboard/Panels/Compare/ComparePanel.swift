import Health
import Text

/// Mirrors side by side, one line for each thing that they are compared by.
///
/// ```
/// ╭─ Compare ─────────────────── 1-2 of 2 · 15m  r again  y copy  Esc close ─╮
/// │              goproxy.cn           proxy.golang.org                       │
/// │ usual        127                  566                                    │
/// ```
struct ComparePanel {
  private let columns: CompareColumns
  private let lines: [(label: String, cells: [CompareRow.Cell])]
  private let popUp: PopUp
  /// Of the labels, and of each mirror, the gap before it included.
  private let labelWidth: Int
  private let columnWidth: Int
  /// Mirrors that have room side by side.
  private let shown: Int
  /// The first of them.
  let firstColumn: Int
  private let scroll: Int

  /// Room for a version and `3 behind`.
  private static let leastWidth = 20
  private static let mostWidth = 34

  init(_ compare: Overlay.Compare, _ scene: Scene) {
    let columns = CompareColumns(compare.mirrors, scene)
    self.columns = columns
    lines = CompareRow.allCases.map { (scene.say($0.label), $0.cells(columns)) }
    labelWidth = (lines.map { CharacterWidth.columns(of: $0.label) }.max() ?? 0) + 1
    let room = PopUp("", width: scene.size.width, rows: 1, on: scene.size).inside.width - 2
    shown = max(1, min(columns.all.count, (room - labelWidth) / Self.leastWidth))
    columnWidth = max(1, min(Self.mostWidth, (room - labelWidth) / shown))
    firstColumn = max(0, min(compare.column, columns.all.count - shown))
    scroll = compare.scroll
    let last = min(firstColumn + shown, columns.all.count)
    let isCut = columns.all.count > shown
    let position =
      scene.say(
        .positionOf, String(min(firstColumn + 1, last)), String(last),
        String(columns.all.count)) + (isCut ? scene.glyphs.isASCII ? " <- ->" : " ←→" : "")
    let dot = " \(scene.glyphs.dot) "
    let copy = Self.key(.copy, scene)
    // In the past there is nobody to ask.
    let keys =
      scene.state.position == .live
      ? scene.say(.compareKeys, "r", copy) : scene.say(.compareKeysPast, copy)
    let window = scene.windowSpan(columns.all.map(\.row))
    let width = labelWidth + shown * columnWidth + 4
    // The border's own marks and the title take the rest.
    let free =
      min(width, scene.size.width) - CharacterWidth.columns(of: scene.say(.compareTitle)) - 12
    let notes = [
      "\(position)\(dot)\(window)  \(keys)", "\(position)  \(keys)", "\(position)\(dot)\(window)",
    ]
    popUp = PopUp(
      scene.say(.compareTitle),
      note: notes.first { CharacterWidth.columns(of: $0) <= free } ?? position,
      width: width, rows: lines.count + 2, on: scene.size)
  }

  private static func key(_ action: KeyAction, _ scene: Scene) -> String {
    scene.state.settings.bindings.keys(for: action).first?.name ?? ""
  }

  var isRunning: Bool { columns.isRunning }

  /// How far it can be scrolled to the right.
  var lastColumn: Int { max(0, columns.all.count - shown) }

  /// The same, down.
  var lastScroll: Int { Scroll.last(of: lines.count, in: body) }

  private var hasLegend: Bool { popUp.inside.height >= 10 }

  /// Where the lines stand, below the names.
  private var body: Rect {
    popUp.inside.inset(left: 1, top: popUp.inside.height > 1 ? 1 : 0, right: 1)
      .inset(bottom: hasLegend ? 1 : 0)
  }

  func draw(_ scene: Scene, on frame: inout Frame) {
    popUp.draw(scene, on: &frame)
    let names = popUp.inside.inset(left: 1, right: 1).row(0)
    if popUp.inside.height > 1 { heading(scene, in: names, on: &frame) }
    let body = body
    let scroll = Scroll(to: scroll, of: lines.count, in: body.inset(right: -1))
    for (row, line) in lines[scroll.first...].prefix(body.height).enumerated() {
      draw(line, scene, in: body.row(row), on: &frame)
    }
    scroll.mark(scene.glyphs, on: &frame)
    guard hasLegend else { return }
    var pen = Pen(popUp.inside.inset(left: 1, right: 1), row: popUp.inside.height - 1, scene.glyphs)
    // What a key here has brought about.
    if let message = scene.state.message(at: scene.now), scene.state.messageAt == nil {
      return pen.write(scene.language.say(message.sentence), message.kind.role, on: &frame)
    }
    let legends = [scene.say(.compareLegend), scene.say(.compareLegendShort)]
    let origin = scene.state.position == .live ? age(scene) : scene.say(.compareOnRecord)
    let texts = origin.map { origin in legends.map { "\($0)  \(origin)" } + [origin] } ?? legends
    pen.write(firstFitting: texts, .muted, on: &frame)
  }

  /// How long ago the oldest of what was asked was answered; nil while that is of now.
  private func age(_ scene: Scene) -> String? {
    let oldest = columns.all.compactMap { $0.told?.results.last }
      .max { scene.age($0.startedAt) < scene.age($1.startedAt) }
    guard let oldest, scene.isStale(oldest) else { return nil }
    return scene.say(.compareAge, Format.span(scene.age(oldest.startedAt)))
  }

  private func heading(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    var pen = Pen(rect, scene.glyphs)
    pen.skip(labelWidth)
    for column in columns.all[firstColumn...].prefix(shown) {
      let name = column.row.mirror.name.abbreviated(to: columnWidth - 1, scene.glyphs.ellipsis)
      pen.column(name, width: min(columnWidth, pen.room), .title, .bold, on: &frame)
    }
  }

  private func draw(
    _ line: (label: String, cells: [CompareRow.Cell]), _ scene: Scene, in rect: Rect,
    on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    pen.column(line.label, width: labelWidth, .muted, on: &frame)
    for cell in line.cells[firstColumn...].prefix(shown) {
      let end = pen.x + columnWidth
      let mark = cell.isWorse ? " !" : cell.isBest ? " *" : ""
      let isWhole = CharacterWidth.columns(of: cell.whole + mark) < columnWidth
      let hasNote = !cell.note.isEmpty && (isWhole || !cell.noteGivesWay)
      let behind = (hasNote ? " \(cell.note)" : "") + mark
      let room = max(3, columnWidth - 1 - CharacterWidth.columns(of: behind))
      let role = cell.isBest && !cell.isWorse ? Role.up : cell.role
      pen.write(cell.text.abbreviated(to: room, scene.glyphs.ellipsis), role, on: &frame)
      pen.write(behind, role, on: &frame)
      pen.move(to: end)
    }
  }

  /// All of it as text, in columns.
  var text: String {
    let names = [""] + columns.all.map(\.row.mirror.name)
    let table = [names] + lines.map { line in [line.label] + line.cells.map(\.marked) }
    let widths = names.indices.map { column in
      table.map { CharacterWidth.columns(of: $0[column]) }.max() ?? 0
    }
    return table.map { row in
      let padded = zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - CharacterWidth.columns(of: text))
      }
      var line = Substring(padded.joined(separator: "  "))
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

extension CompareRow.Cell {
  /// What a copy of it says.
  fileprivate var marked: String { whole + (isWorse ? " !" : isBest ? " *" : "") }
}
