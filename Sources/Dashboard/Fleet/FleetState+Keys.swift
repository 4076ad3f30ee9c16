import Fleet
import GoRules
import Health
import Text

extension FleetState {
  /// Takes one key. `snapshot` is the newest one and `size` that of the frame the user sees.
  package mutating func handle(
    _ key: Key, snapshot: FleetSnapshot, size: Size
  ) -> [FleetAction] {
    switch key {
    case .resize, .focusIn, .focusOut: return []
    default: break
    }
    let scene = FleetScene(snapshot, state: self, size: size)
    if case .mouse(let event) = key { return handle(event, scene) }
    if message?.kind != .error || key == .escape { show(nil) }
    let action = settings.bindings.action(for: key)
    if case .control(let letter) = key, letter == "c" || action == .quit { return [.quit] }
    if overlay != nil { return handleOverlay(key, action, scene) }
    switch key {
    case .left where action == nil: return movePoint(.up, scene)
    case .right where action == nil: return movePoint(.down, scene)
    default: return action.flatMap(FleetKeyRow.row)?.perform(&self, scene) ?? []
    }
  }

  // MARK: - What the rows of the keys are made of

  mutating func move(_ action: KeyAction, _ scene: FleetScene) -> [FleetAction] {
    let page = max(1, (scene.layout.rect(of: focus)?.height ?? 4) - 4)
    switch focus {
    case .mirrors:
      guard let row = scene.selectedRow else { return [] }
      let next = DashboardState.moved(row, by: action, page: page, last: scene.rows.count - 1)
      mirror = scene.rows[next].name
    case .detail: return movePoint(action, page: page, scene)
    case .failovers:
      let last = max(0, scene.snapshot.failovers.count - 1)
      scroll = DashboardState.moved(min(scroll, last), by: action, page: page, last: last)
    }
    return []
  }

  /// Moves among the vantage points.
  private mutating func movePoint(
    _ action: KeyAction, page: Int = 1, _ scene: FleetScene
  ) -> [FleetAction] {
    guard let column = scene.selectedColumn else { return [] }
    let next = DashboardState.moved(
      column, by: action, page: page, last: scene.columns.count - 1)
    point = scene.snapshot.vantagePoints[scene.columns[next]].name
    return []
  }

  mutating func go(to panel: FleetPanel) -> [FleetAction] {
    focus = panel
    if panel != .mirrors { secondary = panel }
    return []
  }

  mutating func step(_ by: Int) -> [FleetAction] {
    let all = FleetPanel.allCases
    let index = all.firstIndex(of: focus) ?? 0
    return go(to: all[(index + by + all.count) % all.count])
  }

  /// One level back: from a zoomed panel, then from a filter, then to the mirrors.
  mutating func goBack() -> [FleetAction] {
    if isZoomed {
      isZoomed = false
      return go(to: .mirrors)
    }
    if focus == .mirrors { filter = "" }
    return go(to: .mirrors)
  }

  mutating func sort(by step: Int) -> [FleetAction] {
    let all = FleetOrder.allCases
    let index = all.firstIndex(of: order) ?? 0
    order = all[(index + step + all.count) % all.count]
    show(.init(.note, Sentence(.sortedBy, .sentence(Sentence(order.word)))))
    return []
  }

  private static let steps: [Duration] = [2, 5, 10, 15, 30, 60, 120, 300].map { .seconds($0) }

  mutating func changeRefresh(
    _ choose: ([Duration], Duration) -> Duration?
  ) -> [FleetAction] {
    if let next = choose(Self.steps, refresh) { refresh = next }
    show(.init(.note, Sentence(.askedEvery, .text(refresh.written))))
    return [.changeRefresh(refresh)]
  }

  mutating func openThemes() -> [FleetAction] {
    guard !settings.themes.isEmpty else { return [] }
    let index = settings.themes.firstIndex(of: themeName) ?? 0
    overlay = .themes(index: index, original: themeName)
    return []
  }

  // MARK: - What lies over the panels

  private mutating func handleOverlay(
    _ key: Key, _ action: KeyAction?, _ scene: FleetScene
  ) -> [FleetAction] {
    switch overlay {
    case .help(let help): handleHelp(key, action, help, scene)
    case .filter(let editor, let before): handleFilter(key, editor, before: before)
    case .themes(let index, let original):
      return handleThemes(key, action, index, original: original)
    case nil: break
    }
    return []
  }

  private mutating func handleFilter(_ key: Key, _ editor: LineEditor, before: String) {
    let (edited, line) = editor.filtering(key, before: before)
    filter = edited
    overlay = line.map { .filter($0, before: before) }
  }

  private mutating func handleThemes(
    _ key: Key, _ action: KeyAction?, _ index: Int, original: String
  ) -> [FleetAction] {
    if key == .enter {
      overlay = nil
      return [.useTheme(themeName, keep: true)]
    }
    if key == .escape || action == .quit {
      overlay = nil
      themeName = original
      return [.useTheme(original, keep: false)]
    }
    let count = settings.themes.count
    guard let action else { return [] }
    let next =
      action == .theme
      ? (index + 1) % count
      : DashboardState.moved(index, by: action, page: 5, last: count - 1)
    guard next != index else { return [] }
    overlay = .themes(index: next, original: original)
    themeName = settings.themes[next]
    return [.useTheme(themeName, keep: false)]
  }

  private mutating func handleHelp(
    _ key: Key, _ action: KeyAction?, _ help: Overlay.Help, _ scene: FleetScene
  ) {
    var help = help
    if help.isSearching {
      switch key {
      case .enter: help.isSearching = false
      case .escape:
        help.isSearching = false
        help.search = LineEditor()
      default: _ = help.search.handle(key)
      }
      help.scroll = 0
    } else if key == .escape, !help.search.text.isEmpty {
      help.search = LineEditor()
      help.scroll = 0
    } else if key == .escape || action == .quit || action == .help {
      overlay = nil
      return
    } else if action == .filter {
      help.isSearching = true
    } else if let action {
      let page = max(1, scene.canvas.size.height - 6)
      let last = FleetHelp.panel(help, scene).lastScroll
      help.scroll = DashboardState.moved(
        min(help.scroll, last), by: action, page: page, last: last)
    }
    overlay = .help(help)
  }

  // MARK: - The mouse

  /// A click selects a mirror or presses a key of the footer; the wheel moves.
  private mutating func handle(_ event: MouseEvent, _ scene: FleetScene) -> [FleetAction] {
    guard takesMouse, overlay == nil else { return [] }
    switch event.action {
    case .wheelUp: return move(.up, scene)
    case .wheelDown: return move(.down, scene)
    case .press, .doublePress: break
    }
    if let action = FleetFooter.action(at: event, scene) {
      return FleetKeyRow.row(of: action)?.perform(&self, scene) ?? []
    }
    guard let panel = scene.layout.panel(at: event) else { return [] }
    _ = go(to: panel)
    if panel == .mirrors, let row = MatrixPanel.row(at: event, scene) {
      mirror = scene.rows[row].name
      if event.action == .doublePress {
        isZoomed = true
        return go(to: .detail)
      }
    }
    return []
  }
}
