import GoRules
import Health
import Text

/// Changes of the active target, newest first: when, what, from where to where, why, how long.
///
/// ```
/// 14:01:07  info mod   goproxy.cn ▶ proxy.golang.org   now 1m24s  HTTP 502 (|)
/// ```
enum FailoversPanel {
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    let below = CalendarLines.height(scene, in: rect)
    CalendarLines.draw(
      scene, in: rect.inset(top: rect.height - below),
      hasCaption: CalendarLines.hasCaption(scene, in: rect), on: &frame)
    drawList(Page(scene, in: rect), scene, in: rect.inset(bottom: below), on: &frame)
  }

  /// Which failovers are shown in a panel of this size, and on how many rows each.
  struct Page {
    let lines: [FailoverGroup]
    let first: Int
    let marked: Int
    let isTwoRows: Bool
    private let count: Int

    init(_ scene: Scene, in rect: Rect) {
      let rect = rect.inset(bottom: CalendarLines.height(scene, in: rect))
      lines = FailoverGroup.all(of: scene.snapshot.failovers)
      // Two rows each in a narrow but high place, and where that hides none.
      isTwoRows =
        rect.height >= 6
        && (rect.width < 72 || rect.width < 100 && lines.count * 2 <= rect.height)
      count = max(1, isTwoRows ? rect.height / 2 : rect.height)
      let times = lines.map(\.failover.at.wall)
      first = scene.firstLine(ofMoments: .failovers, times, height: count)
      marked = scene.markedLine(of: .failovers, times)
    }

    var shown: ArraySlice<FailoverGroup> { lines[first...].prefix(count) }

    /// Of the panel; nil for none.
    func line(atRow row: Int) -> Int? {
      let index = isTwoRows ? row / 2 : row
      return index < shown.count ? first + index : nil
    }
  }

  private static func drawList(_ page: Page, _ scene: Scene, in rect: Rect, on frame: inout Frame) {
    if page.lines.isEmpty {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(.noFailovers), .muted, on: &frame)
      return
    }
    let widest = page.shown.map { columns(ofPlaces: $0.failover, scene) }.max() ?? 0
    for (index, line) in page.shown.enumerated() {
      let area = rect.inset(left: 1, right: 1)
      var pen = Pen(area, row: page.isTwoRows ? index * 2 : index, scene.glyphs)
      ListTime.draw(line.failover.at, scene, &pen, on: &frame)
      if page.isTwoRows {
        let below = area.inset(left: pen.x - area.x)
        places(line.failover, scene, &pen, on: &frame)
        let length = length(line.failover, scene)
        let columns = CharacterWidth.columns(of: length.text)
        var second = Pen(below.inset(right: columns + 1), row: index * 2 + 1, scene.glyphs)
        cause(line, scene, &second, on: &frame)
        var end = Pen(below.inset(left: below.width - columns), row: index * 2 + 1, scene.glyphs)
        end.write(length.text, length.role, on: &frame)
      } else if rect.width >= 46 {
        one(line, placesWidth: widest, scene, &pen, on: &frame)
      } else {
        places(line.failover, scene, &pen, on: &frame)
      }
    }
    guard scene.isFocused(.failovers) else { return }
    for row in 0..<rect.height where page.line(atRow: row) == page.marked {
      frame.add(.selected, to: rect.row(row))
    }
  }

  /// All in one row, the places and the lengths in columns of their own.
  private static func one(
    _ line: FailoverGroup, placesWidth: Int, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let width = max(16, min(placesWidth, 50, pen.room * 4 / 7))
    let stop = pen.x + width
    var places = Pen(Rect(x: pen.x, y: pen.y, width: min(width, pen.room), height: 1), scene.glyphs)
    self.places(line.failover, scene, &places, on: &frame)
    pen.move(to: stop + 1)
    let length = length(line.failover, scene)
    pen.column(length.text, width: 10, right: true, length.role, on: &frame)
    pen.skip(2)
    cause(line, scene, &pen, on: &frame)
  }

  /// Columns that both names take with the mark between them.
  private static func columns(ofPlaces failover: Failover, _ scene: Scene) -> Int {
    let from = text(failover.from, of: failover, beside: failover.to, scene)
    let to = text(failover.to, of: failover, beside: failover.from, scene)
    return CharacterWidth.columns(of: from) + 3 + CharacterWidth.columns(of: to)
  }

  private static func places(
    _ failover: Failover, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let from = text(failover.from, of: failover, beside: failover.to, scene)
    let to = text(failover.to, of: failover, beside: failover.from, scene)
    // Both names stay legible where both do not fit.
    let room = max(4, pen.room - 3)
    let toColumns = CharacterWidth.columns(of: to)
    let fromWidth = min(CharacterWidth.columns(of: from), max(room / 2, room - toColumns))
    pen.column(from, width: fromWidth, .text, on: &frame)
    pen.write(" \(scene.glyphs.active) ", .active, on: &frame)
    pen.write(to, role(failover.to), .bold, on: &frame)
  }

  private static func length(_ failover: Failover, _ scene: Scene) -> (text: String, role: Role) {
    guard let lasted = failover.lasted else {
      let isBad = if case .nowhere = failover.to { true } else { false }
      return (scene.say(.nowSince, Format.span(scene.age(failover.at))), isBad ? .down : .active)
    }
    return (Format.length(lasted, isLeast: failover.isEndUnknown), .text)
  }

  private static func cause(
    _ line: FailoverGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let asked = Set(scene.snapshot.walks.map(\.kind))
    let words =
      asked.count > 1 && asked.isSubset(of: line.kinds)
      ? scene.say(.allKinds) : line.kinds.map(\.rawValue).joined(separator: " ")
    pen.write(words, .muted, on: &frame)
    pen.skip(2)
    let reason = line.failover.reason
    pen.write(
      firstFitting: [scene.language.text(reason), scene.language.shortText(reason)], on: &frame)
  }

  /// What stops go is named where the other place does not name it already.
  private static func text(
    _ place: Failover.Place, of failover: Failover, beside other: Failover.Place, _ scene: Scene
  ) -> String {
    switch place {
    case .mirror(_, let name): return name
    // Of the checksum database it means: not through a proxy. No module comes from version control.
    case .direct: return failover.kind == .sumdb ? scene.say(.askedItself) : "direct"
    case .nowhere(let verdict, let mirror):
      let hangs = verdict == .hangs
      if let mirror {
        guard case .mirror(_, mirror) = other else {
          return scene.say(hangs ? .hangsAt : .brokenAt, mirror)
        }
      }
      return scene.say(hangs ? .hangs : .broken)
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
