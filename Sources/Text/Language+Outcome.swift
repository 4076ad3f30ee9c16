import GoRules
import Health

extension Language {
  /// Why a request failed: `connection refused`.
  package func text(_ cause: FailureCause) -> String {
    if cause == .noAnswer { return say(.noResponse) }
    return self == .english ? cause.english : cause.chinese
  }

  /// How a probe ended: `tls: certificate expired`, `HTTP 502 Bad Gateway`, `ttfb: no response`.
  package func text(_ outcome: RequestOutcome) -> String {
    switch outcome {
    case .ok: "ok"
    case .notFound(let missing): text(missing, status: "HTTP \(missing.status)")
    // A status is an answer: it names no phase.
    case .failure(let failure) where failure.cause.code == .status: text(failure.cause)
    case .failure(let failure): text(failure.cause, in: failure.phase)
    case .hang(let phase): say(.withReason, say(phase.word), say(.noResponse))
    }
  }

  /// What go would do: `served by goproxy.cn`; `name` gives an entry of the chain its name.
  package func text(_ walk: Walk, name: (Int) -> String) -> String {
    let entry = (walk.active ?? walk.stop).map(name)
    guard let place = entry ?? (walk.verdict == .direct ? nil : walk.database?.name) else {
      // Without an entry it is the checksum database, asked itself, or a chain of none.
      switch walk.verdict {
      case .served, .fallback, .direct: return say(.askedItself)
      case .broken: return say(.broken)
      case .hangs: return say(.hangs)
      case .unknown: return say(.notMeasured)
      }
    }
    let phrase: Phrase =
      switch walk.verdict {
      case .served: .servedBy
      case .fallback: .fallbackTo
      case .direct: walk.kind == .sumdb ? .askedItself : .direct
      case .broken: .brokenAt
      case .hangs: .hangsAt
      case .unknown: .dependsOn
      }
    return say(phrase, place)
  }

  /// How a probe ended, and of a hang what was seen: `ttfb: silent for 4 s after the request`.
  package func text(_ result: ProbeResult) -> String { text(result.outcome, result.silence) }

  /// The same of an outcome and what was seen; nil where that is not known.
  package func text(_ outcome: RequestOutcome, _ silence: Silence?) -> String {
    guard let silence else { return text(outcome) }
    switch outcome {
    case .hang(let phase): return say(.withReason, say(phase.word), text(silence))
    case .failure(let failure) where failure.cause.code == .idleConnectionSilent:
      return say(.withReason, text(failure.cause), text(silence))
    default: return text(outcome)
    }
  }

  /// What was seen of a peer that does not answer.
  package func text(_ silence: Silence) -> String {
    let (idle, elapsed) = (
      Format.latencyWithUnit(silence.idle), Format.latencyWithUnit(silence.elapsed)
    )
    let bytes = Format.bytes(silence.bytes)
    return switch silence.kind {
    case .acknowledged where silence.bytes == 0: say(.silentAfterRequest, idle)
    case .acknowledged: say(.silentAfterBytes, idle, bytes)
    case .unacknowledged where silence.retransmissions == 1: say(.lostOnce)
    case .unacknowledged: say(.lost, String(silence.retransmissions))
    case .undecided: say(.unacknowledgedYet, idle)
    case .unsent: say(.takesNoMore, elapsed)
    case .trickling: say(.trickling, bytes, elapsed)
    case .slow: say(.slowerThanDeadline, bytes, elapsed)
    }
  }

  /// What go does about a peer that does not answer; nil where nothing is known of it.
  package func wait(_ silence: Silence?) -> String {
    switch silence?.wait {
    case .never, nil: say(.waitsOn)
    case .kernel: say(.waitsForKernel)
    case .answer: say(.waitsForBytes)
    }
  }

  /// What a person can do about a failed request; nil where that is not known.
  package func remedy(_ outcome: RequestOutcome) -> String? {
    guard case .failure(let failure) = outcome, failure.cause.code != .other else { return nil }
    let remedy = failure.cause.row.remedy
    let text = self == .english ? remedy.english : remedy.chinese
    return text.isEmpty ? nil : text
  }

  private func text(_ cause: FailureCause, in phase: Phase) -> String {
    let (name, text) = (say(phase.word), text(cause))
    return text.hasPrefix(name + " ") ? text : say(.withReason, name, text)
  }

