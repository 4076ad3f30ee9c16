import Fleet
import GoRules
import Health
import Text

/// Changes of who serves go, at all vantage points on one time line, newest first.
///
/// ```
/// 14:01:07  beijing   goproxy.cn ▶ proxy.golang.org  HTTP 502
/// ```
enum FleetFailoversPanel {
  static func draw(_ scene: FleetScene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    let area = scene.layout.hasBorders ? rect.inset(left: 1, right: 1) : rect
    let all = scene.snapshot.failovers
    guard !all.isEmpty else {
      var pen = Pen(area, scene.glyphs)
      if scene.snapshot.answeredAt != nil {
        pen.write(scene.say(.noFleetFailovers), .muted, on: &frame)
      }
      return
    }
    // Two rows each in a narrow but high place, and where that hides none.
    let rows = area.width < 60 && area.height >= all.count * 2 ? 2 : 1
    let scroll = Scroll(to: scene.state.scroll, of: all.count, in: area)
    let shown = all[scroll.first...].prefix(area.height)
    let names = shown.map { name($0, scene) }
    let widest = min(names.map { CharacterWidth.columns(of: $0) }.max() ?? 0, area.width / 4)
    let isSmall = area.width < 36
    for (line, failover) in shown.enumerated() {
      var pen = Pen(area, row: line * rows, scene.glyphs)
      let time = scene.state.settings.clock.moment(failover.at, now: scene.snapshot.theirNow)
      pen.column(
        time.utf8.count == 8 && !isSmall ? time : String(time.prefix(5)), width: isSmall ? 5 : 8,
        .muted, on: &frame)
      pen.skip(isSmall ? 1 : 2)
      let cause = scene.language.cause(failover.cause)
      if rows == 2 {
        var below = Pen(area, row: line * 2 + 1, scene.glyphs)
        below.move(to: pen.x)
        pen.column(names[line], width: widest, .title, on: &frame)
        pen.skip(2)
        pen.write(cause, .muted, on: &frame)
        places(failover, scene, &below, on: &frame)
      } else {
        pen.column(names[line], width: widest, .title, on: &frame)
        pen.skip(isSmall ? 1 : 2)
        places(failover, scene, &pen, on: &frame)
        pen.skip(2)
        pen.write(cause, .muted, on: &frame)
      }
    }
    scroll.mark(scene.glyphs, at: rect.right - 1, on: &frame)
  }

  private static func places(
    _ failover: FleetFailover, _ scene: FleetScene, _ pen: inout Pen, on frame: inout Frame
  ) {
    pen.write(scene.language.place(failover.from), role(failover.from), on: &frame)
    pen.write(" \(scene.glyphs.active) ", .active, on: &frame)
    pen.write(scene.language.place(failover.to), role(failover.to), .bold, on: &frame)
  }

  private static func name(_ failover: FleetFailover, _ scene: FleetScene) -> String {
    let index = scene.snapshot.vantagePoints.firstIndex { $0.name == failover.vantagePoint }
    return index.map { scene.names[$0] } ?? failover.vantagePoint
  }

  private static func role(_ place: String) -> Role {
    switch Walk.Verdict(rawValue: place) {
    case .broken, .hangs: .down
    case .direct: .degraded
    case .unknown: .unknown
    default: .text
    }
  }
}
