import ProxyHealth

/// One mirror: its chart, and below it, where there is room, facts in columns.
enum DetailPanel {
  /// `goproxy.cn · TLSv1.3 · h2 · 203.0.113.7 · 61 days`
  static func title(_ scene: Scene) -> String {
    guard let row = scene.selected else { return scene.say(.panelDetail) }
    let facts = row.lastCold?.connection
    let leaf = facts?.tls?.chain.first
    let parts = [
      row.mirror.name, facts?.tls?.version, facts?.tls?.alpn ?? facts?.httpVersion,
      facts?.address,
      leaf.map { scene.say(.certificateDays, String(DetailSection.days($0, scene))) },
    ]
    return parts.compactMap { $0 }.joined(separator: " \(scene.glyphs.dot) ")
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard let row = scene.selected else {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(.noMirrors), .muted, on: &frame)
      return
    }
    var rest = rect
    if !scene.layout.hasBorders || scene.isFocused(.detail), rest.height >= 6 {
      head(row, scene, in: rest.row(0), on: &frame)
      rest = rest.inset(top: 1)
    }
    let sections = DetailSection.all(row, scene)
    let columns = max(1, min(3, rest.width / 50))
    let (places, needed) = places(sections, columns)
    // The chart alone where facts would be cut to nothing; else at least half, as it is the news.
    let chartHeight =
      rest.height < 14 ? rest.height : max(rest.height * 11 / 20, rest.height - needed)
    PhaseChart(row, scene, in: rest.inset(bottom: rest.height - chartHeight)).draw(on: &frame)
    let below = rest.inset(left: 1, top: chartHeight, right: 1)
    let width = below.width / columns
    for (section, place) in zip(sections, places) where place.top + 1 < below.height {
      let area = Rect(
        x: below.x + place.column * width, y: below.y + place.top, width: width - 2,
        height: below.height - place.top)
      for (index, line) in section.lines.enumerated() {
        var pen = Pen(area, row: index, scene.glyphs)
        for segment in line { draw(segment, &pen, on: &frame) }
      }
    }
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
      "\(scene.glyphs.state(row.state)) \(scene.say(row.state.word))", row.state.role, .bold,
      on: &frame)
    if let since = row.stateSince {
      pen.write(" " + Format.span(scene.age(since)), .muted, on: &frame)
    }
    if let trouble = row.trouble {
      pen.skip(2)
      pen.write(scene.language.text(trouble.outcome), .down, on: &frame)
    }
    pen.skip(2)
    pen.write(row.id.rawValue, .muted, on: &frame)
    if let group = row.mirror.group {
      pen.skip(2)
      pen.write("[\(group)]", .muted, on: &frame)
    }
  }

  /// Puts sections into columns, each into the one that is filled least; and the rows needed.
  private static func places(
    _ sections: [DetailSection], _ count: Int
  ) -> (places: [(column: Int, top: Int)], rows: Int) {
    var used = Array(repeating: 0, count: count)
    var places: [(column: Int, top: Int)] = []
    for section in sections {
      let column = used.indices.min { used[$0] < used[$1] } ?? 0
      let top = used[column] == 0 ? 0 : used[column] + 1
      places.append((column, top))
      used[column] = top + section.lines.count
    }
    return (places, used.max() ?? 0)
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
