import GoRules
import Health

extension Language {
  /// Why a request failed: `connection refused`.
  package func text(_ cause: FailureCause) -> String {
    self == .english ? cause.english : cause.chinese
  }

  /// How a probe ended: `tls: certificate expired`, `404`, `hangs in processing`.
  package func text(_ outcome: RequestOutcome) -> String {
    switch (outcome, self) {
    case (.ok, _): "ok"
    case (.notFound(let missing), _): text(missing)
    case (.failure(let failure), .english): "\(failure.phase.rawValue): \(text(failure.cause))"
    case (.failure(let failure), .chinese): "\(say(failure.phase.word))：\(text(failure.cause))"
    case (.hang(let phase), .english): "hangs in \(phase.rawValue)"
    case (.hang(let phase), .chinese): "\(say(phase.word))时无应答"
    }
  }

  /// Why the active target changed: `status 502 (|)`, `recovered`.
  package func text(_ cause: FailoverCause) -> String {
    switch cause {
    case .firstKnown: return say(.causeFirstKnown)
    case .chainChanged: return say(.causeChainChanged)
    case .recovered: return say(.causeRecovered)
    case .recorded(let text): return ServerText(text).text
    case .notFound(let separator): return say(.causeNotFound) + ending(separator)
    case .failure(let cause, let separator):
      return ServerText(text(cause)).text + ending(separator)
    case .hang(let phase, let separator):
      return text(RequestOutcome.hang(phase)) + ending(separator)
    }
  }

  private func ending(_ separator: Chain.Separator?) -> String {
    separator.map { " (\($0.rawValue))" } ?? ""
  }

  /// The same where there is little room: without the phase.
  package func shortText(_ outcome: RequestOutcome) -> String {
    if case .failure(let failure) = outcome { text(failure.cause) } else { text(outcome) }
  }

  private func text(_ missing: NotFound) -> String {
    let status = String(missing.status)
    switch (missing.disguise, self) {
    case (nil, _): return status
    case (.fetchTimedOut?, .english): return status + " (fetch timed out)"
    case (.fetchTimedOut?, .chinese): return status + "（上游获取超时）"
    case (.badUpstream?, .english): return status + " (bad upstream)"
    case (.badUpstream?, .chinese): return status + "（上游故障）"
    case (.slow?, .english): return status + " (slow)"
    case (.slow?, .chinese): return status + "（缓慢）"
    }
  }
}
