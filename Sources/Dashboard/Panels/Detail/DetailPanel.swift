import GoRules
import Health
import Text

/// One mirror: its chart, and below it, where there is room, facts in columns.
enum DetailPanel {
  /// `goproxy.cn · TLSv1.3 · h2 · 203.0.113.7 · 61 days`
  static func title(_ scene: Scene) -> String {
    guard let row = scene.selected else { return scene.say(Panel.detail.title) }
    let facts = row.lastCold?.connection
    let leaf = facts?.tls?.chain.first
    let parts = [
      row.mirror.name, facts?.tls?.version,
      facts?.tls?.alpn ?? facts?.httpVersion.map { "HTTP/\($0)" },
      facts?.address,
      leaf.map { scene.say(.certificateDays, String(DetailSection.days($0, scene))) },
    ]
    return parts.compactMap { $0 }.joined(separator: " \(scene.glyphs.dot) ")
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard let row = scene.selected else {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      let filter = scene.state.filter
      let text = filter.isEmpty ? scene.say(.noMirrors) : scene.say(.noMatches, filter)
      pen.write(text, .muted, on: &frame)
      return
    }
    var rest = rect
    // Without borders nothing else tells whose detail it is.
    if scene.layout.hasBorders ? scene.isFocused(.detail) && rest.height >= 6 : rest.height >= 3 {
      head(row, scene, in: rest.row(0), on: &frame)
      rest = rest.inset(top: 1)
    }
    // The chart alone where facts would be cut to nothing; else what they leave, and at least two fifths.
    let columns = columns(row, scene, width: rest.width)
    let room = rest.height < 14 ? 0 : rest.height * 3 / 5
    let used = columns.map { lines(of: $0, room).count }.max() ?? 0
    PhaseChart(row, scene, in: rest.inset(bottom: used)).draw(on: &frame)
    var below = rest.inset(left: 1, top: rest.height - used, right: 1)
    for column in columns {
      for (index, line) in lines(of: column, room).enumerated() {
        var pen = Pen(below, row: index, scene.glyphs)
        for segment in line { draw(segment, &pen, on: &frame) }
      }
      below = below.inset(left: DetailSection.tableWidth + 4)
    }
  }

  /// Numbers in a column of their own where there is room for two; else the most telling first.
  private static func columns(
    _ row: MirrorSnapshot, _ scene: Scene, width: Int
  ) -> [[DetailSection]] {
    let statistics = DetailSection.statistics(row, scene)
    let isWide = width >= 2 * DetailSection.tableWidth + 6
    let textWidth = width - 2 - (isWide ? DetailSection.tableWidth + 4 : 0)
    let texts = [
      DetailSection.causes(row, scene, width: textWidth), DetailSection.connection(row, scene),
    ]
    let tables = [DetailSection.families(row, scene), DetailSection.histogram(row, scene)]
    let columns = isWide ? [[statistics] + tables, texts] : [[statistics] + texts + tables]
    return columns.map { $0.compactMap(\.self) }
  }

  /// Sections one under the other in at most `room` rows; none is cut to its heading.
  private static func lines(of sections: [DetailSection], _ room: Int) -> [[Segment]] {
    var lines: [[Segment]] = []
    var hint: (lines: [[Segment]], at: Int) = ([], 0)
    for section in sections {
      let gap = lines.isEmpty ? [] : [[Segment]()]
      guard lines.count + gap.count + 2 <= room else { break }
      if !section.hint.isEmpty { hint = (section.hint, lines.count + gap.count + 2) }
      lines = Array((lines + gap + section.lines).prefix(room))
    }
    if lines.count + hint.lines.count <= room {
      lines.insert(contentsOf: hint.lines, at: hint.at)
    }
    return lines
  }

  /// State, its age and the address of the mirror.
  private static func head(
    _ row: MirrorSnapshot, _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
    if !scene.layout.hasBorders {
      pen.write(row.mirror.name, .title, on: &frame)
      pen.skip(2)
    }
    pen.write(
      "\(scene.glyphs.state(row.state)) \(scene.say(row.state.row.word))", row.state.role, .bold,
      on: &frame)
    if let open = row.waiting, row.state == .waiting {
      pen.write(" " + Format.span(scene.age(open.startedAt)), .muted, on: &frame)
      pen.skip(2)
      pen.write("\(open.request.kind.rawValue): \(scene.say(open.phase.word))", .text, on: &frame)
    } else if let since = row.stateSince {
      pen.write(" " + Format.span(scene.age(since)), .muted, on: &frame)
    }
    if row.state != .waiting, let reason = scene.language.reason(of: row) {
      pen.skip(2)
      pen.write(reason, row.state.role, on: &frame)
    }
    if let open = row.keptWaiting, row.state != .waiting {
      pen.skip(2)
      let age = Format.span(scene.age(open.startedAt))
      pen.write(scene.say(.keptSilent, age), .degraded, on: &frame)
    }
    if let trouble = row.trouble {
      pen.skip(2)
      pen.write(scene.language.text(trouble), .down, on: &frame)
    }
    pen.skip(2)
    pen.write(row.id.rawValue, .muted, on: &frame)
    if let group = row.mirror.group {
      pen.skip(2)
      pen.write("[\(group)]", .muted, on: &frame)
    }
    // Where there are borders, the title tells it.
    let note = scene.windowNote([row])
    let columns = CharacterWidth.columns(of: note)
    if !scene.layout.hasBorders, pen.room >= columns + 2 {
      pen.skip(pen.room - columns)
      pen.write(note, .muted, on: &frame)
    }
  }

  private static func draw(_ segment: Segment, _ pen: inout Pen, on frame: inout Frame) {
    if let width = segment.width {
      pen.column(
        segment.text, width: width, right: segment.isRight, segment.role, segment.attributes,
        on: &frame)
    } else {
      pen.write(segment.text, segment.role, segment.attributes, on: &frame)
    }
  }
}
