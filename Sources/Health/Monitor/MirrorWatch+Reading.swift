import GoRules

/// What a result answers.
extension MirrorWatch {
  /// What a result means for its round.
  struct ResultMeaning: Sendable {
    /// It is the one of its round that counts for rise and fall: the first `.info` about the mirror's
    /// own canary (of a checksum database, `sumdb`) on a new connection, or one on the same that was never answered.
    var isDecisive: Bool
    /// What remains of the round would meet the same fault.
    var endsRound: Bool
    /// The questions that it answers: its own, and where a mirror cannot be reached or hangs, all
    /// others too, since go would meet the same there.
    var answered: [Question]
    /// It says nothing: what was read only in part is known better.
    var isPassedOver = false
  }

  func reading(of result: ProbeResult) -> ResultMeaning {
    let request = result.request
    let counts =
      switch request.use {
      case .cold: !hasColdResult
      case .warm: result.outcome.tookAllPatience
      case .idle: false
      }
    let isDecisive =
      counts && request.family == nil && Question(request.kind, request.canary) == own
    return ResultMeaning(
      isDecisive: isDecisive,
      endsRound: isDecisive && mirror.service == .proxy && result.preventsConnection,
      answered: questions(answeredBy: result, isDecisive: isDecisive),
      isPassedOver: result.wasStopped
        && (request.kind != .zip || cadence.zips.stands(request.canary)))
  }

  func questions(answeredBy result: ProbeResult, isDecisive: Bool) -> [Question] {
    let request = result.request
    let question = Question(request.kind, request.canary)
    guard request.family == nil, request.use != .idle, !fetches.outweighs(result) else { return [] }
    if question == own {
      // A second one in a round, on whatever connection, tells nothing new.
      guard isDecisive else { return [] }
      if mirror.service == .direct { return Question.direct(about: request.canary) }
      return result.preventsConnection ? questions : [question]
    }
    if mirror.service == .direct { return Question.direct(about: request.canary) }
    guard request.kind == .info, result.redirects == 0, case .hang = result.outcome else {
      return [question]
    }
    return questions.filter { $0.canary == request.canary }
  }

  /// Both families, or none where the host is an address already.
  static func families(of mirror: Mirror) -> [AddressFamily] {
    let host = mirror.url.host
    let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
    return isAddress ? [] : AddressFamily.allCases
  }
}
