import Text

/// A box over the panels; on a small screen, a title and what is below it. The first row, with the active target
/// and the worst news, stays in sight wherever there are three.
///
/// ```
/// ╭─ Write GOPROXY? ────────── Enter writes  Esc back ─╮
/// │ old      https://goproxy.cn,direct                 │
/// ```
struct PopUp {
  private let title: String
  private let note: String
  private let rect: Rect
  private let hasBox: Bool
  let inside: Rect

  /// For `rows` rows of content; `width` counts the borders.
  init(_ title: String, note: String = "", width: Int, rows: Int, on size: Size) {
    self.title = title
    self.note = note
    let screen = Rect(size).inset(top: size.height >= 3 ? 1 : 0)
    hasBox = size.width >= 40 && size.height >= 12
    // Beside it there is room for more than the mere borders of what it covers, or none.
    let wide = width + 4 > size.width ? size.width : max(width, 30)
    rect = hasBox ? screen.centred(width: wide, height: max(rows, 1) + 2) : screen
    inside =
      if hasBox {
        rect.inset(left: 1, top: 1, right: 1, bottom: 1)
      } else if rect.height > 1 {
        rect.inset(top: 1)
      } else {
        rect.inset(left: CharacterWidth.columns(of: title) + 2)
      }
  }

  func draw(_ scene: Scene, on frame: inout Frame) { draw(scene.glyphs, on: &frame) }

  func draw(_ glyphs: Glyphs, on frame: inout Frame) {
    frame.clear(rect)
    if hasBox {
      _ = frame.box(rect, title: title, note: note, focused: true, glyphs)
      return
    }
    var pen = Pen(rect.inset(left: 1), glyphs)
    pen.write(title, .title, .bold, on: &frame)
    let columns = CharacterWidth.columns(of: note)
    guard rect.height > 1, pen.room >= columns + 2 else { return }
    pen.skip(pen.room - columns)
    pen.write(note, .muted, on: &frame)
  }
}

/// The part that is seen of lines that are more than fit.
struct Scroll {
  /// The first line shown.
  let first: Int
  private let count: Int
  private let rect: Rect

  /// From line `wanted` on, but never beyond what fills `rect`.
  init(to wanted: Int, of count: Int, in rect: Rect) {
    self.rect = rect
    self.count = count
    first = max(0, min(wanted, Self.last(of: count, in: rect)))
  }

  /// The line that stands on top where the last one is in sight.
  static func last(of count: Int, in rect: Rect) -> Int { max(0, count - max(1, rect.height)) }

  /// Marks at the right edge, or in another column, where there is more above or below.
  func mark(_ glyphs: Glyphs, at column: Int? = nil, on frame: inout Frame) {
    guard rect.height > 1, rect.width > 20 else { return }
    let edge = column ?? rect.right - 1
    if first > 0 { frame.set(Cell(glyphs.less, role: .key), x: edge, y: rect.y) }
    if first + rect.height < count {
      frame.set(Cell(glyphs.more, role: .key), x: edge, y: rect.bottom - 1)
    }
  }
}
