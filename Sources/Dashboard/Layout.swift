/// Where everything stands: a function of the size, the view state and how much there is to show.
///
/// ```
/// full (78x20 and more)            compact (50x9)              mini (14x2)        line
/// header                           header                      verdict            status
/// GOPROXY                          GOPROXY                     mirrors
/// + Chain ----------------+        mirrors                     last failover
/// + Mirrors --------------+        chain, last failovers       keys
/// + Detail --++ Failovers +        keys
/// advice
/// keys
/// ```
struct Layout {
  enum Rung { case line, mini, compact, full }
  let rung: Rung
  private(set) var header = Rect(x: 0, y: 0, width: 0, height: 0)
  private(set) var setting = Rect(x: 0, y: 0, width: 0, height: 0)
  /// What would help, while go fails.
  private(set) var fix = Rect(x: 0, y: 0, width: 0, height: 0)
  /// What the gateway does, while one stands in the chain.
  private(set) var gateway = Rect(x: 0, y: 0, width: 0, height: 0)
  private(set) var advice = Rect(x: 0, y: 0, width: 0, height: 0)
  /// Keys, messages and the line being edited.
  private(set) var footer = Rect(x: 0, y: 0, width: 0, height: 0)
  /// Panels with their rectangles, borders included.
  private(set) var panels: [(panel: Panel, rect: Rect)] = []
  /// Lines of the mirrors table from which on it has headings although not all lines fit.
  static let headingsFrom = 10
  /// Lines from which on the detail of a mirror tells more than its title does.
  private static let detailFrom = 12
  /// From here on the detail stands beside the lists.
  private static let wide = 100
  /// From here on the chain has its table also where the screen is not wide, and the detail may stand there.
  private static let high = 30
  /// Panels have borders.
  var hasBorders: Bool { rung == .full }
  /// The chain has a line a module, without borders; the table takes its place while it has the focus.
  private(set) var isChainFolded = false

  init(
    size: Size, state: DashboardState, chainLines: Int, chainSummary: Int, mirrorLines: Int,
    headings: Int, hasAdvice: Bool, hasFailovers: Bool, hasFix: Bool, hasGateway: Bool
  ) {
    let screen = Rect(size)
    let preferences = state.preferences
    // Where the user has not chosen: the failovers, once there are any.
    let secondary = preferences.secondary ?? (hasFailovers ? .failovers : .detail)
    if size.height <= 1 || size.width < 14 {
      rung = .line
      footer = screen.row(0)
    } else if size.width < 50 || size.height < 9 {
      rung = .mini
      header = screen.row(0)
      let keys = size.height >= 5 ? 1 : 0
      footer = screen.row(size.height - 1)
      let lines = hasFix && size.height >= 6 ? 1 : 0
      fix = screen.row(lines == 1 ? 1 : -1)
      placeMini(screen.inset(top: 1 + lines, bottom: keys), preferences, mirrors: mirrorLines)
    } else if size.width < 78 || size.height < 20 {
      rung = .compact
      header = screen.row(0)
      setting = screen.row(1)
      footer = screen.row(size.height - 1)
      let lines = hasFix && size.height >= 10 ? 1 : 0
      fix = screen.row(lines == 1 ? 2 : -1)
      let more = hasGateway && size.height >= 12 ? 1 : 0
      gateway = screen.row(more == 1 ? 2 + lines : -1)
      isChainFolded = preferences.focus != .chain
      placeCompact(
        screen.inset(top: 2 + lines + more, bottom: 1), preferences, chain: chainSummary,
        mirrors: mirrorLines)
    } else {
      rung = .full
      header = screen.row(0)
      setting = screen.row(1)
      footer = screen.row(size.height - 1)
      let line = hasAdvice && size.height >= 22 && preferences.focus != .advice ? 1 : 0
      advice = screen.row(line == 1 ? size.height - 2 : -1)
      fix = screen.row(hasFix ? 2 : -1)
      let lines = hasFix ? 3 : 2
      gateway = screen.row(hasGateway ? lines : -1)
      isChainFolded =
        size.width < Self.wide && size.height < Self.high && preferences.focus != .chain
      placeFull(
        screen.inset(top: lines + (hasGateway ? 1 : 0), bottom: 1 + line), preferences, secondary,
        chain: isChainFolded ? chainSummary : chainLines, mirrors: mirrorLines,
        headings: headings)
    }
  }

