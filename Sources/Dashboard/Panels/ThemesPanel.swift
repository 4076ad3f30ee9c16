/// The list of themes; the one under the cursor is in force at once.
enum ThemesPanel {
  static func draw(_ index: Int, _ scene: Scene, on frame: inout Frame) {
    let names = scene.state.settings.themes
    let widest = names.map { CharacterWidth.columns(of: $0) }.max() ?? 0
    let inside = PopUp.draw(
      title: scene.say(.themes), width: max(widest + 20, 34), height: names.count + 2,
      note: scene.say(.enterKeeps), scene, on: &frame)
    let first = max(0, min(index - inside.height / 2, names.count - inside.height))
    for (line, name) in names.dropFirst(first).prefix(inside.height).enumerated() {
      var pen = Pen(inside, row: line, scene.glyphs)
      if first + line == index { pen.attributes = .selected }
      let isCurrent = first + line == index
      pen.write(" ", on: &frame)
      pen.column(name, width: pen.room - 13, isCurrent ? .active : .text, on: &frame)
      // Each line shows the states and phases as this theme paints them.
      if isCurrent {
        for role in [Role.up, .degraded, .down, .resolve, .connect, .tls, .processing, .transfer] {
          pen.write(scene.glyphs.solid, role, on: &frame)
        }
      }
      if isCurrent { frame.add(.selected, to: inside.row(line)) }
    }
  }
}
