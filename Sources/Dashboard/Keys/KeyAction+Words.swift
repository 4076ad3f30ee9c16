import Text

extension Panel {
  var word: Word {
    switch self {
    case .chain: .panelChain
    case .mirrors: .panelMirrors
    case .detail: .panelDetail
    case .failovers: .panelFailovers
    case .events: .panelEvents
    case .advice: .panelAdvice
    }
  }
}

extension KeyAction {
  /// The panel that it goes to; nil for any other action.
  var panel: Panel? {
    switch self {
    case .panelChain: .chain
    case .panelMirrors: .mirrors
    case .panelDetail: .detail
    case .panelFailovers: .failovers
    case .panelEvents: .events
    case .panelAdvice: .advice
    default: nil
    }
  }

  /// The short text of the footer.
  var word: Word { panel?.word ?? texts.short }

  /// What it does, for the help and the README.
  package func help(in language: Language) -> String {
    if let panel { return language.say(.helpPanel, language.say(panel.word)) }
    return language.say(texts.long)
  }

  private var texts: (short: Word, long: Word) {
    switch self {
    case .quit: (.keyQuit, .helpQuit)
    case .quitWithSummary: (.keyQuitWithSummary, .helpQuitWithSummary)
    case .help: (.keyHelp, .helpHelp)
    case .up: (.keyUp, .helpUp)
    case .down: (.keyDown, .helpDown)
    case .top: (.keyTop, .helpTop)
    case .bottom: (.keyBottom, .helpBottom)
    case .pageUp: (.keyPageUp, .helpPageUp)
    case .pageDown: (.keyPageDown, .helpPageDown)
    case .open: (.keyOpen, .helpOpen)
    case .back: (.keyBack, .helpBack)
    case .nextPanel: (.keyNextPanel, .helpNextPanel)
    case .previousPanel: (.keyPreviousPanel, .helpPreviousPanel)
    case .panelChain, .panelMirrors, .panelDetail, .panelFailovers, .panelEvents, .panelAdvice:
      (.keyNextPanel, .helpPanel)
    case .zoom: (.keyZoom, .helpZoom)
    case .filter: (.keyFilter, .helpFilter)
    case .sortLeft: (.keySortLeft, .helpSortLeft)
    case .sortRight: (.keySortRight, .helpSortRight)
    case .reverse: (.keyReverse, .helpReverse)
    case .pause: (.keyPause, .helpPause)
    case .probeNow: (.keyProbeNow, .helpProbeNow)
    case .slower: (.keySlower, .helpSlower)
    case .faster: (.keyFaster, .helpFaster)
    case .fastest: (.keyFastest, .helpFastest)
    case .undo: (.keyUndo, .helpUndo)
    case .advice: (.keyAdvice, .helpAdvice)
    case .window: (.keyWindow, .helpWindow)
    case .timeBack: (.keyTimeBack, .helpTimeBack)
    case .timeForward: (.keyTimeForward, .helpTimeForward)
    case .live: (.keyLive, .helpLive)
    case .theme: (.keyTheme, .helpTheme)
    case .copy: (.keyCopy, .helpCopy)
    case .copyExport: (.keyCopyExport, .helpCopyExport)
    case .mouse: (.keyMouse, .helpMouse)
    case .commandLine: (.keyCommandLine, .helpCommandLine)
    case .redraw: (.keyRedraw, .helpRedraw)
    case .suspend: (.keySuspend, .helpSuspend)
    }
  }
}
