import GoRules
import Health
import Text

/// What happened, newest first: changes of state, and what the program did.
enum EventsPanel {
  static func lineCount(_ scene: Scene) -> Int {
    scene.snapshot.stateChanges.count + scene.state.log.count
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    let changes = scene.snapshot.stateChanges
    let log = scene.state.log
    if changes.isEmpty && log.isEmpty {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(.noEvents), .muted, on: &frame)
      return
    }
    let first = scene.firstLine(of: .events, count: changes.count + log.count, height: rect.height)
    var change = 0
    var line = 0
    // Both are newest first: merged on the way.
    for position in 0..<min(changes.count + log.count, first + rect.height) {
      let takesLog =
        line < log.count
        && (change >= changes.count || log[line].at.wall >= changes[change].at.wall)
      var pen = Pen(rect.inset(left: 1, right: 1), row: position - first, scene.glyphs)
      if takesLog {
        if position >= first { draw(log[line], scene, &pen, on: &frame) }
        line += 1
      } else {
        if position >= first {
          draw(changes[change], hasFrom: rect.width >= 60, scene, &pen, on: &frame)
        }
        change += 1
      }
    }
  }

  private static func draw(
    _ line: DashboardState.LogLine, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    ListTime.draw(line.at, scene, &pen, on: &frame)
    pen.write(scene.language.say(line.message.sentence), line.message.kind.role, on: &frame)
  }

  private static func draw(
    _ change: StateChange, hasFrom: Bool, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    ListTime.draw(change.at, scene, &pen, on: &frame)
    let mirror = scene.snapshot.mirrors.first { $0.id == change.mirror }
    pen.write(mirror?.mirror.name ?? change.mirror.rawValue, .text, on: &frame)
    pen.skip(1)
    if hasFrom {
      pen.write("\(scene.say(change.from.row.word)) \(scene.glyphs.arrow) ", .muted, on: &frame)
    }
    pen.write(
      "\(scene.glyphs.state(change.to)) \(scene.say(change.to.row.word))", change.to.role, .bold,
      on: &frame)
    if let failure = change.failure {
      pen.skip(2)
      let outcome = RequestOutcome.failure(failure)
      pen.write(
        firstFitting: [scene.language.text(outcome), scene.language.shortText(outcome)], on: &frame)
    }
  }
}

extension DashboardState.Message.Kind {
  var role: Role {
    switch self {
    case .note, .aside: .text
    case .warning: .degraded
    case .error: .down
    }
  }
}
