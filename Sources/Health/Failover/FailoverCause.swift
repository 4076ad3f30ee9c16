import GoRules

/// Why the active target changed.
package enum FailoverCause: Sendable, Hashable {
  /// Not a change: who served first.
  case firstKnown
  case chainChanged
  /// An entry serves that failed before.
  case recovered
  // How the entry that served before answers now, or the one that stops the walk; with what stands
  // after it, nil after the last.
  case notFound(Chain.Separator?)
  case failure(FailureCause, Chain.Separator?)
  case hang(Phase, Chain.Separator?)
  /// The text of a record that is none of these.
  case recorded(String)

  /// What an entry answers that does not serve; nil where it would.
  package init?(_ outcome: RequestOutcome, _ separator: Chain.Separator?) {
    switch outcome {
    case .ok: return nil
    case .notFound: self = .notFound(separator)
    case .failure(let failure): self = .failure(failure.cause, separator)
    case .hang(let phase): self = .hang(phase, separator)
    }
  }

  /// From a record: what `text` wrote.
  package init(text: String) {
    let plain: [FailoverCause] = [.firstKnown, .chainChanged, .recovered]
    var rest = text
    var separator: Chain.Separator?
    for candidate in [Chain.Separator.comma, .pipe] {
      let ending = Self.ending(candidate)
      guard rest.hasSuffix(ending) else { continue }
      rest.removeLast(ending.count)
      separator = candidate
      break
    }
    if let cause = plain.first(where: { $0.text == text }) {
      self = cause
    } else if rest == Self.notFoundText {
      self = .notFound(separator)
    } else if let phase = Phase.allCases.first(where: { rest == Self.text(hangingIn: $0) }) {
      self = .hang(phase, separator)
    } else if let cause = FailureCause(text: rest) {
      self = .failure(cause, separator)
    } else {
      self = .recorded(text)
    }
  }

  /// In short: `status 502 (|)`, `recovered`, `chain changed`. It is what is stored, and `cause` in JSON.
  package var text: String {
    switch self {
    case .firstKnown: "first known"
    case .chainChanged: "chain changed"
    case .recovered: "recovered"
    case .notFound(let separator): Self.notFoundText + Self.ending(separator)
    case .failure(let cause, let separator): cause.text + Self.ending(separator)
    case .hang(let phase, let separator): Self.text(hangingIn: phase) + Self.ending(separator)
    case .recorded(let text): text
    }
  }

  private static let notFoundText = "not found"

  private static func text(hangingIn phase: Phase) -> String { "hangs in \(phase.rawValue)" }

  private static func ending(_ separator: Chain.Separator?) -> String {
    separator.map { " (\($0.rawValue))" } ?? ""
  }
}
