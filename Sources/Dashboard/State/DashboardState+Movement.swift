import Health

extension DashboardState {
  /// The mirror whose chart of a day is on a screen of this size; nil for none.
  package func mirrorChartedByDay(of snapshot: Snapshot, size: Size) -> Mirror.ID? {
    guard preferences.window == .day, frozen == nil else { return nil }
    let scene = Scene(snapshot, state: self, size: size)
    return scene.layout.rect(of: .detail) == nil ? nil : scene.selected?.id
  }

  /// Moves in the panel that takes the keys: the selection among the mirrors, or the lines of a list.
  mutating func move(_ action: KeyAction, snapshot: Snapshot, size: Size) {
    let scene = Scene(snapshot, state: self, size: size)
    let page = max(1, (scene.layout.rect(of: preferences.focus)?.height ?? 4) - 3)
    move(action, page: page, in: preferences.focus, scene)
  }

  mutating func move(_ action: KeyAction, page: Int, in panel: Panel, _ scene: Scene) {
    switch panel {
    case .mirrors, .detail: moveSelection(action, page: page, scene.rows)
    case .chain:
      let range = ChainPanel.scrollRange(scene)
      guard range > 0 else { return moveSelection(action, page: page, scene.rows) }
      scroll[panel] = Self.moved(scroll[panel] ?? 0, by: action, page: page, last: range)
    case .failovers, .events:
      let times = scene.times(of: panel)
      guard !times.isEmpty else { return }
      let index = scene.markedLine(of: panel, times)
      mark(Self.moved(index, by: action, page: page, last: times.count - 1), of: panel, times)
    case .advice:
      let last = max(0, scene.lineCount(of: panel) - 1)
      scroll[panel] = Self.moved(scroll[panel] ?? 0, by: action, page: page, last: last)
    }
  }

  private mutating func moveSelection(
    _ action: KeyAction, page: Int, _ rows: [MirrorSnapshot]
  ) {
    guard let row = selectedRow(of: rows) else { return }
    selection = rows[Self.moved(row, by: action, page: page, last: rows.count - 1)].id
  }

  /// Where a position of 0 to `last` goes.
  static func moved(_ position: Int, by action: KeyAction, page: Int, last: Int) -> Int {
    let wanted =
      switch action {
      case .up: position - 1
      case .down: position + 1
      case .pageUp: position - page
      case .pageDown: position + page
      case .top: 0
      case .bottom: last
      default: position
      }
    return max(0, min(last, wanted))
  }

  /// A click selects, focuses and sorts; the wheel moves; a footer's key is pressed.
  mutating func handle(
    _ event: MouseEvent, snapshot: Snapshot, size: Size
  ) -> [DashboardAction] {
    guard takesMouse else { return [] }
    let wheel: KeyAction? =
      switch event.action {
      case .wheelUp: .up
      case .wheelDown: .down
      case .press, .doublePress: nil
      }
    if overlay != nil {
      guard let key = wheel.flatMap({ settings.bindings.keys(for: $0).first }) else { return [] }
      return handleOverlay(key, snapshot: snapshot, size: size)
    }
    let scene = Scene(snapshot, state: self, size: size)
    if wheel == nil, let action = Footer.action(at: event, scene) {
      return perform(action, snapshot: snapshot, size: size)
    }
    guard let panel = scene.layout.panel(at: event) else { return [] }
    if let wheel {
      move(wheel, page: 3, in: panel, scene)
      return []
    }
    let before = preferences
    focus(panel)
    if panel == .mirrors, let hit = MirrorsPanel.hit(event, scene) {
      switch hit {
      case .row(let id):
        selection = id
        if event.action == .doublePress { return perform(.open, snapshot: snapshot, size: size) }
      case .heading(let column):
        clickedOrder = order.clicked(column)
      }
    }
    let times = scene.times(of: panel)
    if let line = scene.moment(at: event, of: panel, times) {
      // The first press marked it, and may have given the panel another place.
      if event.action == .doublePress { return perform(.open, snapshot: snapshot, size: size) }
      mark(line, of: panel, times)
    }
    return preferences == before ? [] : [.preferencesChanged]
  }
}
