/// An outcome that a person assumes, in the words of `explain --assume`.
package enum AssumedOutcome: Sendable, Hashable {
  case ok
  /// 100 to 599.
  case status(Int)
  case refused
  case timeout
  case reset
  case dns
  case tls
  case truncated
  /// 200 with content that go refuses.
  case invalid
  case hang

  /// Why a text is no assumption, and what would be.
  package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    package var text: String
    package var description: String { text }
  }

  private static let words: [(word: String, outcome: AssumedOutcome)] = [
    ("ok", .ok), ("refused", .refused), ("timeout", .timeout), ("reset", .reset), ("dns", .dns),
    ("tls", .tls), ("truncated", .truncated), ("invalid", .invalid), ("hang", .hang),
  ]

  /// Reads one word or an HTTP status.
  package init(parsing text: String) throws(Problem) {
    if let known = Self.words.first(where: { $0.word == text }) {
      self = known.outcome
    } else if text.utf8.count == 3, let status = Int(text), (100...599).contains(status) {
      self = .status(status)
    } else {
      let words = Self.words.map(\.word).joined(separator: ", ")
      throw Problem(
        text:
          "unknown outcome \"\(ServerText(text).text)\": expected an HTTP status or one of \(words)"
      )
    }
  }

  /// What a probe of such a server would report for one request kind.
  package func outcome(of kind: RequestKind) -> RequestOutcome {
    func failure(_ phase: Phase, _ cause: FailureCause) -> RequestOutcome {
      .failure(RequestFailure(phase, cause))
    }
    return switch self {
    case .ok, .status(200): .ok
    case .status(let status) where status == 404 || status == 410:
      .notFound(NotFound(status: status))
    case .status(let status): failure(.processing, .status(status))
    case .refused: failure(.connect, .refused)
    case .timeout: failure(.connect, .connectTimedOut)
    case .reset: failure(.processing, .reset)
    case .dns: failure(.resolve, .nameNotFound)
    case .tls: failure(.tls, .tlsAlert(40))
    case .truncated: failure(.transfer, .truncated)
    case .invalid: Self.refusedContent(of: kind)
    case .hang: .hang(.processing)
    }
  }

  /// go reads JSON and zip files; of a list, a `.mod` and the checksum database's page it takes anything.
  private static func refusedContent(of kind: RequestKind) -> RequestOutcome {
    switch kind {
    case .info, .latest: .failure(RequestFailure(.transfer, .notJSON))
    case .zip: .failure(RequestFailure(.transfer, .notZip))
    case .list, .mod, .sumdb: .ok
    }
  }
}

extension Chain {
  /// Walks on assumed outcomes, by the places of the entries. Version control is taken to serve; what else is not
  /// assumed is not measured.
  package func walk(_ question: Question, assuming assumed: [Int: AssumedOutcome]) -> Walk {
    walk(question) { entry in
      if let outcome = assumed[entry] { return Answer(outcome.outcome(of: question.kind)) }
      return entries[entry].isVersionControl ? Answer(.ok) : nil
    }
  }
}
