import Health
import Text

extension DashboardState {
  /// Takes one key for what lies over the panels.
  mutating func handleOverlay(
    _ key: Key, snapshot: Snapshot, size: Size
  ) -> [DashboardAction] {
    switch overlay {
    case .help(let help): handleHelp(key, help, Scene(snapshot, state: self, size: size))
    case .filter(let editor, let before): handleFilter(key, editor, before: before)
    case .command(let editor):
      return handleCommand(key, editor, snapshot: snapshot, size: size)
    case .themes(let index, let original):
      return handleThemes(key, index, original: original)
    case .pick(let pick):
      return handlePick(key, pick, Scene(snapshot, state: self, size: size))
    case .compare(let compare):
      return handleCompare(key, compare, Scene(snapshot, state: self, size: size))
    case .referee(let scroll):
      return handleReferee(key, scroll, Scene(snapshot, state: self, size: size))
    case .doctor(let scroll):
      return handleDoctor(key, scroll, Scene(snapshot, state: self, size: size))
    case .goProcesses(let scroll):
      return handleGoProcesses(key, scroll, Scene(snapshot, state: self, size: size))
    case .gateway(let scroll):
      handleGateway(key, scroll, Scene(snapshot, state: self, size: size))
    case .choice(let choice):
      return handleChoice(key, choice, Scene(snapshot, state: self, size: size))
    case .change(let change, let scroll):
      return handleChange(key, change, scroll, Scene(snapshot, state: self, size: size))
    case nil: break
    }
    return []
  }

  /// Esc, and the key of quitting where no text is edited, close what is open.
  func isCancel(_ key: Key) -> Bool {
    key == .escape || settings.bindings.action(for: key) == .quit
  }

  private mutating func handleFilter(_ key: Key, _ editor: LineEditor, before: String) {
    let (edited, line) = editor.filtering(key, before: before)
    filter = edited
    overlay = line.map { .filter($0, before: before) }
  }

  private mutating func handleCommand(
    _ key: Key, _ editor: LineEditor, snapshot: Snapshot, size: Size
  ) -> [DashboardAction] {
    var editor = editor
    switch key {
    case .escape: overlay = nil
    case .backspace where editor.text.isEmpty: overlay = nil
    case .enter:
      overlay = nil
      // Whatever it brings is newer than what is said now.
      message = nil
      return run(editor.text, snapshot: snapshot, size: size)
    case .tab:
      if let completed = CommandLineCompletion.completed(editor.text, words(snapshot)) {
        editor.set(completed)
      }
      overlay = .command(editor)
    default:
      if editor.handle(key) { overlay = .command(editor) }
    }
    return []
  }

  private mutating func handleThemes(
    _ key: Key, _ index: Int, original: String
  ) -> [DashboardAction] {
    if key == .enter {
      overlay = nil
      preferences.theme = themeName
      return [.useTheme(themeName, keep: true), .preferencesChanged]
    }
    if isCancel(key) {
      overlay = nil
      themeName = original
      return [.useTheme(original, keep: false)]
    }
    let count = settings.themes.count
    guard let action = settings.bindings.action(for: key), count > 0 else { return [] }
    // The key that opened the list goes through it, round and round.
    let next =
      action == .theme
      ? (index + 1) % count : Self.moved(index, by: action, page: 5, last: count - 1)
    guard next != index else { return [] }
    overlay = .themes(index: next, original: original)
    themeName = settings.themes[next]
    return [.useTheme(themeName, keep: false)]
  }

  private mutating func handleReferee(
    _ key: Key, _ scroll: Int, _ scene: Scene
  ) -> [DashboardAction] {
    let action = settings.bindings.action(for: key)
    if isCancel(key) || action == .referee && hearing != .running {
      overlay = nil
      return hearing == .running ? [.dismissReferee] : []
    }
    if let action {
      let last = TextPanel.referee(scene).lastScroll
      overlay = .referee(scroll: Self.moved(scroll, by: action, page: 5, last: last))
    }
    return []
  }

  private mutating func handleGoProcesses(
    _ key: Key, _ scroll: Int, _ scene: Scene
  ) -> [DashboardAction] {
    let action = settings.bindings.action(for: key)
    if isCancel(key) || action == .goProcesses {
      overlay = nil
      goProcesses = nil
      return [.stopWatchingGoProcesses]
    }
    if let action {
      let last = TextPanel.goProcesses(scene).lastScroll
      overlay = .goProcesses(scroll: Self.moved(scroll, by: action, page: 5, last: last))
    }
    return []
  }

  private mutating func handleGateway(_ key: Key, _ scroll: Int, _ scene: Scene) {
    let action = settings.bindings.action(for: key)
    if isCancel(key) || action == .gateway {
      overlay = nil
    } else if let action {
      let last = GatewayPanel(scene).lastScroll
      let page = max(1, scene.size.height - 6)
      overlay = .gateway(scroll: Self.moved(scroll, by: action, page: page, last: last))
    }
  }

  private mutating func handleChange(
    _ key: Key, _ change: Overlay.Change, _ scroll: Int, _ scene: Scene
  ) -> [DashboardAction] {
    guard let panel = ProposalPanel(change, scene), !isCancel(key), key != .enter else {
      overlay = nil
      guard key == .enter else { return [] }
      return switch change {
      case .fix: fix.map { [.apply($0.proposal)] } ?? []
      case .undo: undo == nil ? [] : [.undo]
      case .profile: profile.map { [.apply($0)] } ?? []
      }
    }
    if let action = settings.bindings.action(for: key) {
      let moved = Self.moved(scroll, by: action, page: 5, last: panel.lastScroll)
      overlay = .change(change, scroll: moved)
    }
    return []
  }

  private mutating func handlePick(
    _ key: Key, _ pick: Overlay.Pick, _ scene: Scene
  ) -> [DashboardAction] {
    var pick = pick
    let rows = pickTable?.rows ?? []
    let index = pickTable?.index(of: pick.selection) ?? 0
    let row = rows.indices.contains(index) ? rows[index] : nil
    let action = settings.bindings.action(for: key)
    let isRunning = pickTable?.isFinished == false
    if key == .enter {
      if let proposal = pick.confirming {
        overlay = nil
        return (isRunning ? [.cancelRank] : []) + [.apply(proposal)]
      }
      // The order may change while the user reads.
      pick.confirming = row?.proposal(advised: pick.advised)
      if pick.confirming != nil { pick.selection = row?.id }
      pick.scroll = 0
    } else if isCancel(key) {
      if pick.confirming == nil {
        overlay = nil
        return isRunning ? [.cancelRank] : []
      }
      pick.confirming = nil
    } else if action == .advice {
      pick.advised.toggle()
      if pick.confirming != nil { pick.confirming = row?.proposal(advised: pick.advised) }
      pick.scroll = 0
    } else if let action, let proposal = pick.confirming {
      let last = ProposalPanel(.confirmApply, proposal, scene).lastScroll
      pick.scroll = Self.moved(pick.scroll, by: action, page: 5, last: last)
    } else if action == .fastest || action == .probeNow {
      return [.requestRank]
    } else if let action, row != nil {
      let next = Self.moved(index, by: action, page: 5, last: rows.count - 1)
      if next != index { pick.selection = rows[next].id }
    }
    overlay = .pick(pick)
    return []
  }
}

extension PickTable.Row {
  /// The chain to propose; the advised one where there is one and it is wanted.
  func proposal(advised: Bool) -> ChainProposal? {
    advised ? advisedProposal ?? proposal : proposal
  }
}
