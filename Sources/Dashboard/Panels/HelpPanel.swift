import GoRules
import Health
import Text

/// All keys, made from the bindings in force, and what the marks mean.
enum HelpPanel {
  private typealias Line = (left: String, role: Role, right: String)

  /// Keys and what they do, then marks and what they mean.
  private static func lines(_ settings: DashboardSettings) -> [Line] {
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
          "\(glyphs.state(state)) \(language.say(state.row.word))", state.role,
          language.say(state.row.meaning)
        ))
    }
    lines.append((String(glyphs.active), .active, language.say(.markActive)))
    lines.append((String(glyphs.failure), .down, language.say(.markFailure)))
    lines.append((String(glyphs.up), .degraded, language.say(.markOver)))
    let bars = (1...8).map { String(glyphs.bar($0)) }.joined()
    lines.append((bars, .graph, language.say(.markBars)))
    return lines
  }

  /// Its place, how many columns it is set in, and how many rows each has.
  private static func place(
    _ lines: [Line], _ scene: Scene
  ) -> (popUp: PopUp, columns: Int, rows: Int, left: Int) {
    let left = lines.map { CharacterWidth.columns(of: $0.left) }.max() ?? 0
    let right = lines.map { CharacterWidth.columns(of: $0.right) }.max() ?? 0
    let isWide = scene.size.width >= 2 * (left + right) + 12 && scene.size.height < lines.count + 3
    let columns = isWide ? 2 : 1
    let rows = (lines.count + columns - 1) / columns
    let popUp = PopUp(
      scene.say(.help), note: scene.say(.escCloses), width: columns * (left + right + 4) + 4,
      rows: rows, on: scene.size)
    return (popUp, columns, rows, left)
  }

  /// How far it can be scrolled.
  static func lastScroll(_ scene: Scene) -> Int {
    let (popUp, _, rows, _) = place(lines(scene.state.settings), scene)
    return Scroll.last(of: rows, in: popUp.inside)
  }

  static func draw(_ scroll: Int, _ scene: Scene, on frame: inout Frame) {
    let lines = lines(scene.state.settings)
    let (popUp, columns, rows, left) = place(lines, scene)
    popUp.draw(scene, on: &frame)
    let inside = popUp.inside
    let scroll = Scroll(to: scroll, of: rows, in: inside)
    scroll.mark(scene.glyphs, on: &frame)
    let columnWidth = inside.width / columns
    for (index, line) in lines.enumerated() {
      let row = index % rows - scroll.first
      guard row >= 0, row < inside.height else { continue }
      let x = inside.x + index / rows * columnWidth
      var pen = Pen(
        Rect(x: x, y: inside.y + row, width: columnWidth, height: 1).inset(left: 1, right: 1),
        scene.glyphs)
      pen.column(line.left, width: min(left, inside.width / 2), line.role, .bold, on: &frame)
      pen.skip(2)
      pen.write(line.right, .text, on: &frame)
    }
  }
}
