/// The keys of the help.
extension DashboardState {
  mutating func handleHelp(_ key: Key, _ help: Overlay.Help, _ scene: Scene) {
    var help = help
    let action = settings.bindings.action(for: key)
    if help.isSearching, search(key, &help) {
      overlay = .help(help)
      return
    }
    if key == .escape, !help.search.text.isEmpty {
      help.search = LineEditor()
      help.scroll = 0
    } else if isCancel(key) || action == .help {
      overlay = nil
      return
    } else if action == .filter {
      help.isSearching = true
    } else if action == .nextPanel || action == .previousPanel {
      let all = Panel.allCases
      let index = all.firstIndex(of: help.panel) ?? 0
      help.panel = all[(index + (action == .nextPanel ? 1 : all.count - 1)) % all.count]
      help.scroll = 0
    } else if let panel = action?.panel {
      help.panel = panel
      help.scroll = 0
    } else if let action {
      let page = max(1, scene.size.height - 6)
      let last = HelpPanel(help, scene).lastScroll
      help.scroll = Self.moved(min(help.scroll, last), by: action, page: page, last: last)
    }
    overlay = .help(help)
  }

  /// Takes a key of the line in which is searched; false where it is none.
  private func search(_ key: Key, _ help: inout Overlay.Help) -> Bool {
    switch key {
    case .enter: help.isSearching = false
    case .escape:
      help.isSearching = false
      help.search = LineEditor()
    case .backspace where help.search.text.isEmpty: help.isSearching = false
    default: guard help.search.handle(key) else { return false }
    }
    help.scroll = 0
    return true
  }
}
