import Dashboard
import GoRules
import Health
import Text

/// Chain, walks and advice as text for people; `check` and `explain` share it.
struct WalkText {
  let console: Console
  let chain: Chain
  /// What was measured; nil where nobody is asked.
  var snapshot: Snapshot?

  /// Give their names to the entries.
  private var mirrors: [MirrorSnapshot] { snapshot?.mirrors ?? [] }

  /// `GOPROXY  https://a.example , direct   (go env file)`.
  func heading(_ setting: GoproxySetting) -> String {
    // Nobody wrote `noproxy`.
    let entries = chain.entries.filter { $0.target != .noproxy }.map { entry in
      console.styled(entry.redacted, .bold) + (entry.separator.map { " \($0.rawValue) " } ?? "")
    }
    return "GOPROXY  \(entries.joined())  "
      + console.styled(console.say(.reportFrom, setting.source.rawValue), .dim)
  }

  /// One line for each entry: what go does behind it.
  func entries() -> [String] {
    var table = TextTable()
    for (index, entry) in chain.entries.enumerated() {
      table.add([
        TextTable.Cell(number(index)), TextTable.Cell(entry.redacted, .bold),
        TextTable.Cell(
          console.say(Self.meaning(of: entry, isLast: index == chain.entries.count - 1)), .dim),
      ])
    }
    return table.lines(on: console)
  }

  private static func meaning(of entry: Chain.Entry, isLast: Bool) -> Phrase {
    switch entry.target {
    case .direct: .entryDirect
    case .off: .entryOff
    case .noproxy: .entryNoproxy
    case .proxy:
      switch entry.separator {
      case _ where isLast: .entryLast
      case .pipe: .entryPipe
      default: .entryComma
      }
    }
  }

  /// All walks, request kinds with the same course together.
  func walks(_ walks: [Walk]) -> [String] {
    walks.groups(exactly: true).flatMap { group in
      let about =
        walks.haveSeveralCanaries
        ? console.say(.walkOf, group.walk.canary.description) : ""
      return [
        group.kinds.map(\.rawValue).joined(separator: ", ") + about + ": "
          + console.styled(
            snapshot?.text(group.walk, console.language)
              ?? console.language.text(group.walk, name: name), group.walk.verdict.emphasis)
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
    // go's further lines stand below its first.
    let error = walk.error.map {
      console.say(.walkGoSays, $0.replacing("\n\t", with: "\n" + String(repeating: " ", count: 14)))
    }
    let decisive = walk.stop == nil ? walk.database?.outcome : walk.steps.last?.outcome
    let hint = decisive.flatMap(console.language.remedy).map { console.say(.walkHint, $0) }
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
      return isOff
        ? (console.say(.walkLookupsOff), .bad) : (console.say(.walkNotProbed), .dim)
    }
    guard let outcome = step.outcome else { return (console.say(.notMeasured), .dim) }
    return (console.language.text(outcome, silence(of: step, in: walk)), outcome.emphasis)
  }

  /// What go does behind a step.
  private func next(_ step: Walk.Step, in walk: Walk) -> String {
    if chain.entries[step.entry].target == .off { return "" }
    if step.fallsThrough {
      return step.entry == walk.steps.last?.entry ? "" : console.say(.walkMovesOn)
    }
    guard walk.stop == step.entry else { return "" }
    return switch walk.stopReason {
    case .comma: console.language.say(.commaStops)
    case .content: console.language.say(.contentStops)
    case .silence: console.language.wait(silence(of: step, in: walk))
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
      return "\(console.styled(advice.code.rawValue, emphasis)): \(console.language.text(advice))"
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
