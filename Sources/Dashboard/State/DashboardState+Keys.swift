import GoRules
import Health
import Text

extension DashboardState {
  /// Takes one key. `snapshot` is the newest one and `size` that of the frame the user sees.
  package mutating func handle(_ key: Key, snapshot: Snapshot, size: Size) -> [DashboardAction] {
    let shown = frozen ?? snapshot
    switch key {
    case .resize, .focusIn, .focusOut: return []
    case .mouse(let event): return handle(event, snapshot: shown, size: size)
    default: break
    }
    // A note goes with the next key; an error stays until Esc.
    if message?.kind != .error || key == .escape {
      message = nil
      messageAt = nil
    }
    // Ctrl-C ends the program whatever is open and whatever it is bound to.
    if key == .control("c") { return [.quit] }
    if case .control = key, settings.bindings.action(for: key) == .quit { return [.quit] }
    if overlay != nil { return handleOverlay(key, snapshot: shown, size: size) }
    guard let action = settings.bindings.action(for: key) else { return [] }
    return perform(action, snapshot: snapshot, size: size)
  }

  /// Carries out a bound action on the panels.
  mutating func perform(
    _ action: KeyAction, snapshot: Snapshot, size: Size
  ) -> [DashboardAction] {
    if position == .past, action.row.writes { return refuseInThePast() }
    let context = KeyContext(snapshot: snapshot, shown: frozen ?? snapshot, size: size)
    return action.row.perform(&self, context)
  }
}

/// What the rows of the keys are made of.
extension DashboardState {
  mutating func move(_ action: KeyAction, _ context: KeyContext) -> [DashboardAction] {
    move(action, snapshot: context.shown, size: context.size)
    return []
  }

  private static let intervals: [Duration] = [1, 2, 5, 10, 15, 30, 60, 120, 300].map {
    .seconds($0)
  }

  mutating func interval(longerThan interval: Duration) -> [DashboardAction] {
    change(interval, to: Self.intervals.first { $0 > interval })
  }

  mutating func interval(shorterThan interval: Duration) -> [DashboardAction] {
    change(interval, to: Self.intervals.last { $0 < interval })
  }

  private mutating func change(_ interval: Duration, to new: Duration?) -> [DashboardAction] {
    let phrase: Phrase = new == nil ? .probingEveryAtMost : .probingEvery
    message = Message(.note, Sentence(phrase, .text((new ?? interval).written)))
    return new.map { [.changeInterval($0)] } ?? []
  }

  mutating func nextWindow() -> [DashboardAction] {
    let all = Window.allCases
    let index = all.firstIndex(of: preferences.window) ?? 0
    preferences.window = all[(index + 1) % all.count]
    message = Message(.note, Sentence(.statisticsOver, .text(preferences.window.label)))
    return [.preferencesChanged]
  }

  mutating func freeze(_ context: KeyContext) -> [DashboardAction] {
    frozen = frozen == nil ? context.snapshot : nil
    return []
  }

  mutating func open(_ overlay: Overlay) -> [DashboardAction] {
    self.overlay = overlay
    return []
  }

  mutating func openPick() -> [DashboardAction] {
    overlay = .pick(Overlay.Pick())
    return [.requestRank]
  }

  mutating func callReferee() -> [DashboardAction] {
    overlay = .referee(scroll: 0)
    hearing = .running
    return [.callReferee]
  }

  mutating func probeNow() -> [DashboardAction] {
    message = Message(.note, Sentence(.probingNow))
    return [.probeNow]
  }

  mutating func openGoProcesses() -> [DashboardAction] {
    overlay = .goProcesses(scroll: 0)
    goProcesses = nil
    return [.watchGoProcesses]
  }

  mutating func toggleMouse() -> [DashboardAction] {
    takesMouse.toggle()
    preferences.mouse = takesMouse
    message = Message(.note, Sentence(takesMouse ? .mouseIsOn : .mouseIsOff))
    return [.setMouse(takesMouse), .preferencesChanged]
  }

  mutating func copyURL(_ context: KeyContext) -> [DashboardAction] {
    let rows = rows(of: context.shown)
    return copy(selectedRow(of: rows).map { rows[$0].id.rawValue })
  }

  mutating func copy(_ text: String?) -> [DashboardAction] {
    guard let text else { return [] }
    let isWhole = !text.contains(":xxxxx@")
    message = Message(
      isWhole ? .note : .warning,
      Sentence(isWhole ? .copied : .copiedWithoutPassword, .text(text)))
    return [.copy(text)]
  }

  /// Sorts by the column `step` places further, round and round.
  mutating func sort(by step: Int) -> [DashboardAction] {
    let all = MirrorColumn.sortable
    let index = all.firstIndex(of: order.column) ?? 0
    return keep(
      TableOrder(all[(index + step + all.count) % all.count], reversed: order.reversed))
  }

  mutating func changePanel(_ change: (inout DashboardState) -> Void) -> [DashboardAction] {
    let before = preferences
    change(&self)
    return preferences == before ? [] : [.preferencesChanged]
  }

  mutating func openDetail() {
    if preferences.focus != .detail { returnTo = preferences.focus }
    preferences.focus = .detail
    preferences.zoomed = true
  }

  /// One level back: from the opened detail, then from a zoomed panel, then from a filter.
  mutating func goBack() {
    if let panel = returnTo {
      focus(panel)
      preferences.zoomed = false
    } else if preferences.zoomed {
      preferences.zoomed = false
    } else if !filter.isEmpty {
      filter = ""
    } else {
      focus(.mirrors)
    }
  }

  mutating func step(_ by: Int) {
    let all = Panel.allCases
    let index = all.firstIndex(of: preferences.focus) ?? 0
    focus(all[(index + by + all.count) % all.count])
  }

  mutating func focus(_ panel: Panel) {
    returnTo = nil
    preferences.focus = panel
    switch panel {
    case .chain, .mirrors: break
    case .detail, .failovers, .events, .advice: preferences.secondary = panel
    }
  }

  mutating func openThemes() -> [DashboardAction] {
    guard !settings.themes.isEmpty else { return [] }
    let index = settings.themes.firstIndex(of: themeName) ?? 0
    overlay = .themes(index: index, original: themeName)
    return []
  }

  mutating func offerUndo() -> [DashboardAction] {
    if undo == nil {
      message = Message(.note, Sentence(isUndoKnown ? .nothingToUndo : .undoNotKnown))
    } else {
      overlay = .change(.undo, scroll: 0)
    }
    return []
  }

  /// What was proved on what is measured now, not on what is frozen.
  mutating func offerFix(_ context: KeyContext) -> [DashboardAction] {
    switch context.snapshot.cure {
    case .proved(let cure): return [.requestFix(cure)]
    case CureFinding.none?:
      message = Message(.warning, Sentence(context.snapshot.nothingHelps))
    case .open: message = Message(.warning, Sentence(.notProved))
    case nil:
      let isBad = context.snapshot.isLocal || context.snapshot.chain == nil
      message = Message(.note, Sentence(isBad ? .notProvedShort : .nothingToFix))
    }
    return []
  }
}
