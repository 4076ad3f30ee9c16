import ProxyHealth

/// Changes of the active target, newest first: when, what, from where to where, why, how long.
///
/// ```
/// 14:01:07  info mod   goproxy.cn ▶ proxy.golang.org   now 1m24s  status 502 (|)
/// ```
enum FailoversPanel {
  /// Failovers of several kinds at one moment with the same places are one line.
  struct Line {
    var failover: Failover
    var kinds: [RequestKind]
  }

  static func lines(_ failovers: [Failover], limit: Int) -> [Line] {
    var lines: [Line] = []
    for failover in failovers {
      if let last = lines.last, last.failover.at == failover.at,
        last.failover.from == failover.from, last.failover.to == failover.to,
        last.failover.canary == failover.canary
      {
        lines[lines.count - 1].kinds.append(failover.kind)
        continue
      }
      if lines.count == limit { break }
      lines.append(Line(failover: failover, kinds: [failover.kind]))
    }
    return lines
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    let lines = lines(scene.snapshot.failovers, limit: .max)
    if lines.isEmpty {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(.noFailovers), .muted, on: &frame)
      return
    }
    // Two rows each in a narrow but high place.
    let isTwoRows = rect.width < 72 && rect.height >= 6
    let perPage = max(1, isTwoRows ? rect.height / 2 : rect.height)
    let first = scene.firstLine(of: .failovers, count: lines.count, height: perPage)
    for (index, line) in lines[first...].prefix(perPage).enumerated() {
      let row = isTwoRows ? index * 2 : index
      let area = rect.inset(left: 1, right: 1)
      var pen = Pen(area, row: row, scene.glyphs)
      time(line, scene, &pen, on: &frame)
      if isTwoRows {
        var second = Pen(area.inset(left: 10), row: row + 1, scene.glyphs)
        places(line.failover, scene, &pen, on: &frame)
        tail(line, scene, &second, on: &frame)
      } else if rect.width >= 46 {
        one(line, scene, &pen, on: &frame)
      } else {
        places(line.failover, scene, &pen, on: &frame)
      }
    }
  }

  /// All in one row, the places in a column of their own.
  private static func one(
    _ line: Line, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let end = pen.end
    let placeWidth = max(16, min(46, pen.room * 3 / 5))
    var places = pen
    let stop = pen.x + placeWidth
    var area = Rect(x: pen.x, y: pen.y, width: placeWidth, height: 1)
    area.width = min(area.width, end - pen.x)
    places = Pen(area, scene.glyphs)
    self.places(line.failover, scene, &places, on: &frame)
    pen.move(to: stop + 1)
    tail(line, scene, &pen, on: &frame)
  }

  private static func time(
    _ line: Line, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let wall = line.failover.at.wall
    let text = scene.clock.moment(wall, now: scene.snapshot.now.wall)
    pen.write(pen.room < 46 ? String(text.prefix(5)) : text, .muted, on: &frame)
    pen.skip(pen.room < 46 ? 1 : 2)
  }

  private static func places(
    _ failover: Failover, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let from = text(failover.from, scene)
    let to = text(failover.to, scene)
    // Both names stay legible where both do not fit.
    let room = max(4, pen.room - 3)
    let toColumns = CharacterWidth.columns(of: to)
    let fromWidth = min(CharacterWidth.columns(of: from), max(room / 2, room - toColumns))
    pen.column(from, width: fromWidth, .text, on: &frame)
    pen.write(" \(scene.glyphs.active) ", .active, on: &frame)
    pen.write(to, role(failover.to), .bold, on: &frame)
  }

  /// Length, kinds and cause.
  private static func tail(
    _ line: Line, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let failover = line.failover
    let length =
      failover.lasted.map(Format.span)
      ?? scene.say(.nowSince, Format.span(scene.age(failover.at)))
    pen.column(length, width: 11, failover.lasted == nil ? .notice : .text, on: &frame)
    pen.skip(1)
    let kinds = line.kinds.map(\.rawValue).joined(separator: " ")
    pen.write(kinds, .muted, on: &frame)
    pen.skip(2)
    pen.write(ServerText(failover.cause).text, .text, on: &frame)
  }

  static func text(_ place: Failover.Place, _ scene: Scene) -> String {
    switch place {
    case .mirror(_, let name): name
    case .direct: "direct"
    case .nowhere(.hangs, let mirror):
      mirror.map { scene.say(.hangsAt, $0) } ?? scene.say(.hangs)
    case .nowhere(_, let mirror):
      mirror.map { scene.say(.brokenAt, $0) } ?? scene.say(.broken)
    }
  }

  private static func role(_ place: Failover.Place) -> Role {
    switch place {
    case .mirror: .active
    case .direct: .degraded
    case .nowhere: .down
    }
  }
}
