import GoRules

/// How long the answers of a mirror take.
extension MirrorWatch {
  /// How long a good answer to `request` usually takes; nil where there was none yet.
  func usualTime(of request: ProbeRequest) -> Duration? {
    let question = Question(request.kind, request.canary)
    switch request.use {
    case .idle: return idleTimes.median
    case .warm where question == own: return warmTimes.median
    case .cold, .warm: return answers[question]?.times.median
    }
  }

  mutating func noteTime(_ result: ProbeResult) {
    guard result.outcome.isAlive else { return }
    let request = result.request
    guard request.family == nil, !result.timingsAreUnusable, let total = result.timings.total
    else { return }
    let question = Question(request.kind, request.canary)
    switch request.use {
    case .idle: idleTimes.record(total)
    case .warm where question == own: warmTimes.record(total)
    case .cold, .warm: answers[question]?.times.record(total)
    }
  }
}
