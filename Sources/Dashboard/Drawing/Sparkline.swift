import GoRules
import Health

/// A mirror's recent totals in one row: a bar for each slot, `✕` for a failure, nothing for a gap.
///
/// The scale is the same for all mirrors and at all times, so that rows and panes compare.
enum Sparkline {
  /// The upper bounds of the eight heights but the last, in milliseconds.
  static let bounds: [Double] = [10, 25, 50, 100, 200, 400, 1000]

  /// The height of a total: 1 to 8.
  static func level(_ total: Duration) -> Int {
    let value = total.milliseconds
    return (bounds.firstIndex { value <= $0 } ?? 7) + 1
  }

  static func draw(
    _ row: MirrorSnapshot, _ pen: inout Pen, width: Int, _ scene: Scene, on frame: inout Frame
  ) {
    let width = min(width, pen.room)
    guard width > 0 else { return }
    for slot in scene.probeSlots(row.recent, slots: width).slots {
      if slot?.failed != nil {
        pen.write(scene.glyphs.failure, .down, on: &frame)
      } else if let index = slot?.slowest, let total = row.recent[index].timings.total {
        pen.write(scene.glyphs.bar(level(total)), .graph, on: &frame)
      } else {
        pen.write(" ", .graph, on: &frame)
      }
    }
  }
}
