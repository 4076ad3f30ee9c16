import GoRules
import Health
import Record
import Text

/// The columns of the mirrors table for a width: the narrower, the fewer.
struct MirrorColumns {
  enum Content: Equatable {
    case mark, name, state, phase(Phase), bar, p50, p95, loss, history
  }
  struct Item {
    var content: Content
    /// Columns, the gap before it included.
    var width: Int
    var gap = 1
    var word: Word
    /// By what a click on its heading sorts; nil for nothing.
    var column: MirrorColumn?
    var isRight = false
  }
  private(set) var cells: [Item] = []
  /// The state is a word with its age, a word, or a mark alone.
  private(set) var stateWidth = 0
  let hasHeading: Bool
  /// The longest of the last totals: the length of a whole bar.
  let barScale: Duration

  init(_ scene: Scene, width: Int) {
    hasHeading = width >= 46
    barScale = scene.rows.compactMap { $0.lastCold?.timings.total }.max() ?? .zero
    let longest = scene.rows.map { CharacterWidth.columns(of: $0.mirror.name) }.max() ?? 0
    let isChinese = scene.language == .chinese
    if let chosen = scene.state.preferences.columns ?? scene.state.settings.columns {
      addChosen(Set(chosen), width: width, name: longest)
      return
    }
    switch width {
    case 112...:
      let name = max(6, min(longest, width >= 150 ? 30 : 20))
      add(.mark, 3, .columnIndex, .chain, gap: 0)
      add(.name, name, .columnMirror, .name, gap: 0)
      add(.state, 17, .columnState, .state)
      for (phase, word, column) in Self.phases { add(.phase(phase), 7, word, column, right: true) }
      add(.bar, width >= 150 ? 17 : 11, .columnBar, nil)
      add(.p50, 6, .columnP50, .p50, right: true)
      add(.p95, 6, .columnP95, .p95, right: true)
      add(.loss, 6, .columnLoss, .loss, right: true)
    case 74..<112:
      let name = max(6, min(longest, 16 + (width - 74) / 2))
      add(.mark, 3, .columnIndex, .chain, gap: 0)
      add(.name, name, .columnMirror, .name, gap: 0)
      add(.state, isChinese ? 9 : 11, .columnState, .state)
      for (phase, word, column) in Self.phases {
        add(.phase(phase), isChinese || word == .columnFirst ? 6 : 5, word, column, right: true)
      }
      add(.p50, 5, .columnP50, .p50, right: true)
      add(.loss, 5, .columnLoss, .loss, right: true)
    case 46..<74:
      add(.mark, 3, .columnIndex, .chain, gap: 0)
      add(.name, max(6, min(longest, 17)), .columnMirror, .name, gap: 0)
      add(.state, 11, .columnState, .state)
      add(.p50, 6, .columnP50, .p50, right: true)
      add(.loss, 5, .columnLoss, .loss, right: true)
    default:
      add(.mark, 2, .columnIndex, .chain, gap: 0)
      add(.name, max(3, min(longest, 11, width - 10)), .columnMirror, .name, gap: 0)
      add(.state, 2, .columnState, .state)
      add(.p50, 5, .columnP50, .p50, right: true)
    }
    let used = cells.reduce(0) { $0 + $1.width }
    if width - used >= 4 { add(.history, width - used, .columnHistory, nil) }
  }

  /// The chosen columns, in the order of the table; where there is no room the least important go.
  private mutating func addChosen(_ chosen: Set<TableColumn>, width: Int, name longest: Int) {
    let mark = width >= 46 ? 3 : 2
    let name = max(3, min(longest, 20, width - mark))
    var left = chosen
    for column in TableColumn.leastImportantFirst {
      let needed = left.reduce(mark + name) { $0 + Self.width(of: $1, in: width) }
      if needed <= width { break }
      left.remove(column)
    }
    add(.mark, mark, .columnIndex, .chain, gap: 0)
    add(.name, name, .columnMirror, .name, gap: 0)
    for column in TableColumn.allCases where left.contains(column) {
      let columns = Self.width(of: column, in: width)
      switch column {
      case .state: add(.state, columns, .columnState, .state)
      case .dns, .tcp, .tls, .first, .body:
        for (phase, word, sort) in Self.phases where phase == column.phase {
          add(.phase(phase), columns, word, sort, right: true)
        }
      case .phases: add(.bar, columns, .columnBar, nil)
      case .p50: add(.p50, columns, .columnP50, .p50, right: true)
      case .p95: add(.p95, columns, .columnP95, .p95, right: true)
      case .loss: add(.loss, columns, .columnLoss, .loss, right: true)
      case .history:
        add(.history, width - cells.reduce(0) { $0 + $1.width }, .columnHistory, nil)
      }
    }
  }

  /// Of `history` the least: it takes what is left.
  private static func width(of column: TableColumn, in width: Int) -> Int {
    switch column {
    case .state: width >= 112 ? 17 : width >= 46 ? 11 : 2
    case .dns, .tcp, .tls, .first, .body: width >= 112 ? 7 : 6
    case .phases: 11
    case .p50, .p95, .loss: 6
    case .history: 4
    }
  }

  private static let phases: [(Phase, Word, MirrorColumn)] = [
    (.resolve, .columnResolve, .resolve), (.connect, .columnConnect, .connect),
    (.tls, .columnTLS, .tls), (.processing, .columnFirst, .processing),
    (.transfer, .columnBody, .transfer),
  ]

  private mutating func add(
    _ content: Content, _ width: Int, _ word: Word, _ column: MirrorColumn?, gap: Int = 1,
    right: Bool = false
  ) {
    cells.append(
      Item(
        content: content, width: width, gap: gap, word: word, column: column, isRight: right))
    if content == .state { stateWidth = width - gap }
  }

  /// Columns of all phases together.
  var phasesWidth: Int {
    cells.reduce(0) { sum, cell in
      if case .phase = cell.content { sum + cell.width } else { sum }
    }
  }

  /// What the heading at a column of the table sorts by.
  func column(at x: Int) -> MirrorColumn? {
    var end = 0
    for cell in cells {
      end += cell.width
      if x < end { return cell.column }
    }
    return nil
  }
}

extension TableColumn {
  /// The phase that the column tells the time of; nil for the others.
  fileprivate var phase: Phase? {
    switch self {
    case .dns: .resolve
    case .tcp: .connect
    case .tls: .tls
    case .first: .processing
    case .body: .transfer
    case .state, .phases, .p50, .p95, .loss, .history: nil
    }
  }
}
