package struct Cell: Sendable, Hashable {
  /// What stands in it: printable, never a control character.
  package var scalar: Unicode.Scalar
  /// A combining mark over `scalar`; nil for none.
  package var mark: Unicode.Scalar?
  /// 1, or 2 for a wide character, or 0 for the right half of the wide one before it.
  package var width: UInt8
  package var role: Role
  package var attributes: Attributes

  package init(
    _ scalar: Unicode.Scalar, mark: Unicode.Scalar? = nil, width: UInt8 = 1, role: Role = .text,
    attributes: Attributes = []
  ) {
    self.scalar = scalar
    self.mark = mark
    self.width = width
    self.role = role
    self.attributes = attributes
  }

  package static let blank = Cell(" ")
}

/// A whole screen as a grid of cells: what the dashboard draws and a terminal shows.
package struct Frame: Sendable, Hashable {
  package let size: Size
  /// Row by row, `size.width * size.height` of them. A cell of width 2 is always followed, in its
  /// row, by one of width 0.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor stands while text is edited; nil to hide it.
  package var cursor: (x: Int, y: Int)? {
    get { cursorCell.map { ($0 % max(1, size.width), $0 / max(1, size.width)) } }
    set { cursorCell = newValue.map { $0.y * size.width + $0.x } }
  }
  private var cursorCell: Int?

  package init(size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: .blank, count: self.size.width * self.size.height)
  }

  package subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

  /// The places in `cells` of those that are others than in `before`; all where that is nil or of another size.
  package func changes(since before: Frame?) -> [Int] {
    guard let before, before.size == size else { return Array(cells.indices) }
    return cells.indices.filter { cells[$0] != before.cells[$0] }
  }

  /// Sets one cell and repairs a wide character that it cuts; nothing outside the screen.
  package mutating func set(_ cell: Cell, x: Int, y: Int) {
    guard x >= 0, y >= 0, x + max(1, Int(cell.width)) <= size.width, y < size.height else { return }
    let index = y * size.width + x
    mend(index)
    cells[index] = cell
    if cell.width == 2 {
      mend(index + 1)
      cells[index] = cell
      cells[index + 1] = Cell(" ", width: 0, role: cell.role, attributes: cell.attributes)
    }
  }

  /// Makes blank the other half of a wide character that is about to lose the cell at `index`.
  private mutating func mend(_ index: Int) {
    switch cells[index].width {
    case 0:
      cells[index - 1].scalar = " "
      cells[index - 1].mark = nil
      cells[index - 1].width = 1
      cells[index].width = 1
    case 2:
      cells[index + 1].width = 1
      cells[index].width = 1
    default: break
    }
  }

  /// Puts a combining mark over the cell at (x, y).
  mutating func setMark(_ mark: Unicode.Scalar, x: Int, y: Int) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    cells[y * size.width + x].mark = mark
  }

  /// Makes every cell of `rect` blank.
  package mutating func clear(_ rect: Rect, role: Role = .text) {
    for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.bottom)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.right)) {
        set(Cell(" ", role: role), x: x, y: y)
      }
    }
  }

  /// Adds `attributes` to every cell of `rect`.
  package mutating func add(_ attributes: Attributes, to rect: Rect) {
    for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.bottom)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.right)) {
        cells[y * size.width + x].attributes.formUnion(attributes)
      }
    }
  }
}
