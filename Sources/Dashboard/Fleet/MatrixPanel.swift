import Fleet
import GoRules
import Health
import Text

/// Mirrors down, vantage points across: each cell has the state, and the 95th percentile of a quarter of an hour, or since
/// when it is not up. What is old is grey, behind a `?`.
///
/// ```
/// mirror      where            beijing    shanghai   berlin
///                              ✕ BROKEN   ▶ served   ? gone 3m
/// goproxy.cn  down everywhere  ✕ 38s      ✕ 40s      ? 57.4
/// ```
enum MatrixPanel {
  private struct Place {
    var name = 0
    var scope = 0
    var cell = 0
    /// Of the scene's columns, those in sight.
    var columns = 0..<0
    let headings: Int
    let scroll: Scroll
    let body: Rect

    init(_ scene: FleetScene, in rect: Rect) {
      headings = rect.height >= 3 && rect.width >= 50 ? 2 : 0
      body = rect.inset(top: headings)
      let row = scene.selectedRow ?? 0
      scroll = Scroll(
        to: row < body.height ? 0 : row - body.height + 1, of: scene.rows.count, in: body)
      let longest = scene.rows.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0
      if rect.width < 50 {
        name = min(longest, max(8, rect.width - 20))
        scope = rect.width - name - 3
        return
      }
      let heading = CharacterWidth.columns(of: scene.say(MirrorColumn.name.row.heading))
      name = max(heading, min(longest, rect.width / 5 + 2))
      let scopes = scene.rows.indices.map {
        CharacterWidth.columns(of: MatrixPanel.scope($0, scene).text)
      }
      scope = max(9, min(scopes.max() ?? 0, rect.width / 5 + 2))
      let names = scene.columns.map { scene.names[$0] }
      cell = max(10, min(names.map { CharacterWidth.columns(of: $0) }.max() ?? 0, 16)) + 1
      let count = max(0, (rect.width - name - scope - 3) / cell)
      let selected = scene.selectedColumn ?? 0
      let first = max(
        0, min(selected < count ? 0 : selected - count + 1, scene.columns.count - count))
      columns = first..<min(scene.columns.count, first + count)
    }
  }

  static func draw(_ scene: FleetScene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    let area = scene.layout.hasBorders ? rect.inset(left: 1, right: 1) : rect
    let place = Place(scene, in: area)
    if place.headings > 0 { drawHeadings(place, scene, in: area, on: &frame) }
    if scene.rows.isEmpty {
      var pen = Pen(place.body, scene.glyphs)
      let isFiltered = !scene.snapshot.mirrors.isEmpty
      if isFiltered {
        pen.write(scene.say(.noMatches, scene.state.filter), .muted, on: &frame)
      } else if scene.snapshot.answeredAt != nil {
        pen.write(scene.say(.noData), .muted, on: &frame)
      }
      return
    }
    for line in 0..<place.body.height where place.scroll.first + line < scene.rows.count {
      let row = place.scroll.first + line
      drawRow(row, place, scene, Pen(place.body, row: line, scene.glyphs), on: &frame)
      let isSelected = row == scene.selectedRow
      if isSelected, scene.layout.rung == .full || scene.layout.rung == .compact {
        frame.add(.selected, to: place.body.row(line))
      }
    }
    place.scroll.mark(scene.glyphs, at: rect.right - 1, on: &frame)
  }

  /// The mirrors and vantage points in sight, where not all are.
  static func note(_ scene: FleetScene, in rect: Rect) -> String {
    let place = Place(scene, in: rect.inset(left: 2, top: 1, right: 2, bottom: 1))
    var parts = ["p95 ms"]
    let last = min(scene.rows.count, place.scroll.first + place.body.height)
    if !scene.rows.isEmpty {
      parts.append(
        scene.say(.positionOf, "\(place.scroll.first + 1)", "\(last)", "\(scene.rows.count)"))
    }
    if place.columns.count < scene.columns.count {
      parts.append(
        scene.say(
          .vantageRange, "\(place.columns.lowerBound + 1)", "\(place.columns.upperBound)",
          "\(scene.columns.count)"))
    }
    return parts.joined(separator: " \(scene.glyphs.dot) ")
  }

  /// The vantage points in sight, by their index.
  static func columnsInSight(_ scene: FleetScene) -> ArraySlice<Int> {
    inside(scene).map { scene.columns[Place(scene, in: $0).columns] } ?? []
  }

  /// What its borders leave of it; nil where it is not on the screen.
  private static func inside(_ scene: FleetScene) -> Rect? {
    scene.layout.rect(of: .mirrors).map {
      scene.layout.hasBorders ? $0.inset(left: 2, top: 1, right: 2, bottom: 1) : $0
    }
  }

  /// The mirror under a click; nil for none.
  static func row(at event: MouseEvent, _ scene: FleetScene) -> Int? {
    guard let inside = inside(scene) else { return nil }
    let place = Place(scene, in: inside)
    let row = place.scroll.first + event.y - place.body.y
    return event.y >= place.body.y && scene.rows.indices.contains(row) ? row : nil
  }

  // MARK: - Headings

