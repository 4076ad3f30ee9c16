import GoRules
import Health
import Text

/// Lists to choose from: the catalogue of public mirrors, and the faults of the demo.
extension DashboardState {
  mutating func openPublicMirrors() -> [DashboardAction] {
    overlay = .choice(Overlay.Choice(.publicMirrors))
    return []
  }

  mutating func openFaults() -> [DashboardAction] {
    if settings.faults.isEmpty {
      message = Message(.note, Sentence(.onlyInDemo))
    } else {
      overlay = .choice(Overlay.Choice(.faults))
    }
    return []
  }

  /// Plays a fault by its name on the selected mirror; empty: shows the list.
  mutating func playFault(_ name: String, _ scene: Scene) -> [DashboardAction] {
    let names = settings.faults.map(\.name)
    guard !name.isEmpty, !names.isEmpty else { return openFaults() }
    guard names.contains(name) else {
      let shown = Sentence.Argument.text(ServerText(name, limit: 60).text)
      let nearest = Suggestion.nearest(to: name, among: names)
      message = Message(
        .error,
        nearest.map { Sentence(.unknownFaultNear, shown, .text($0)) }
          ?? Sentence(.unknownFault, shown))
      return []
    }
    guard let mirror = scene.selected?.mirror else { return [] }
    return [.playFault(name, host: mirror.url.host)]
  }

  mutating func handleChoice(
    _ key: Key, _ choice: Overlay.Choice, _ scene: Scene
  ) -> [DashboardAction] {
    var choice = choice
    let rows = choice.subject.rows(scene)
    if key == .enter {
      overlay = nil
      return take(choice, rows, scene)
    }
    let action = settings.bindings.action(for: key)
    if isCancelOfChoice(key, action) {
      overlay = nil
      return []
    }
    if key == .character(" ") {
      if choice.subject == .publicMirrors, rows.indices.contains(choice.index),
        rows[choice.index].refusal == nil
      {
        choice.marked.formSymmetricDifference([choice.index])
      }
      choice.index = min(choice.index + 1, rows.count - 1)
    } else if let action {
      let page = max(1, scene.size.height - 8)
      choice.index = Self.moved(choice.index, by: action, page: page, last: rows.count - 1)
    }
    overlay = .choice(choice)
    return []
  }

  private func isCancelOfChoice(_ key: Key, _ action: KeyAction?) -> Bool {
    key == .escape || action == .quit || action == .faults
  }

  /// What Enter does: the marked rows, or the one under the cursor.
  private mutating func take(
    _ choice: Overlay.Choice, _ rows: [Overlay.Choice.Row], _ scene: Scene
  ) -> [DashboardAction] {
    guard rows.indices.contains(choice.index) else { return [] }
    switch choice.subject {
    case .faults: return playFault(rows[choice.index].name, scene)
    case .publicMirrors:
      let wanted = choice.marked.isEmpty ? [choice.index] : choice.marked.sorted()
      if let refusal = rows[wanted[0]].refusal, wanted.count == 1 {
        message = Message(
          .error, Sentence(.withReason, .text(rows[wanted[0]].name), .sentence(Sentence(refusal))))
      }
      return wanted.filter { rows[$0].refusal == nil }.map {
        .command("add \(PublicMirror.all[$0].address)")
      }
    }
  }
}

extension Overlay {
  /// A list from which rows are taken.
  struct Choice: Sendable, Hashable {
    enum Subject: Sendable, Hashable {
      case publicMirrors, faults
    }

    var subject: Subject
    /// The row under the cursor.
    var index = 0
    var marked: Set<Int> = []

    init(_ subject: Subject) { self.subject = subject }

    struct Row {
      var name: String
      /// Whose it is; empty where that says nothing.
      var owner = ""
      var note: String
      /// Why it cannot be taken; nil where it can.
      var refusal: Phrase?
    }
  }
}

extension Overlay.Choice.Subject {
  func rows(_ scene: Scene) -> [Overlay.Choice.Row] {
    switch self {
    case .faults:
      scene.state.settings.faults.map { .init(name: $0.name, note: scene.say($0.what)) }
    case .publicMirrors:
      PublicMirror.all.map { mirror in
        let isWatched = scene.snapshot.mirrors.contains { $0.id == mirror.id }
        return .init(
          name: mirror.name, owner: scene.say(mirror.operatedBy),
          note: mirror.quirk.map { scene.say($0) } ?? "",
          refusal: mirror.isGone ? .mirrorIsGone : isWatched ? .mirrorIsWatched : nil)
      }
    }
  }
}
