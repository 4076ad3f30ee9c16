import Health
import Text

/// Marking mirrors, and comparing them.
extension DashboardState {
  /// So many are compared at most: each is asked something.
  static let mostCompared = 10

  /// Marks the selected mirror, or takes its mark away, and goes on to the next.
  mutating func toggleMark(_ context: KeyContext) -> [DashboardAction] {
    let rows = rows(of: context.shown)
    guard let index = selectedRow(of: rows) else { return [] }
    guard rows[index].mirror.service == .proxy else {
      message = Message(.note, Sentence(.comparesProxies))
      return []
    }
    marked.formSymmetricDifference([rows[index].id])
    selection = rows[min(index + 1, rows.count - 1)].id
    return []
  }

  /// Opens the comparison of the marked mirrors; of one or none, with the selected one and the one that serves go.
  mutating func compare(_ context: KeyContext) -> [DashboardAction] {
    let snapshot = context.shown
    let proxies = snapshot.mirrors.filter { $0.mirror.service == .proxy }.map(\.id)
    var wanted = marked.intersection(proxies)
    let rows = rows(of: snapshot)
    let others = [
      selectedRow(of: rows).map { rows[$0].id },
      snapshot.shownActive.flatMap { snapshot.mirror(ofEntry: $0)?.id },
    ]
    for other in others.compactMap(\.self) where wanted.count < 2 && proxies.contains(other) {
      wanted.insert(other)
    }
    guard wanted.count > 1 else {
      let key = settings.bindings.keys(for: .mark).first?.name ?? ""
      message = Message(.note, Sentence(.markFirst, .text(key)))
      return []
    }
    if wanted.count > Self.mostCompared {
      message = Message(
        .note,
        Sentence(.comparesAtMost, .text(String(Self.mostCompared)), .text(String(wanted.count))))
    }
    let mirrors = proxies.filter(wanted.contains).prefix(Self.mostCompared)
    return begin(Overlay.Compare(mirrors: Array(mirrors)))
  }

  /// Shows it, and asks: in the past there is nobody to ask.
  private mutating func begin(_ compare: Overlay.Compare) -> [DashboardAction] {
    overlay = .compare(compare)
    comparisons = [:]
    return position == .live ? [.compare(compare.mirrors)] : []
  }

  mutating func handleCompare(
    _ key: Key, _ compare: Overlay.Compare, _ scene: Scene
  ) -> [DashboardAction] {
    let action = settings.bindings.action(for: key)
    let panel = ComparePanel(compare, scene)
    if isCancel(key) || action == .compare {
      overlay = nil
      comparisons = [:]
      return panel.isRunning ? [.cancelComparison] : []
    }
    if key == .character("r") || action == .probeNow {
      return panel.isRunning ? [] : begin(compare)
    }
    if action == .copy {
      message = Message(.note, Sentence(.copiedComparison))
      return [.copy(panel.text)]
    }
    var compare = compare
    switch key {
    case .left: compare.column = max(0, panel.firstColumn - 1)
    case .right: compare.column = min(panel.lastColumn, panel.firstColumn + 1)
    default:
      guard let action else { return [] }
      let page = max(1, scene.size.height - 6)
      compare.scroll = Self.moved(
        min(compare.scroll, panel.lastScroll), by: action, page: page, last: panel.lastScroll)
    }
    overlay = .compare(compare)
    return []
  }
}