  func rect(of panel: Panel) -> Rect? { panels.first { $0.panel == panel }?.rect }

  func panel(at event: MouseEvent) -> Panel? {
    panels.first { $0.rect.contains(x: event.x, y: event.y) }?.panel
  }

  /// The mirrors and, where there is room for it, the last failovers; or the focused panel alone.
  private mutating func placeMini(_ area: Rect, _ preferences: Preferences, mirrors: Int) {
    if preferences.focus != .mirrors {
      panels = [(preferences.focus, area)]
    } else if area.height >= 4 {
      let table = min(mirrors, area.height - 1)
      panels = [
        (.mirrors, area.inset(bottom: area.height - table)), (.failovers, area.inset(top: table)),
      ]
    } else {
      panels = [(.mirrors, area)]
    }
  }

  private mutating func placeCompact(
    _ area: Rect, _ preferences: Preferences, chain: Int, mirrors: Int
  ) {
    if preferences.zoomed || preferences.focus != .mirrors {
      panels = [(preferences.focus, area)]
      return
    }
    // Heading and rows first; then a line of failovers, the chain, and failovers again.
    let table = min(mirrors + 1, max(2, area.height - 2))
    var rest = area.height - table
    let walks = min(chain, max(0, rest - 2))
    rest -= walks
    let top = Rect(x: area.x, y: area.y, width: area.width, height: walks)
    let middle = Rect(x: area.x, y: top.bottom, width: area.width, height: table)
    let bottom = Rect(x: area.x, y: middle.bottom, width: area.width, height: rest)
    panels = [(.chain, top), (.mirrors, middle), (.failovers, bottom)].filter { !$0.1.isEmpty }
  }

  private mutating func placeFull(
    _ area: Rect, _ preferences: Preferences, _ secondary: Panel, chain: Int, mirrors: Int,
    headings: Int
  ) {
    if preferences.zoomed {
      panels = [(preferences.focus, area)]
      return
    }
    let least = area.height >= 30 ? 10 : 5
    // With the focus it may take more.
    let most = area.height / (preferences.focus == .chain ? 2 : 3)
    let chainHeight = isChainFolded ? chain : min(chain + 2, max(3, most))
    let room = area.height - chainHeight - least
    let hasHeadings = mirrors + headings + 3 <= room || room >= Self.headingsFrom + 3
    let tableHeight = max(4, min(mirrors + (hasHeadings ? headings : 0) + 3, room))
    var rest = area
    func take(_ height: Int) -> Rect {
      let taken = Rect(x: rest.x, y: rest.y, width: rest.width, height: min(height, rest.height))
      rest = rest.inset(top: taken.height)
      return taken
    }
    panels = [(.chain, take(chainHeight)), (.mirrors, take(tableHeight))]
    guard rest.height >= 2 else { return }
    if rest.width < Self.wide {
      // A chart of a few rows tells nothing: the failovers stay, and who goes to the detail gets all of the screen.
      let isLow =
        secondary == .detail && (rest.height < Self.detailFrom || footer.bottom < Self.high)
      if isLow, preferences.focus == .detail {
        panels = [(.detail, area)]
      } else {
        panels.append((isLow ? .failovers : secondary, rest))
      }
      return
    }
    let left = rest.width * 3 / 5
    panels.append((.detail, Rect(x: rest.x, y: rest.y, width: left, height: rest.height)))
    placeRight(rest.inset(left: left), secondary)
  }

  /// The right of the lower part: one list, or two where it is high.
  private mutating func placeRight(_ area: Rect, _ secondary: Panel) {
    let list: Panel = secondary == .detail ? .failovers : secondary
    guard area.height >= 18 else {
      panels.append((list, area))
      return
    }
    let half = area.height / 2
    panels.append((.failovers, area.inset(bottom: area.height - half)))
    panels.append((list == .failovers ? .events : list, area.inset(top: half)))
  }
}
