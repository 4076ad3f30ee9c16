import CNcurses
import Dashboard

/// Puts cells into the curses window: only those that differ from the frame before, in the colours of a theme.
struct Painter {
  /// How many colours are used: what the terminal has, or none where the user wants none.
  let depth: ColourDepth
  /// One of the terminal's direct colours is its own red, green and blue.
  private let isDirect: Bool
  private let direct: DirectColour
  private var pairs: [Colours: Int32] = [:]

  private struct Colours: Hashable {
    var foreground: Colour
    var background: Colour
  }

  /// How curses shows a cell.
  private struct Ink {
    var attributes: attr_t
    var pair: Int32
  }

  /// Asks the terminal for its colours; curses must have been started.
  init(usesColour: Bool, _ direct: DirectColour) {
    self.direct = direct
    guard usesColour, has_colors(), start_color() == OK else {
      depth = .mono
      isDirect = false
      return
    }
    use_default_colors()
    let count = cncurses_colors()
    isDirect = count >= 1 << 24
    depth =
      switch count {
      case (1 << 24)...: .trueColour
      case 256...: .indexed256
      case 16...: .ansi16
      case 8...: .ansi8
      default: .mono
      }
  }

  /// Paints what differs from `before`; all of it where that is nil or of another size.
  mutating func paint(_ frame: Frame, theme: Theme, over before: Frame?) {
    // Most cells look as the one before them.
    var last: (role: Role, attributes: Attributes, ink: Ink)?
    for index in frame.changes(since: before) {
      let cell = frame.cells[index]
      if cell.width == 0 { continue }
      let ink: Ink
      if let last, last.role == cell.role, last.attributes == cell.attributes {
        ink = last.ink
      } else {
        ink = self.ink(theme.paint(cell.role, cell.attributes, depth: depth))
        last = (cell.role, cell.attributes, ink)
      }
      let (y, x) = index.quotientAndRemainder(dividingBy: frame.size.width)
      cncurses_put(
        Int32(y), Int32(x), wchar_t(bitPattern: cell.scalar.value),
        wchar_t(bitPattern: cell.mark?.value ?? 0), ink.attributes, ink.pair)
    }
  }

  private mutating func ink(_ paint: Theme.Paint) -> Ink {
    var attributes: attr_t = 0
    if paint.attributes.contains(.bold) { attributes |= cncurses_bold() }
    if paint.attributes.contains(.dim) { attributes |= cncurses_dim() }
    if paint.attributes.contains(.underline) { attributes |= cncurses_underline() }
    if paint.attributes.contains(.reverse) { attributes |= cncurses_reverse() }
    if paint.attributes.contains(.italic) { attributes |= cncurses_italic() }
    let pair = pair(Colours(foreground: paint.foreground, background: paint.background))
    return Ink(attributes: attributes, pair: pair)
  }

  /// The pair for these colours; curses reuses the least recently used one where it runs out.
  private mutating func pair(_ colours: Colours) -> Int32 {
    if depth == .mono { return 0 }
    if let pair = pairs[colours] { return pair }
    let pair = max(0, alloc_pair(number(colours.foreground), number(colours.background)))
    pairs[colours] = pair
    return pair
  }

  /// The terminal's number of a colour; -1 for its default.
  private func number(_ colour: Colour) -> Int32 {
    switch colour {
    case .terminalDefault: return -1
    case .ansi(let index) where !isDirect || index < direct.indexed: return Int32(index)
    case .ansi(let index), .indexed(let index):
      if !isDirect || Int32(index) < direct.indexed { return Int32(index) }
      let (red, green, blue) = Palette256.rgb(index)
      return direct.number(red, green, blue)
    case .rgb(let red, let green, let blue): return direct.number(red, green, blue)
    }
  }
}
