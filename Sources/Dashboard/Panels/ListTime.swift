import Health
import Text

/// When something in a list happened, in 8 columns: the time, or the date of another day.
enum ListTime {
  static func draw(
    _ at: Timestamp, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let text = scene.clock.moment(at.wall, now: scene.snapshot.now.wall)
    let isSmall = pen.room < 40
    let isToday = text.utf8.count == 8
    pen.column(
      isSmall || !isToday ? String(text.prefix(5)) : text, width: isSmall ? 5 : 8, .muted,
      on: &frame)
    pen.skip(isSmall ? 1 : 2)
  }
}
