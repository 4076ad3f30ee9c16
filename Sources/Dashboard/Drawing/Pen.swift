import Text

/// Writes text from left to right into one row, never beyond its end: what does not fit is cut with
/// an ellipsis, a wide character is never halved.
struct Pen {
  private(set) var x: Int
  let y: Int
  /// The first column that is not the pen's.
  let end: Int
  let glyphs: Glyphs
  /// Set on every cell it writes.
  var attributes: Attributes = []

  /// A pen at the start of row `row` of `rect`; it writes nothing where there is no such row.
  init(_ rect: Rect, row: Int = 0, _ glyphs: Glyphs) {
    let line = rect.row(row)
    x = line.x
    y = line.y
    end = line.isEmpty ? line.x : line.right
    self.glyphs = glyphs
  }

  /// Columns left.
  var room: Int { end - x }

  /// Moves right without writing.
  mutating func skip(_ columns: Int) { x = min(end, x + max(0, columns)) }

  /// Moves to `column`, counted from the screen's left; never back.
  mutating func move(to column: Int) { x = min(end, max(x, column)) }

  mutating func write(
    _ scalar: Unicode.Scalar, _ role: Role = .text, _ more: Attributes = [], on frame: inout Frame
  ) {
    guard room > 0 else { return }
    frame.set(Cell(scalar, role: role, attributes: attributes.union(more)), x: x, y: y)
    x += 1
  }

  /// Writes `count` times the same.
  mutating func fill(
    _ scalar: Unicode.Scalar, _ count: Int, _ role: Role = .text, on frame: inout Frame
  ) {
    for _ in 0..<max(0, min(count, room)) { write(scalar, role, on: &frame) }
  }

  mutating func write(
    _ text: String, _ role: Role = .text, _ more: Attributes = [], on frame: inout Frame
  ) {
    write(text, role, more, limit: room, on: &frame)
  }

  /// Writes the first of `texts` that fits, or else the last one cut.
  mutating func write(
    firstFitting texts: [String], _ role: Role = .text, on frame: inout Frame
  ) {
    let fitting = texts.first { CharacterWidth.columns(of: $0) <= room }
    write(fitting ?? texts.last ?? "", role, on: &frame)
  }

  /// Writes `text` into `width` columns, cut or filled with spaces, at its left or right.
  mutating func column(
    _ text: String, width: Int, right: Bool = false, _ role: Role = .text, _ more: Attributes = [],
    on frame: inout Frame
  ) {
    let width = min(width, room)
    let stop = x + width
    if right { skip(width - min(width, CharacterWidth.columns(of: text))) }
    write(text, role, more, limit: stop - x, on: &frame)
    x = max(x, stop)
  }

  private mutating func write(
    _ text: String, _ role: Role, _ more: Attributes, limit: Int, on frame: inout Frame
  ) {
    guard limit > 0 else { return }
    let all = attributes.union(more)
    let fits = CharacterWidth.columns(of: text) <= limit
    let stop = x + (fits ? limit : limit - 1)
    for scalar in text.unicodeScalars {
      let drawn = printable(scalar)
      let columns = CharacterWidth.columns(of: drawn) ?? 1
      if columns == 0 {
        mark(drawn, on: &frame)
        continue
      }
      guard x + columns <= stop else { break }
      frame.set(Cell(drawn, width: UInt8(columns), role: role, attributes: all), x: x, y: y)
      x += columns
    }
    if !fits {
      x = min(x, stop)
      frame.set(Cell(glyphs.ellipsis, role: role, attributes: all), x: x, y: y)
      x += 1
    }
  }

  /// What stands for a scalar that cannot be drawn as it is.
  private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x7F { return scalar.value < 0x20 ? "?" : scalar }
    if glyphs.isASCII { return scalar.properties.generalCategory == .nonspacingMark ? scalar : "?" }
    return CharacterWidth.columns(of: scalar) == nil ? "?" : scalar
  }

  /// Puts a combining mark over the cell just written; format characters are dropped.
  private func mark(_ scalar: Unicode.Scalar, on frame: inout Frame) {
    guard !glyphs.isASCII, x > 0, scalar.properties.generalCategory == .nonspacingMark,
      scalar.value < 0xFE00 || scalar.value > 0xFE0F
    else { return }
    let column = frame[x - 1, y].width == 0 ? x - 2 : x - 1
    frame.setMark(scalar, x: column, y: y)
  }
}
