import Dashboard
import GoRules
import Health
import Text

/// Chain, walks and advice as text for people; `check` and `explain` share it.
struct WalkText {
  let console: Console
  let chain: Chain
  /// Give their names to the entries; none where nobody is asked.
  var mirrors: [MirrorSnapshot] = []

  /// `GOPROXY  https://a.example , direct   (go env file)`.
  func heading(_ setting: GoproxySetting) -> String {
    // Nobody wrote `noproxy`.
    let entries = chain.entries.filter { $0.target != .noproxy }.map { entry in
      console.styled(entry.redacted, .bold) + (entry.separator.map { " \($0.rawValue) " } ?? "")
    }
    return "GOPROXY  \(entries.joined())  "
      + console.styled("(from: \(setting.source.rawValue))", .dim)
  }

  /// One line for each entry: what go does behind it.
  func entries() -> [String] {
    var table = TextTable()
    for (index, entry) in chain.entries.enumerated() {
      table.add([
        TextTable.Cell(number(index)), TextTable.Cell(entry.redacted, .bold),
        TextTable.Cell(Self.meaning(of: entry, isLast: index == chain.entries.count - 1), .dim),
      ])
    }
    return table.lines(on: console)
  }

  private static func meaning(of entry: Chain.Entry, isLast: Bool) -> String {
    switch entry.target {
    case .direct: "version control; nothing after it is tried"
    case .off: "no lookups; nothing after it is tried"
    case .noproxy: "GONOPROXY modules go direct, others skip it"
    case .proxy:
      switch entry.separator {
      case _ where isLast: "last"
      case .pipe: "`|`: moves on after any error"
      default: "`,`: moves on only on 404 or 410"
      }
    }
  }

  /// All walks, request kinds with the same course together.
  func walks(_ walks: [Walk]) -> [String] {
    walks.groups(exactly: true).flatMap { group in
      let about = walks.haveSeveralCanaries ? " of \(group.walk.canary)" : ""
      return [
        group.kinds.map(\.rawValue).joined(separator: ", ") + about + ": "
          + console.styled(
            Language.english.text(group.walk, name: name), group.walk.verdict.emphasis)
      ] + steps(group.walk)
    }
  }

  private func steps(_ walk: Walk) -> [String] {
    var table = TextTable()
    for step in walk.steps {
      let (result, emphasis) = result(of: step, in: walk)
      let cost = step.cost.map { $0 == .zero ? "" : Format.latencyWithUnit($0) } ?? ""
      table.add([
        TextTable.Cell(number(step.entry), isNumber: true), TextTable.Cell(name(step.entry)),
        TextTable.Cell(result, emphasis),
        TextTable.Cell(cost, isNumber: true), TextTable.Cell(next(step, in: walk), .dim),
      ])
    }
    let lines = table.lines(on: console)
    let error = walk.error.map { "     go says: \($0)" }
    let decisive = walk.stop == nil ? walk.database?.outcome : walk.steps.last?.outcome
    let hint = decisive.flatMap(Language.english.remedy).map { "     hint: \($0)" }
    return lines + [error, hint].compactMap(\.self)
  }

  /// What an entry answers. Nobody is asked at `off`, and on assumptions nobody at `direct`: what they mean is said
  /// instead, unless they lead to a checksum database.
  private func result(of step: Walk.Step, in walk: Walk) -> (String, Console.Emphasis) {
    let isAsked =
      switch chain.entries[step.entry].target {
      case .proxy: true
      case .off: walk.database != nil
      case .direct, .noproxy:
        walk.kind == .sumdb ? walk.database != nil : !mirrors.isEmpty || step.outcome != .ok
      }
    guard isAsked else {
      let isOff = chain.entries[step.entry].target == .off && walk.kind != .sumdb
      return isOff ? ("lookups are disabled", .bad) : ("not probed", .dim)
    }
    guard let outcome = step.outcome else { return ("not measured", .dim) }
    return (Language.english.text(outcome, silence(of: step, in: walk)), outcome.emphasis)
  }

  /// What go does behind a step.
  private func next(_ step: Walk.Step, in walk: Walk) -> String {
    if chain.entries[step.entry].target == .off { return "" }
    if step.fallsThrough { return step.entry == walk.steps.last?.entry ? "" : "moves on" }
    guard walk.stop == step.entry else { return "" }
    return switch walk.stopReason {
    case .comma: Language.english.say(.commaStops)
    case .content: Language.english.say(.contentStops)
    case .silence: Language.english.wait(silence(of: step, in: walk))
    case .endOfChain, .notMeasured, nil: ""
    }
  }

  private func silence(of step: Walk.Step, in walk: Walk) -> Silence? {
    walk.stop == step.entry ? chain.silence(endingIn: walk, among: mirrors) : nil
  }

  func advice(_ advice: [Advice]) -> [String] {
    advice.map { advice in
      let emphasis: Console.Emphasis =
        switch advice.severity {
        case .error: .bad
        case .warning: .warning
        case .note: .dim
        }
      return "\(console.styled(advice.code.rawValue, emphasis)): \(Language.english.text(advice))"
    }
  }

  private func number(_ entry: Int) -> String {
    chain.number(ofEntry: entry).map(String.init) ?? "-"
  }

  private func name(_ entry: Int) -> String { chain.name(ofEntry: entry, among: mirrors) }
}

extension Walk.Verdict {
  var emphasis: Console.Emphasis {
    switch self {
    case .served: .good
    case .fallback, .direct: .warning
    case .broken, .hangs: .bad
    case .unknown: .dim
    }
  }
}

extension RequestOutcome {
  var emphasis: Console.Emphasis {
    switch self {
    case .ok: .good
    case .notFound: .warning
    case .failure, .hang: .bad
    }
  }
}
