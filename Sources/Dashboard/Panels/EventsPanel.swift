import GoRules
import Health
import Text

/// What happened, newest first: changes of state, and what the program did.
enum EventsPanel {
  /// A line: one or the other.
  enum Line {
    case change(StateChange)
    case log(DashboardState.LogLine)

    var at: Timestamp {
      switch self {
      case .change(let change): change.at
      case .log(let line): line.at
      }
    }
  }

  /// Both lists are newest first, and so is what is merged of them.
  static func lines(_ scene: Scene) -> [Line] {
    var changes = scene.snapshot.stateChanges[...]
    var log = scene.log
    var lines: [Line] = []
    lines.reserveCapacity(changes.count + log.count)
    while true {
      if let line = log.first,
        changes.first.map({ line.at.wall >= $0.at.wall }) ?? true
      {
        lines.append(.log(line))
        log.removeFirst()
      } else if let change = changes.popFirst() {
        lines.append(.change(change))
      } else {
        return lines
      }
    }
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    let lines = lines(scene)
    if lines.isEmpty {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(.noEvents), .muted, on: &frame)
      return
    }
    let times = lines.map(\.at.wall)
    let first = scene.firstLine(ofMoments: .events, times, height: rect.height)
    for (row, line) in lines[first...].prefix(rect.height).enumerated() {
      var pen = Pen(rect.inset(left: 1, right: 1), row: row, scene.glyphs)
      switch line {
      case .log(let line): draw(line, scene, &pen, on: &frame)
      case .change(let change):
        draw(change, hasFrom: rect.width >= 60, scene, &pen, on: &frame)
      }
    }
    if scene.isFocused(.events) {
      let marked = scene.markedLine(of: .events, times) - first
      frame.add(.selected, to: rect.row(marked))
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