  private static func drawHeadings(
    _ place: Place, _ scene: FleetScene, in rect: Rect, on frame: inout Frame
  ) {
    func heading(_ order: FleetOrder) -> (String, Role) {
      let isOrder = scene.state.order == order
      let arrow = scene.state.isReversed != (order == .name) ? scene.glyphs.up : scene.glyphs.down
      return (
        scene.say(order.word) + (isOrder ? String(arrow) : ""), isOrder ? .key : .muted
      )
    }
    var names = Pen(rect, row: 0, scene.glyphs)
    var verdicts = Pen(rect, row: 1, scene.glyphs)
    for (order, width) in [(FleetOrder.name, place.name), (.state, place.scope)] {
      let (text, role) = heading(order)
      names.column(text, width: width, role, on: &frame)
      names.skip(1)
    }
    names.skip(1)
    verdicts.move(to: names.x)
    for column in place.columns {
      let index = scene.columns[column]
      let point = scene.snapshot.vantagePoints[index]
      let isSelected = column == scene.selectedColumn
      let isCurrent = scene.isCurrent(index)
      names.column(
        scene.names[index], width: place.cell - 1, isCurrent ? .title : .muted,
        isSelected ? [.bold, .underline] : [], on: &frame)
      names.skip(1)
      let (text, role) = verdict(point, isCurrent: isCurrent, scene)
      verdicts.column(text, width: place.cell - 1, role, on: &frame)
      verdicts.skip(1)
    }
    guard scene.columns.isEmpty, !scene.snapshot.vantagePoints.isEmpty else { return }
    names.write(scene.say(.noVantageMatches, scene.state.filter), .muted, on: &frame)
  }

  /// The greater unit alone: `5m`, `2h`.
  private static func coarse(_ age: Duration) -> String {
    let text = Format.span(age)
    return text.firstIndex { $0.isLetter }.map { String(text[...$0]) } ?? text
  }

  /// `▶ served`, `✕ BROKEN`, `? gone 3m`.
  static func verdict(
    _ point: VantagePoint, isCurrent: Bool, _ scene: FleetScene
  ) -> (String, Role) {
    let glyphs = scene.glyphs
    guard isCurrent else {
      let phrase: Phrase = point.isCurrent ? .oldSince : .goneSince
      let word =
        point.seen.map { scene.say(phrase, coarse(scene.snapshot.age($0))) } ?? scene.say(.gone)
      return ("\(glyphs.state(.unknown)) \(word)", .unknown)
    }
    let text = scene.language.text(point)
    guard let verdict = point.verdict else {
      return ("\(glyphs.state(.unknown)) \(text)", .unknown)
    }
    let mark =
      switch verdict {
      case .served: glyphs.active
      case .fallback, .direct: glyphs.state(.degraded)
      case .broken, .hangs: glyphs.failure
      case .unknown: glyphs.state(.unknown)
      }
    return ("\(mark) \(text)", verdict == .served ? .active : verdict.role)
  }

  // MARK: - Rows

  private static func drawRow(
    _ row: Int, _ place: Place, _ scene: FleetScene, _ pen: Pen, on frame: inout Frame
  ) {
    var pen = pen
    let mirror = scene.rows[row]
    let scope = scope(row, scene)
    if place.cell == 0 {
      pen.write(scope.mark, scope.role, on: &frame)
      pen.skip(1)
      pen.column(mirror.name, width: place.name, on: &frame)
      pen.skip(1)
      pen.write(scope.text, scope.role, on: &frame)
      return
    }
    pen.column(mirror.name, width: place.name, on: &frame)
    pen.skip(1)
    pen.column(scope.text, width: place.scope, scope.role, on: &frame)
    pen.skip(2)
    for column in place.columns {
      let index = scene.columns[column]
      let (text, role) = cell(mirror.cells[index], isCurrent: scene.isCurrent(index), scene)
      pen.column(text, width: place.cell - 1, role, on: &frame)
      pen.skip(1)
    }
  }

  /// Where a mirror is down; where it is not, how many answer.
  private static func scope(
    _ row: Int, _ scene: FleetScene
  ) -> (mark: Unicode.Scalar, text: String, role: Role) {
    let (spread, glyphs) = (scene.spreads[row], scene.glyphs)
    if scene.isOld || spread.seen.isEmpty {
      return (glyphs.state(.unknown), scene.say(.notNow), .unknown)
    }
    if !spread.down.isEmpty {
      return (glyphs.state(.down), scene.text(spread), .down)
    }
    if !spread.ailing.isEmpty {
      let worst = spread.ailing.compactMap { scene.rows[row].cells[$0]?.state }
        .max { $0.severity < $1.severity }
      let state = worst ?? .degraded
      return (
        glyphs.state(state),
        scene.say(.ailingAt, scene.say(state.row.word), "\(spread.ailing.count)"), state.role
      )
    }
    return (glyphs.state(.up), scene.say(.upAt, "\(spread.seen.count)"), .up)
  }

  /// `● 57.4`, `✕ 38s`, old: `? 57.4`, not asked: `-`.
  static func cell(
    _ cell: FleetMirror.Cell?, isCurrent: Bool, _ scene: FleetScene
  ) -> (String, Role) {
    guard let cell else { return ("-", .muted) }
    let mark = isCurrent ? scene.glyphs.state(cell.state) : scene.glyphs.state(.unknown)
    let age = cell.since.map { Format.span(scene.snapshot.age($0)) }
    let text: String
    switch cell.state {
    case .up: text = cell.p95.map(Format.latency) ?? ""
    case .unknown: text = scene.say(cell.state.row.short)
    case .slow, .degraded: text = cell.p95.map(Format.latency) ?? age ?? ""
    default:
      // Of what is old it must be said what it was.
      let word = isCurrent ? "" : scene.say(cell.state.row.short)
      text = isCurrent ? age ?? scene.say(cell.state.row.short) : word
    }
    return ("\(mark) \(text)", isCurrent ? cell.state.role : .muted)
  }
}
