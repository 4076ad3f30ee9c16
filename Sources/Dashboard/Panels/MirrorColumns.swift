import ProxyHealth

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
