import Fleet
import GoRules
import Health

extension Language {
  /// What is wrong with an answer of Prometheus, in one line.
  package func text(_ trouble: PrometheusTrouble) -> String {
    switch trouble {
    case .exchange(let outcome): text(outcome)
    case .credentials(let text): text
    case .status(let status, _) where status == 401 || status == 403:
      say(.prometheusDenies, text(FailureCause.status(status)))
    case .status(404, _):
      say(.withReason, text(FailureCause.status(404)), say(.prometheusNotThere))
    case .status(let status, _) where (300..<400).contains(status):
      say(.withReason, text(FailureCause.status(status)), say(.prometheusRedirects))
    case .status(let status, ""): text(FailureCause.status(status))
    case .status(let status, let said): say(.withReason, text(FailureCause.status(status)), said)
    case .refused(let kind, let message): say(.prometheusRefuses, kind, message)
    case .tooLarge: say(.prometheusTooLarge, "\(PrometheusSamples.sizeLimit >> 20) MiB")
    case .syntax(let text): say(.prometheusNoJSON, text)
    case .shape: say(.prometheusShape)
    case .repeated: say(.prometheusRepeats)
    case .type(let type): say(.prometheusType, type)
    }
  }

  /// Where a mirror is down; empty where it is down nowhere.
  package func text(_ spread: Spread, name: (Int) -> String) -> String {
    switch spread.scope {
    case .none: return ""
    case .everywhere: return say(.downEverywhere)
    case .local: return say(.downOnlyAt, name(spread.down[0]))
    case .several, .alone:
      return say(
        .downAtSome, String(spread.down.count), String(spread.seen.count + spread.unknown.count))
    }
  }

  /// What go would meet at a vantage point.
  package func text(_ point: VantagePoint) -> String {
    guard let verdict = point.verdict else { return say(.noData) }
    switch verdict {
    case .served: return say(.servedHere)
    case .fallback: return say(.fallbackHere)
    case .direct: return "direct"
    case .broken: return say(.broken)
    case .hangs: return say(.hangs)
    case .unknown: return say(.notMeasured)
    }
  }

  /// Where go is, after or before a failover: a mirror's name, `direct`, or how the walk ended.
  package func place(_ label: String) -> String {
    switch Walk.Verdict(rawValue: label) {
    case .broken: say(.broken)
    case .hangs: say(.hangs)
    case .unknown: say(.notMeasured)
    default: label
    }
  }

  /// Why a failover happened, from the label of its metric: that of a failure, as the screen has it.
  package func cause(_ label: String) -> String {
    switch label {
    case "first_known": return text(FailoverCause.firstKnown)
    case "chain_changed": return text(FailoverCause.chainChanged)
    case "recovered": return text(FailoverCause.recovered)
    case "not_found": return text(FailoverCause.notFound(nil))
    case "hang": return say(.noResponse)
    case "other": return say(.otherCause)
    default: break
    }
    if label.hasPrefix("status_"), let number = Int(label.dropFirst(7)) {
      return shortText(FailoverCause.failure(.status(number), nil))
    }
    guard let code = FailureCause.Code(rawValue: label) else { return label }
    return shortText(FailoverCause.failure(FailureCause(code), nil))
  }
}
