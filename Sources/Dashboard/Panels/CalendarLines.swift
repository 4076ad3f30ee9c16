import GoRules
import Health
import Text

/// The last hours and days below the failovers: a cell each, by the worst state within it, newest at the right. Where
/// there is room, a line above says so.
///
/// ```
/// worst state per hour/day, newest on the right, · no data
/// chain            24 h  ·····●●●●●●●●●▲●●●✕●●●●●
/// goproxy.cn       24 h  ·····●●●●●●●●●▲●●●▲●●●●●
/// chain            22 d    ·················●●●●●
/// ```
enum CalendarLines {
  /// How many rows of a panel of this size they take: the list of failovers comes first.
  static func height(_ scene: Scene, in rect: Rect) -> Int {
    guard rect.width >= 40 else { return 0 }
    let count = strips(scene, atMost: rect.height / 4).count
    return count + (hasCaption(scene, in: rect) ? 1 : 0)
  }

  /// In a panel of this size: elsewhere a failover has the row.
  static func hasCaption(_ scene: Scene, in rect: Rect) -> Bool {
    rect.width >= 40 && rect.height >= 8 && !strips(scene, atMost: 1).isEmpty
  }

  /// In the rows that `height` gave it.
  static func draw(_ scene: Scene, in rect: Rect, hasCaption: Bool, on frame: inout Frame) {
    if hasCaption {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      let caption = scene.say(.calendarCaption, String(scene.glyphs.dot))
      pen.write(
        firstFitting: [caption, scene.say(.calendarCaptionShort)], .muted, on: &frame)
    }
    let rect = rect.inset(top: hasCaption ? 1 : 0)
    let strips = strips(scene, atMost: rect.height)
    let longest = strips.map(\.cells.count).max() ?? 0
    for (row, strip) in strips.enumerated() {
      var pen = Pen(rect.inset(left: 1, right: 1), row: row, scene.glyphs)
      pen.column(name(strip.subject, scene), width: max(8, min(20, rect.width / 4)), on: &frame)
      pen.skip(1)
      // The newest cells that there is room for; the newest of all strips stand in one column.
      let room = max(0, min(longest, pen.room - 9))
      let cells = strip.cells.suffix(room)
      let span = "\(cells.count)"
      let reach =
        strip.unit == .hour
        ? scene.say(.calendarHours, span) : scene.say(.calendarDays, span)
      pen.column(reach, width: 7, right: true, .muted, on: &frame)
      pen.skip(2 + room - cells.count)
      for cell in cells {
        if let worst = cell.worst {
          pen.write(scene.glyphs.state(worst), worst.role, on: &frame)
        } else {
          pen.write(scene.glyphs.dot, .muted, on: &frame)
        }
      }
    }
  }

  /// The hours of the chain and of the selected mirror, the days of both, then the hours of the other mirrors.
  private static func strips(_ scene: Scene, atMost limit: Int) -> ArraySlice<CalendarStrip> {
    guard limit > 0, !scene.snapshot.calendar.isEmpty else { return [] }
    let main = scene.snapshot.mainWalk.map { AvailabilitySubject.chain($0.kind, $0.canary) }
    let selected = scene.selected.map { AvailabilitySubject.mirror($0.id) }
    let first = [main, selected].compactMap { $0 }
    let others = scene.rows.prefix(limit).map { AvailabilitySubject.mirror($0.id) }
      .filter { $0 != selected }
    let hours = first.compactMap { scene.snapshot.strip(of: $0, .hour) }
    let days = first.compactMap { scene.snapshot.strip(of: $0, .day) }
    return (hours + days + others.compactMap { scene.snapshot.strip(of: $0, .hour) })
      .prefix(limit)
  }

  private static func name(_ subject: AvailabilitySubject, _ scene: Scene) -> String {
    switch subject {
    case .mirror(let id): scene.rows.first { $0.id == id }?.mirror.name ?? id.rawValue
    case .chain(let kind, _): "\(scene.say(.calendarChain)) \(kind.rawValue)"
    }
  }
}

extension Snapshot {
  fileprivate func strip(
    of subject: AvailabilitySubject, _ unit: CalendarStrip.Unit
  ) -> CalendarStrip? {
    calendar.first { $0.subject == subject && $0.unit == unit }
  }
}
