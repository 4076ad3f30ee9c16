import Health
import Record
import Text

/// Going to moments of the record.
extension DashboardState {
  /// A frozen display would hide what is gone to.
  mutating func leap(_ leap: RecordLeap) -> [DashboardAction] {
    frozen = nil
    return [.leap(leap)]
  }

  /// Also where now is shown: a leap may be under way.
  mutating func goLive() -> [DashboardAction] {
    frozen = nil
    return [.goLive]
  }

  /// Enter: the moment of the marked failover or event, else the detail of the selected mirror.
  mutating func open(_ context: KeyContext) -> [DashboardAction] {
    let scene = Scene(context.shown, state: self, size: context.size)
    guard preferences.focus.holdsMoments, scene.layout.rect(of: preferences.focus) != nil else {
      return changePanel { $0.openDetail() }
    }
    let times = scene.times(of: preferences.focus)
    guard !times.isEmpty else { return [] }
    return leap(.to(times[scene.markedLine(of: preferences.focus, times)]))
  }

  /// Marks a line of a panel of moments.
  mutating func mark(_ line: Int, of panel: Panel, _ times: [Duration]) {
    lineMarks[panel] = ListMark(line, of: times)
  }

  /// What is shown of the past is no ground to change what holds now.
  mutating func refuseInThePast(_ phrase: Phrase = .notInThePast) -> [DashboardAction] {
    let keys = settings.bindings.keys(for: .live) + KeyAction.live.row.keys
    let name = keys.lazy.compactMap(\.name).first ?? ""
    message = Message(.warning, Sentence(phrase, .text(name)))
    return []
  }
}

extension Panel {
  /// Its lines are moments, and one of them is marked.
  var holdsMoments: Bool { self == .failovers || self == .events }
}

extension Scene {
  /// What the program did itself, newest first; of the past, what it had done by then.
  var log: ArraySlice<DashboardState.LogLine> {
    guard state.position == .past else { return state.log[...] }
    return state.log.drop { $0.at.wall > snapshot.now.wall }
  }

  /// When the lines of a panel happened, in wall time, in their order; empty for one without moments.
  func times(of panel: Panel) -> [Duration] {
    switch panel {
    case .failovers: FailoverGroup.all(of: snapshot.failovers).map(\.failover.at.wall)
    case .events: EventsPanel.lines(self).map(\.at.wall)
    case .chain, .mirrors, .detail, .advice: []
    }
  }

  /// Which of these lines is marked; 0, the newest, where none was chosen.
  func markedLine(of panel: Panel, _ times: [Duration]) -> Int {
    state.lineMarks[panel]?.index(in: times) ?? 0
  }

  /// The first line shown of a list of moments in `height` rows, so that the marked one is in sight.
  func firstLine(ofMoments panel: Panel, _ times: [Duration], height: Int) -> Int {
    max(0, markedLine(of: panel, times) - max(1, height) + 1)
  }

  /// The line of a panel of moments that is under a click; nil for none.
  func moment(at event: MouseEvent, of panel: Panel, _ times: [Duration]) -> Int? {
    guard panel.holdsMoments, let outer = layout.rect(of: panel) else { return nil }
    let rect = layout.hasBorders ? outer.inset(left: 1, top: 1, right: 1, bottom: 1) : outer
    guard rect.contains(x: event.x, y: event.y) else { return nil }
    let row = event.y - rect.y
    let line =
      switch panel {
      case .failovers: FailoversPanel.Page(self, in: rect).line(atRow: row)
      default: firstLine(ofMoments: panel, times, height: rect.height) + row
      }
    return line.flatMap { times.indices.contains($0) ? $0 : nil }
  }
}
