import Text

/// Rows of cells set in columns, for plain output.
struct TextTable {
  /// A cell: its text, how it is set off, and on which side it is filled up.
  struct Cell {
    var text: String
    var emphasis: Console.Emphasis?
    var isNumber = false

    init(_ text: String, _ emphasis: Console.Emphasis? = nil, isNumber: Bool = false) {
      self.text = text
      self.emphasis = emphasis
      self.isNumber = isNumber
    }
  }

  private var rows: [[Cell]] = []

  mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// One line a row, two spaces between columns and before the first; nothing is filled up behind the last.
  func lines(on console: Console) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      // The last cell of a row may be as long as it likes.
      rows.map { $0.count > column + 1 ? CharacterWidth.columns(of: $0[column].text) : 0 }.max()
        ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        let fill = String(
          repeating: " ", count: max(0, widths[column] - CharacterWidth.columns(of: cell.text)))
        let text = console.styled(cell.text, cell.emphasis)
        line += "  " + (cell.isNumber ? fill + text : isLast ? text : text + fill)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
