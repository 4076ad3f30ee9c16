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
    // Ctrl-C ends the program whatever is open.
    if case .control = key, settings.bindings.action(for: key) == .quit { return [.quit] }
    if overlay != nil { return handleOverlay(key, snapshot: shown, size: size) }
    guard let action = settings.bindings.action(for: key) else { return [] }
    return perform(action, snapshot: snapshot, size: size)
  }

  /// Carries out a bound action on the panels.
  mutating func perform(
    _ action: KeyAction, snapshot: Snapshot, size: Size
  ) -> [DashboardAction] {
    let shown = frozen ?? snapshot
    switch action {
    case .quit: return [.quit]
    case .quitWithSummary: return [.quitWithSummary]
    case .probeNow: return [.probeNow]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .up, .down, .top, .bottom, .pageUp, .pageDown:
      move(action, snapshot: shown, size: size)
      return []
    case .slower, .faster: return changeInterval(action, from: snapshot.interval)
    case .pause:
      frozen = frozen == nil ? snapshot : nil
      return []
    case .timeBack: return [.seek(.back)]
    case .timeForward: return [.seek(.forward)]
    case .live:
      frozen = nil
      return position == .live ? [] : [.seek(.live)]
    case .window:
      let all = Window.allCases
      let index = all.firstIndex(of: preferences.window) ?? 0
      preferences.window = all[(index + 1) % all.count]
      return [.preferencesChanged]
    case .copy, .copyExport: return copy(action, snapshot: shown)
    case .mouse:
      takesMouse.toggle()
      preferences.mouse = takesMouse
      return [.setMouse(takesMouse), .preferencesChanged]
    case .sortLeft, .sortRight, .reverse:
      sort(action)
      return [.preferencesChanged]
    case .open, .back, .nextPanel, .previousPanel, .zoom, .panelChain, .panelMirrors, .panelDetail,
      .panelFailovers, .panelEvents, .panelAdvice, .advice:
      return changePanel(action)
    case .help, .filter, .commandLine, .theme, .fastest, .undo: return openOverlay(action)
    }
  }

  private func changeInterval(
    _ action: KeyAction, from interval: Duration
  ) -> [DashboardAction] {
    let steps: [Duration] = [1, 2, 5, 10, 15, 30, 60, 120, 300].map { .seconds($0) }
    let next =
      action == .slower ? steps.first { $0 > interval } : steps.last { $0 < interval }
    return next.map { [.changeInterval($0)] } ?? []
  }

  private mutating func copy(_ action: KeyAction, snapshot: Snapshot) -> [DashboardAction] {
    let rows = rows(of: snapshot)
    let text: String?
    if action == .copy {
      text = selectedRow(of: rows).map { rows[$0].id.rawValue }
    } else {
      text = snapshot.chain.map { "export GOPROXY='\($0.redacted)'" }
    }
    guard let text else { return [] }
    message = Message(.note, Sentence(.copied, .text(text)))
    return [.copy(text)]
  }

  private mutating func sort(_ action: KeyAction) {
    if action == .reverse {
      preferences.reversed.toggle()
      return
    }
    let all = MirrorColumn.allCases
    let index = all.firstIndex(of: preferences.sort) ?? 0
    let step = action == .sortRight ? 1 : all.count - 1
    preferences.sort = all[(index + step) % all.count]
  }

  private mutating func changePanel(_ action: KeyAction) -> [DashboardAction] {
    let before = preferences
    switch action {
    case .open:
      if preferences.focus != .detail { returnTo = preferences.focus }
      preferences.focus = .detail
      preferences.zoomed = true
    case .back: goBack()
    case .zoom: preferences.zoomed.toggle()
    case .nextPanel: step(1)
    case .previousPanel: step(-1)
    case .panelChain: focus(.chain)
    case .panelMirrors: focus(.mirrors)
    case .panelDetail: focus(.detail)
    case .panelFailovers: focus(.failovers)
    case .panelEvents: focus(.events)
    default: focus(.advice)
    }
    return preferences == before ? [] : [.preferencesChanged]
  }

  /// One level back: from the opened detail, then from a zoomed panel, then from a filter.
  private mutating func goBack() {
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

  private mutating func step(_ by: Int) {
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

  private mutating func openOverlay(_ action: KeyAction) -> [DashboardAction] {
    switch action {
    case .help: overlay = .help(scroll: 0)
    case .filter: overlay = .filter(LineEditor(filter), before: filter)
    case .commandLine: overlay = .command(LineEditor())
    case .theme:
      guard !settings.themes.isEmpty else { return [] }
      let index = settings.themes.firstIndex(of: themeName) ?? 0
      overlay = .themes(index: index, original: themeName)
    case .undo:
      if undo == nil {
        message = Message(.note, Sentence(.nothingToUndo))
      } else {
        overlay = .undo(scroll: 0)
      }
    default:
      overlay = .pick(Overlay.Pick())
      return [.requestRank]
    }
    return []
  }
}
