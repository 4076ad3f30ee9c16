/// Where everything stands on the screen of the fleet.
///
/// ```
/// full (78x20 and more)            compact (50x9)        mini (14x2)      line
/// header                           header                verdict          verdict
/// Prometheus                       Prometheus            mirrors
/// + Mirrors --------------+        mirrors               keys
/// + Detail --++ Failovers +        last failovers
/// messages                         keys
/// keys
/// ```
struct FleetLayout {
  let rung: Layout.Rung
  private(set) var header = Rect(x: 0, y: 0, width: 0, height: 0)
  private(set) var source = Rect(x: 0, y: 0, width: 0, height: 0)
  /// What is wrong with the answers, where something is.
  private(set) var trouble = Rect(x: 0, y: 0, width: 0, height: 0)
  private(set) var footer = Rect(x: 0, y: 0, width: 0, height: 0)
  /// Borders included.
  private(set) var panels: [(panel: FleetPanel, rect: Rect)] = []

  private static let wide = 100
  var hasBorders: Bool { rung == .full }

  init(size: Size, state: FleetState, rows: Int, hasTrouble: Bool) {
    let screen = Rect(size)
    if size.height <= 1 || size.width < 14 {
      rung = .line
      header = screen.row(0)
      return
    }
    header = screen.row(0)
    footer = screen.row(size.height - 1)
    if size.width < 50 || size.height < 9 {
      rung = .mini
      let keys = size.height >= 5 ? 1 : 0
      let lines = hasTrouble && size.height >= 4 ? 1 : 0
      trouble = screen.row(lines == 1 ? 1 : -1)
      panels = [(state.focus, screen.inset(top: 1 + lines, bottom: keys))]
      return
    }
    source = screen.row(1)
    let top = hasTrouble ? 3 : 2
    trouble = screen.row(hasTrouble ? 2 : -1)
    let isFull = size.width >= 78 && size.height >= 20
    rung = isFull ? .full : .compact
    // A line for messages stands free where there is room.
    let area = screen.inset(top: top, bottom: isFull && size.height >= 24 ? 2 : 1)
    if state.isZoomed {
      panels = [(state.focus, area)]
    } else if isFull {
      placeFull(area, state, rows: rows)
    } else {
      placeCompact(area, state, rows: rows)
    }
  }

  private mutating func placeFull(_ area: Rect, _ state: FleetState, rows: Int) {
    let below = max(6, min(area.height / 2, 14))
    let height = max(min(rows + 4, area.height - below), area.height - 24)
    panels = [(.mirrors, area.inset(bottom: area.height - height))]
    let lower = area.inset(top: height)
    guard area.width >= Self.wide else {
      panels.append((state.secondary, lower))
      return
    }
    let left = lower.width * 2 / 3
    panels.append((.detail, lower.inset(right: lower.width - left)))
    panels.append((.failovers, lower.inset(left: left)))
  }

  private mutating func placeCompact(_ area: Rect, _ state: FleetState, rows: Int) {
    if state.focus == .detail {
      panels = [(.detail, area)]
      return
    }
    let height = min(rows + 2, area.height - 2)
    panels = [
      (.mirrors, area.inset(bottom: area.height - height)),
      (.failovers, area.inset(top: height)),
    ]
  }

  func rect(of panel: FleetPanel) -> Rect? { panels.first { $0.panel == panel }?.rect }

  func panel(at event: MouseEvent) -> FleetPanel? {
    panels.first { $0.rect.contains(x: event.x, y: event.y) }?.panel
  }
}
