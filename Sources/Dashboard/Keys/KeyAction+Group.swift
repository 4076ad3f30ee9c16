import Text

/// Where a key stands in the help.
enum KeyGroup: CaseIterable {
  case moving, panels, goproxy, probing, time, screen

  var title: Phrase {
    switch self {
    case .moving: Phrase("Move", "移动")
    case .panels: Phrase("Panels", "面板")
    case .goproxy: Phrase("GOPROXY and go", "GOPROXY 与 go 命令")
    case .probing: Phrase("Probing", "探测")
    case .time: Phrase("Time", "时间")
    case .screen: Phrase("Screen", "屏幕")
    }
  }
}

extension KeyAction {
  var group: KeyGroup {
    switch self {
    case .up, .down, .top, .bottom, .pageUp, .pageDown: .moving
    case .open, .back, .nextPanel, .previousPanel, .zoom: .panels
    case _ where panel != nil: .panels
    case .fix, .fastest, .undo, .advice, .referee, .doctor, .goProcesses, .gateway, .copyExport:
      .goproxy
    case .mark, .compare, .pause, .probeNow, .slower, .faster, .window: .probing
    case .timeBack, .timeForward, .minutesBack, .minutesForward, .live: .time
    default: .screen
    }
  }

  /// The panels this key belongs to: the help lists it first while one of them has the focus. It works everywhere.
  var panels: [Panel] {
    switch self {
    case .open: [.mirrors, .failovers, .events]
    case .mark, .compare, .filter, .sortLeft, .sortRight, .reverse: [.mirrors]
    case .copy, .window, .doctor: [.mirrors, .detail]
    case .timeBack, .timeForward, .minutesBack, .minutesForward, .live: [.failovers, .events]
    case .copyExport, .referee, .gateway: [.chain]
    case .fix, .fastest, .undo: [.chain, .advice]
    default: []
    }
  }
}
