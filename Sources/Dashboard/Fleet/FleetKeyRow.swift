import Health
import Text

/// What a key does on the screen of the fleet, where it has one.
struct FleetKeyRow {
  /// For help; nil: as on the dashboard.
  var long: Phrase?
  let perform: (inout FleetState, FleetScene) -> [FleetAction]

  init(
    _ long: Phrase? = nil, perform: @escaping (inout FleetState, FleetScene) -> [FleetAction]
  ) {
    self.long = long
    self.perform = perform
  }

  private init(moves action: KeyAction) {
    self.init { $0.move(action, $1) }
  }

  private init(to panel: FleetPanel) {
    self.init { state, _ in state.go(to: panel) }
  }

  /// The row of a key; nil where it does nothing here.
  static func row(of action: KeyAction) -> FleetKeyRow? {
    switch action {
    case .up, .down, .top, .bottom, .pageUp, .pageDown: FleetKeyRow(moves: action)
    case .open:
      FleetKeyRow(
        Phrase("the selected mirror at each vantage point", "所选镜像在各观测点的情况")
      ) { state, _ in
        state.isZoomed = true
        return state.go(to: .detail)
      }
    case .back: FleetKeyRow { state, _ in state.goBack() }
    case .nextPanel: FleetKeyRow { state, _ in state.step(1) }
    case .previousPanel: FleetKeyRow { state, _ in state.step(-1) }
    case .panelMirrors: FleetKeyRow(to: .mirrors)
    case .panelDetail: FleetKeyRow(to: .detail)
    case .panelFailovers: FleetKeyRow(to: .failovers)
    case .zoom:
      FleetKeyRow { state, _ in
        state.isZoomed.toggle()
        return []
      }
    case .filter:
      FleetKeyRow(
        Phrase(
          "filter mirrors; `@` filters vantage points, a leading `!` hides matches",
          "过滤镜像；`@` 过滤观测点，以 `!` 开头表示排除")
      ) { state, _ in
        state.overlay = .filter(LineEditor(state.filter), before: state.filter)
        return []
      }
    case .sortLeft: FleetKeyRow { state, _ in state.sort(by: -1) }
    case .sortRight: FleetKeyRow { state, _ in state.sort(by: 1) }
    case .reverse:
      FleetKeyRow { state, _ in
        state.isReversed.toggle()
        return []
      }
    case .pause:
      FleetKeyRow(Phrase("freeze the display", "冻结画面")) { state, scene in
        state.frozen = state.frozen == nil ? scene.newest : nil
        return []
      }
    case .probeNow:
      FleetKeyRow(Phrase("ask Prometheus now", "立即查询 Prometheus")) { state, _ in
        state.show(.init(.note, Sentence(.askingNow)))
        return [.refresh]
      }
    case .slower:
      FleetKeyRow(Phrase("ask Prometheus less often", "延长查询间隔")) { state, _ in
        state.changeRefresh { steps, now in steps.first { $0 > now } }
      }
    case .faster:
      FleetKeyRow(Phrase("ask Prometheus more often", "缩短查询间隔")) { state, _ in
        state.changeRefresh { steps, now in steps.last { $0 < now } }
      }
    case .theme: FleetKeyRow { state, _ in state.openThemes() }
    case .mouse:
      FleetKeyRow { state, _ in
        state.takesMouse.toggle()
        state.show(.init(.note, Sentence(state.takesMouse ? .mouseIsOn : .mouseIsOff)))
        return [.setMouse(state.takesMouse)]
      }
    case .help:
      FleetKeyRow { state, _ in
        state.overlay = .help(Overlay.Help(panel: state.focus.panel))
        return []
      }
    case .redraw: FleetKeyRow { _, _ in [.redraw] }
    case .suspend: FleetKeyRow { _, _ in [.suspend] }
    case .quit: FleetKeyRow { _, _ in [.quit] }
    default: nil
    }
  }
}
