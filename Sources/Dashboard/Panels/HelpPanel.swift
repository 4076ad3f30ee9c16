import ProxyHealth

/// All keys, made from the bindings in force, and what the marks mean.
enum HelpPanel {
  /// Lines of the help.
  static func lineCount(_ settings: DashboardSettings) -> Int {
    lines(settings).count
  }

  /// Keys and what they do, then marks and what they mean.
  private static func lines(
    _ settings: DashboardSettings
  ) -> [(left: String, role: Role, right: String)] {
    let language = settings.language
    let glyphs = Glyphs(settings.glyphs)
    var lines = settings.bindings.table.filter { !$0.keys.isEmpty }.map { binding in
      let keys = binding.keys.compactMap(\.name).joined(separator: " ")
      return (left: keys, role: Role.key, right: binding.action.help(in: language))
    }
    lines.append(("", .text, ""))
    for state in HealthState.allCases {
      lines.append(
        (
          "\(glyphs.state(state)) \(language.say(state.word))", state.role,
          language.say(state.helpWord)
        ))
    }
    lines.append((String(glyphs.active), .active, language.say(.helpActive)))
    lines.append((String(glyphs.failure), .down, language.say(.helpFailure)))
    lines.append((String(glyphs.up), .degraded, language.say(.helpOver)))
    let bars = (1...8).map { String(glyphs.bar($0)) }.joined()
    lines.append((bars, .graph, language.say(.helpBars)))
    return lines
  }

  static func draw(_ scroll: Int, _ scene: Scene, on frame: inout Frame) {
    let lines = lines(scene.state.settings)
    let left = lines.map { CharacterWidth.columns(of: $0.left) }.max() ?? 0
    let right = lines.map { CharacterWidth.columns(of: $0.right) }.max() ?? 0
    let isWide = scene.size.width >= 2 * (left + right) + 12 && scene.size.height < lines.count + 2
    let columns = isWide ? 2 : 1
    let perColumn = (lines.count + columns - 1) / columns
    let inside = PopUp.draw(
      title: scene.say(.help), width: columns * (left + right + 4) + 4, height: perColumn + 2,
      note: scene.say(.escCloses), scene, on: &frame)
    let shownLines = max(1, inside.height)
    let first = min(scroll, max(0, perColumn - shownLines))
    let columnWidth = inside.width / columns
    // There is more than fits.
    let edge = inside.right - 1
    if first > 0 {
      frame.set(Cell(scene.glyphs.less, role: .key), x: edge, y: inside.y)
    }
    if first + shownLines < perColumn {
      frame.set(Cell(scene.glyphs.more, role: .key), x: edge, y: inside.bottom - 1)
    }
    for (index, line) in lines.enumerated() {
      let row = index % perColumn - first
      guard row >= 0, row < inside.height else { continue }
      let x = inside.x + index / perColumn * columnWidth
      var pen = Pen(
        Rect(x: x, y: inside.y + row, width: columnWidth, height: 1).inset(left: 1, right: 1),
        scene.glyphs)
      pen.column(line.left, width: min(left, inside.width / 2), line.role, .bold, on: &frame)
      pen.skip(2)
      pen.write(line.right, .text, on: &frame)
    }
  }
}

/// A box over the panels; the whole screen where it is small.
enum PopUp {
  static func draw(
    title: String, width: Int, height: Int, note: String = "", _ scene: Scene,
    on frame: inout Frame
  ) -> Rect {
    let screen = Rect(scene.size)
    let isSmall = screen.width < 40 || screen.height < 8
    let rect =
      isSmall ? screen : screen.centred(width: max(width, 30), height: max(height, 3))
    frame.clear(rect)
    return isSmall
      ? rect : frame.box(rect, title: title, note: note, focused: true, scene.glyphs)
  }
}
