/// Why the active target changed.
package enum FailoverCause: Sendable, Hashable {
  /// Not a change: who served first.
  case firstKnown
  case chainChanged
  /// An entry serves that failed before.
  case recovered
  /// How the entry that served before answers now, or the one that stops the walk; with what stands after
  /// it, nil after the last.
  case outcome(ProbeOutcome, Chain.Separator?)
  /// The text of a record: the outcome itself is not kept.
  case recorded(String)

  /// From a record.
  package init(text: String) {
    let plain: [FailoverCause] = [.firstKnown, .chainChanged, .recovered]
    self = plain.first { $0.text == text } ?? .recorded(text)
  }

  /// In short: `status 502 (|)`, `recovered`, `chain changed`. It is what is stored, and `cause` in JSON.
  package var text: String {
    switch self {
    case .firstKnown: "first known"
    case .chainChanged: "chain changed"
    case .recovered: "recovered"
    case .outcome(let outcome, let separator):
      Self.text(outcome) + (separator.map { " (\($0.rawValue))" } ?? "")
    case .recorded(let text): text
    }
  }

  private static func text(_ outcome: ProbeOutcome) -> String {
    switch outcome {
    case .ok: "ok"
    case .notFound: "not found"
    case .failure(let failure): failure.cause.text
    case .hang(let phase): "hangs in \(phase.rawValue)"
    }
  }
}
