import Health
import Text

/// The columns of the mirrors table for a width: the narrower, the fewer; the free room is the names' and the rounds'.
struct MirrorColumns {
  struct Item {
    var column: MirrorColumn
    /// Columns, the gap before it included.
    var width: Int
    var gap: Int
  }
  private(set) var cells: [Item] = []
  /// The longest of the last totals: the length of a whole bar.
  let barScale: Duration

  init(_ scene: Scene, width: Int) {
    let table = TableWidth(width)
    barScale = scene.rows.compactMap { $0.lastCold?.timings.total }.max() ?? .zero
    let chosen = scene.state.preferences.columns ?? scene.state.settings.columns
    var shown =
      chosen ?? MirrorColumn.choosable.filter { $0.row.widths[table] != nil && $0 != .history }
    let language = scene.language
    func columns(_ column: MirrorColumn) -> Int { column.row.width(at: table, in: language) }

    let mark = columns(.chain)
    let longest = scene.rows.map { CharacterWidth.columns(of: $0.mirror.name) }.max() ?? 0
    // As wide as its heading, however short the names are.
    let heading = language.say(MirrorColumn.name.row.heading)
    let least = table == .tiny ? 3 : CharacterWidth.columns(of: heading)
    var name = max(least, min(longest, Self.nameLimit(table, width)))
    // Where there is no room for all the least important go.
    let hasHistory = chosen?.contains(.history) ?? true
    let room = width - (chosen == nil ? table.historyRoom : 0)
    func used() -> Int { shown.reduce(mark + name) { $0 + columns($1) } }
    while used() > room, let least = shown.min(by: { $0.row.importance < $1.row.importance }) {
      shown.removeAll { $0 == least }
    }
    let free = width - used() - (hasHistory ? table.historyRoom : 0)
    name += max(0, min(free, longest - name))
    cells = [
      Item(column: .chain, width: mark, gap: 0), Item(column: .name, width: name, gap: 0),
    ]
    for column in MirrorColumn.choosable where shown.contains(column) && column != .history {
      cells.append(Item(column: column, width: columns(column), gap: 1))
    }
    let rest = width - cells.reduce(0) { $0 + $1.width }
    if hasHistory, rest >= columns(.history) {
      cells.append(Item(column: .history, width: rest, gap: 1))
    }
  }

  /// How much of the width a name may take from other columns.
  private static func nameLimit(_ table: TableWidth, _ width: Int) -> Int {
    table == .tiny ? min(11, width - 10) : MirrorColumn.name.row.widths[table] ?? 20
  }

  /// Columns of all phases, the gaps included.
  var phasesWidth: Int { cells.reduce(0) { $1.column.phase == nil ? $0 : $0 + $1.width } }

  /// The place of the phases has room for a reason instead.
  var phasesHoldReason: Bool { phasesWidth >= 16 }

  /// The age of a state stands behind its word.
  var stateHasAge: Bool { cells.contains { $0.column == .state && $0.width >= 15 } }

  /// What the heading at a column of the table sorts by; nil for nothing.
  func column(at x: Int) -> MirrorColumn? {
    var end = 0
    for cell in cells {
      end += cell.width
      if x < end { return cell.column.row.sorts ? cell.column : nil }
    }
    return nil
  }
}
