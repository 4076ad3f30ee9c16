import Text

/// What a key can do.
///
/// The raw value is the name in the configuration's `[keys]`.
package enum KeyAction: String, Sendable, Hashable, CaseIterable {
  case quit
  case quitWithSummary = "quit-with-summary"
  case help
  case up, down, top, bottom
  case pageUp = "page-up"
  case pageDown = "page-down"
  case open
  case back
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case panelChain = "panel-chain"
  case panelMirrors = "panel-mirrors"
  case panelDetail = "panel-detail"
  case panelFailovers = "panel-failovers"
  case panelEvents = "panel-events"
  case panelAdvice = "panel-advice"
  case zoom
  case filter
  case sortLeft = "sort-left"
  case sortRight = "sort-right"
  case reverse
  case pause
  case probeNow = "probe-now"
  case slower, faster
  case fastest
  case undo
  case advice
  case window
  case timeBack = "time-back"
  case timeForward = "time-forward"
  case live
  case theme
  case copy
  case copyExport = "copy-export"
  case mouse
  case commandLine = "command-line"
  case redraw
  case suspend
}

/// Keys that do one thing.
package struct KeyBinding: Sendable, Hashable {
  package var action: KeyAction
  /// The first is the one that footer and messages name.
  package var keys: [Key]

  package init(_ action: KeyAction, _ keys: Key...) {
    self.action = action
    self.keys = keys
  }
}

/// All bindings in force: the one table of which the help, the footer and the README are made.
package struct KeyBindings: Sendable, Hashable {
  /// In the order of the help.
  package private(set) var table: [KeyBinding]
  private var actions: [Key: KeyAction]

  /// The bindings where the configuration says nothing.
  package static let standard = KeyBindings(table: [
    KeyBinding(.up, .up, .character("k")),
    KeyBinding(.down, .down, .character("j")),
    KeyBinding(.top, .character("g"), .home),
    KeyBinding(.bottom, .character("G")),
    KeyBinding(.pageUp, .pageUp, .control("u")),
    KeyBinding(.pageDown, .pageDown, .control("d")),
    KeyBinding(.open, .enter),
    KeyBinding(.back, .escape),
    KeyBinding(.nextPanel, .tab),
    KeyBinding(.previousPanel, .backTab),
    KeyBinding(.panelChain, .character("1")),
    KeyBinding(.panelMirrors, .character("2")),
    KeyBinding(.panelDetail, .character("3")),
    KeyBinding(.panelFailovers, .character("4")),
    KeyBinding(.panelEvents, .character("5")),
    KeyBinding(.panelAdvice, .character("6")),
    KeyBinding(.zoom, .character("e")),
    KeyBinding(.fastest, .character("f")),
    KeyBinding(.undo, .character("u")),
    KeyBinding(.advice, .character("a")),
    KeyBinding(.filter, .character("/")),
    KeyBinding(.sortLeft, .character("<")),
    KeyBinding(.sortRight, .character(">")),
    KeyBinding(.reverse, .character("r")),
    KeyBinding(.pause, .character("p")),
    KeyBinding(.probeNow, .character("R")),
    KeyBinding(.slower, .character("+")),
    KeyBinding(.faster, .character("-")),
    KeyBinding(.window, .character("w")),
    KeyBinding(.timeBack, .character("[")),
    KeyBinding(.timeForward, .character("]")),
    KeyBinding(.live, .end),
    KeyBinding(.theme, .character("t")),
    KeyBinding(.copy, .character("y")),
    KeyBinding(.copyExport, .character("Y")),
    KeyBinding(.mouse, .character("m")),
    KeyBinding(.commandLine, .character(":")),
    KeyBinding(.help, .character("?"), .function(1)),
    KeyBinding(.redraw, .control("l")),
    KeyBinding(.suspend, .control("z")),
    KeyBinding(.quit, .character("q"), .control("c")),
    KeyBinding(.quitWithSummary, .character("Q")),
  ])

  private init(table: [KeyBinding]) {
    self.table = table
    actions = [:]
    for binding in table {
      for key in binding.keys { actions[key] = binding.action }
    }
  }

  /// The action that `key` is bound to; nil for none.
  package func action(for key: Key) -> KeyAction? { actions[key] }

  /// The keys of `action`, the shown one first; empty where it has none.
  package func keys(for action: KeyAction) -> [Key] {
    table.first { $0.action == action }?.keys ?? []
  }

  /// The bindings with `action` on `keys` alone. A key that did something else loses that.
  package func rebinding(_ action: KeyAction, to keys: [Key]) -> KeyBindings {
    var table = table
    for index in table.indices {
      if table[index].action == action {
        table[index].keys = keys
      } else {
        table[index].keys.removeAll { keys.contains($0) }
      }
    }
    return KeyBindings(table: table)
  }
}
