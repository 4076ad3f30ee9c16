import Text

/// The list of themes; the one under the cursor is in force at once.
enum ThemesPanel {
  static func draw(_ index: Int, _ canvas: Canvas, on frame: inout Frame) {
    let names = canvas.settings.themes
    let widest = names.map { CharacterWidth.columns(of: $0) }.max() ?? 0
    let popUp = PopUp(
      canvas.say(.themes), note: canvas.say(.enterKeeps), width: max(widest + 20, 34),
      rows: names.count, on: canvas.size)
    popUp.draw(canvas.glyphs, on: &frame)
    let inside = popUp.inside
    let scroll = Scroll(to: index - inside.height / 2, of: names.count, in: inside)
    let first = scroll.first
    for (line, name) in names.dropFirst(first).prefix(inside.height).enumerated() {
      var pen = Pen(inside, row: line, canvas.glyphs)
      let isCurrent = first + line == index
      if isCurrent { pen.attributes = .selected }
      pen.write(" ", on: &frame)
      pen.column(name, width: pen.room - 13, isCurrent ? .active : .text, on: &frame)
      // The states and phases as this theme paints them.
      if isCurrent {
        for role in [Role.up, .degraded, .down, .resolve, .connect, .tls, .processing, .transfer] {
          pen.write(canvas.glyphs.solid, role, on: &frame)
        }
        frame.add(.selected, to: inside.row(line))
      }
    }
    scroll.mark(canvas.glyphs, on: &frame)
  }
}
