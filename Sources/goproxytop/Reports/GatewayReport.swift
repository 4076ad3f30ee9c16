import GoRules
import Health
import Metrics
import Text

/// One request and what became of it: a line of a gateway's log, or a part of its page.
struct GatewayReport: Encodable {
  var time: String
  @Nullable var module: String?
  @Nullable var version: String?
  /// As everywhere; nil for what is none.
  @Nullable var kind: String?
  /// What was asked for; of what is no request, as much as can be shown.
  var path: String
  /// go had not been served where it was sent before.
  var again: Bool
  /// Who serves, or whose answer decided.
  @Nullable var entry: String?
  var result: String
  /// Of the gateway's answer. What go then meets at the entry it does not see.
  var status: Int
  /// Whom it passed, and why; nil where it passed nobody.
  @Nullable var why: String?
  /// From the request to the answer.
  var ms: Double
  /// Of an answer that passed through: its body as it came, and how that ended.
  var bytes: Int?
  var end: String?

  /// How long before the page; absent in the log.
  var ageMs: Double?
  /// What `why` says, for programs; absent in the log.
  var passed: [Passed]?

  /// Whom it passed, as JSON has it elsewhere.
  struct Passed: Encodable {
    var entry: String
    var result: String
    /// 404 or 410 where it lacks what was asked for; nil otherwise.
    @Nullable var status: Int?
    @Nullable var phase: String?
    @Nullable var cause: String?

    init(_ passed: GatewayAnswer.Passed) {
      entry = passed.name
      result = passed.outcome.word
      if case .notFound(let found) = passed.outcome { status = found.status }
      phase = passed.outcome.phase?.rawValue
      cause = passed.outcome.causeText
    }
  }

  /// - Parameter now: of the page that it is part of.
  init(_ event: GatewayEvent, at now: Timestamp? = nil) {
    time = WallTime.rfc3339(event.at.wall)
    module = event.module?.module
    version = event.module.flatMap { $0.version.isEmpty ? nil : $0.version }
    kind = event.kind?.rawValue
    path = event.path
    again = event.isAgain
    entry = event.entry
    result = event.result.rawValue
    status = event.status
    why = event.passed.isEmpty ? nil : Language.english.text(event.passed)
    ms = event.time.roundedMilliseconds
    ageMs = now.map { $0.since(event.at).roundedMilliseconds }
    passed = now.map { _ in event.passed.map(Passed.init) }
  }
}

extension GatewayReport {
  /// The answer that passed through is over.
  mutating func end(_ end: GatewayPassage.End) {
    bytes = end.bytes
    self.end =
      switch end.ending {
      case .complete: "complete"
      case .failed: end.outcome.map { Language.english.text($0) }
      case .abandoned: "client gone"
      }
  }
}

extension GatewayPassage.End {
  var ending: GatewayCounters.Ending {
    if let outcome, outcome != .ok { return .failed }
    return isTaken ? .complete : .abandoned
  }
}

extension GatewayAnswer {
  /// What go prints of it as the server's response.
  func sentence(for request: GatewayRequest?) -> Sentence {
    switch verdict {
    case .redirected(let url): return Sentence(.gatewayRedirects, .text(url))
    case .passedThrough: return Sentence(.gatewayPasses, .text(name ?? ""))
    case .refused(let outcome, let text):
      let words = Language.english.text(outcome)
      guard let text, !text.text.isEmpty else {
        return Sentence(.gatewayRefused, .text(name ?? ""), .text(words))
      }
      return Sentence(.gatewaySaid, .text(name ?? ""), .text(words), .text(text.text))
    case .left(let reason): return Sentence(.gatewayLeft, .sentence(Sentence(reason.phrase)))
    case .privateModule:
      return Sentence(.gatewayPrivate, .text(request?.module?.module ?? ""))
    case .noEntries: return Sentence(.gatewayNoEntries)
    case .busy: return Sentence(.gatewayBusy)
    case .malformed: return Sentence(.gatewayMalformed)
    }
  }
}

extension GatewayRules.Left {
  fileprivate var phrase: Phrase {
    switch self {
    case .credentials: .gatewayCredentials
    case .query: .gatewayQuery
    case .file: .gatewayFile
    case .direct: .gatewayDirect
    case .off: .gatewayOff
    }
  }
}
