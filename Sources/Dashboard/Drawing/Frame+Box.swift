import Text

extension Frame {
  /// Draws a border with a key and a title into the upper edge of `rect` and, where there is room, `note` at its
  /// right; gives the inside.
  mutating func box(
    _ rect: Rect, key: String = "", title: String, note: String = "", focused: Bool = false,
    _ glyphs: Glyphs
  ) -> Rect {
    guard rect.width >= 4, rect.height >= 2 else { return rect }
    let role: Role = focused ? .focus : .border
    edge(rect.row(0), glyphs.topLeft, glyphs.topRight, role, glyphs)
    edge(rect.row(rect.height - 1), glyphs.bottomLeft, glyphs.bottomRight, role, glyphs)
    for y in rect.y + 1..<rect.bottom - 1 {
      set(Cell(glyphs.vertical, role: role), x: rect.x, y: y)
      set(Cell(glyphs.vertical, role: role), x: rect.right - 1, y: y)
    }
    var pen = Pen(rect.inset(left: 2, right: 2), glyphs)
    if !key.isEmpty, pen.room > 4 { pen.write(" \(key)", .key, on: &self) }
    if !title.isEmpty, pen.room > 2 {
      pen.column(
        " " + title, width: min(pen.room - 1, CharacterWidth.columns(of: title) + 1), .title,
        on: &self)
      pen.write(" ", .title, on: &self)
    }
    let columns = CharacterWidth.columns(of: note)
    if columns > 0, pen.room >= columns + 4 {
      pen.skip(pen.room - columns - 2)
      pen.write(" \(note) ", .muted, on: &self)
    }
    return rect.inset(left: 1, top: 1, right: 1, bottom: 1)
  }

  private mutating func edge(
    _ row: Rect, _ left: Unicode.Scalar, _ right: Unicode.Scalar, _ role: Role, _ glyphs: Glyphs
  ) {
    var pen = Pen(row, glyphs)
    pen.write(left, role, on: &self)
    pen.fill(glyphs.horizontal, row.width - 2, role, on: &self)
    pen.write(right, role, on: &self)
  }
}