  /// Why a mirror or the chain was down, as it is on record: `tls: certificate expired`.
  package func text(recorded cause: String) -> String {
    if let colon = cause.firstRange(of: ": "),
      let phase = Phase(rawValue: String(cause[..<colon.lowerBound]))
    {
      let rest = String(cause[colon.upperBound...])
      let failure: FailureCause? =
        rest == FailureCause.noAnswer.text ? .noAnswer : FailureCause(text: rest)
      if let failure { return text(.failure(RequestFailure(phase, failure))) }
    }
    return text(FailoverCause(text: cause))
  }

  /// How a probe ended, where there is little room: without the phase, of a status the number alone.
  package func shortText(_ outcome: RequestOutcome) -> String {
    switch outcome {
    case .failure(let failure):
      if failure.cause.code == .status, let status = failure.cause.number {
        "HTTP \(status)"
      } else {
        text(failure.cause)
      }
    case .notFound(let missing): text(missing, status: String(missing.status))
    case .hang: say(.noResponse)
    case .ok: text(outcome)
    }
  }

  /// Why the active target changed: `HTTP 502 Bad Gateway (|)`, `recovered`.
  package func text(_ cause: FailoverCause) -> String {
    switch cause {
    case .firstKnown: return say(.initialTarget)
    case .chainChanged: return say(.chainChanged)
    case .recovered: return say(.recovered)
    case .recorded(let text): return ServerText(text).text
    case .notFound(let separator): return say(.moduleNotFound) + ending(separator)
    case .failure(let cause, let separator):
      return ServerText(text(cause)).text + ending(separator)
    case .hang(let phase, let separator):
      return text(RequestOutcome.hang(phase)) + ending(separator)
    }
  }

  /// The same where there is little room: `HTTP 502 (|)`.
  package func shortText(_ cause: FailoverCause) -> String {
    guard case .failure(let cause, let separator) = cause, cause.code == .status,
      let status = cause.number
    else { return text(cause) }
    return "HTTP \(status)" + ending(separator)
  }

  private func ending(_ separator: Chain.Separator?) -> String {
    separator.map { " (\($0.rawValue))" } ?? ""
  }

  private func text(_ missing: NotFound, status: String) -> String {
    missing.disguise.map { say(.inBrackets, status, say($0.word)) } ?? status
  }
}

extension NotFound.Disguise {
  /// What the answer hides.
  fileprivate var word: Phrase {
    switch self {
    case .fetchTimedOut: Phrase("fetch timed out", "上游获取超时")
    case .badUpstream: Phrase("bad upstream", "上游故障")
    case .slow: Phrase("slow", "缓慢")
    case .notCached: Phrase("not cached", "未缓存")
    }
  }
}

extension Phrase {
  static let noResponse = Phrase("no response", "无响应")
  // What was seen of a peer that does not answer
  fileprivate static let silentAfterRequest = Phrase(
    "silent for {} after the request", "请求发出后已 {} 无响应")
  fileprivate static let silentAfterBytes = Phrase("silent for {} after {}", "静默 {}，此前收到 {}")
  fileprivate static let lost = Phrase(
    "the path lost the request: {} retransmissions unacknowledged",
    "请求在途中丢失：重传 {} 次均未确认")
  fileprivate static let lostOnce = Phrase(
    "the path lost the request: 1 retransmission unacknowledged", "请求在途中丢失：重传 1 次未确认")
  fileprivate static let unacknowledgedYet = Phrase(
    "silent for {}, request not yet acknowledged", "已 {} 无响应，请求尚未被确认")
  fileprivate static let takesNoMore = Phrase(
    "stopped accepting the request: still unsent after {}", "不再接收请求：{} 后仍未发完")
  fileprivate static let trickling = Phrase("still trickling: {} after {}", "仍在缓慢传输：{}，用时 {}")
  fileprivate static let slowerThanDeadline = Phrase(
    "too slow for our deadline: {} after {}", "超出本程序的时限：{}，用时 {}")
  fileprivate static let inBrackets = Phrase("{} ({})", "{}（{}）")
  // Why the active target changed
  fileprivate static let initialTarget = Phrase("initial", "初始")
  fileprivate static let chainChanged = Phrase("chain changed", "代理链已更改")
  fileprivate static let recovered = Phrase("recovered", "已恢复")
  fileprivate static let moduleNotFound = Phrase("not found", "未找到")
}
