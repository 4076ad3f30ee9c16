import GoRules

/// What the answers of a mirror make of its state.
extension MirrorWatch {
  /// A result counts for the state and for the history of the mirror; returns a change of state, and
  /// the questions whose confirmed outcome it changed, with since when that is so.
  mutating func resultCounted(
    _ result: ProbeResult, isDecisive: Bool, at now: Timestamp
  ) -> (change: StateChange?, confirmed: [(question: Question, since: Timestamp)]) {
    let request = result.request
    guard request.isCounted else { return (nil, []) }
    let isMeasured =
      !result.wasStopped && result.outcome.failure?.cause.code != .notMeasured
    let tellsTimes = request.kind == .info || Question(request.kind, request.canary) == own
    if isMeasured {
      measurements.probeFinished(
        result, isRound: isDecisive, countingTimes: tellsTimes, at: now)
      // What is held back, since the fault may be this machine's, is drawn once it counts.
      if isDecisive { noteRecent(result) }
    }
    var confirmed: [(question: Question, since: Timestamp)] = []
    let asked = Question(request.kind, request.canary)
    for question in questions(answeredBy: result, isDecisive: isDecisive) {
      if !result.outcome.isAlive { answers[question]?.failedItself = question == asked }
      let isEnough = isEnough(result, for: question, at: now)
      // What fails did so when it was asked; what is well again is so when that is known.
      let begin =
        result.outcome.isAlive
        ? now : min(answers[question]?.since ?? result.startedAt, result.startedAt)
      let since = answers[question]?.confirmed.observed(
        result.outcome, since: begin, inRound: round, thresholds: thresholds, isEnough: isEnough)
      if let since { confirmed.append((question, since)) }
    }
    let change: MirrorHealth.Change?
    if result.wasStopped {
      // That it begins to come is what a mirror is judged by that is asked for nothing else.
      change =
        isDecisive
        ? health.coldProbeFinished(.ok, timings: PhaseTimings(), isWhole: true, at: now) : nil
    } else if !isMeasured {
      change = isDecisive ? health.nothingMeasured() : nil
    } else if isDecisive {
      change = health.coldProbeFinished(
        result.outcome, timings: result.timingsAreUnusable ? PhaseTimings() : result.timings,
        isWhole: request.kind == .zip, isEnough: !affordsAnother(result, at: now),
        begunAt: result.startedAt, at: now)
    } else {
      change = health.otherProbeFinished(
        result.outcome, isSecondInfo: Question(request.kind, request.canary) == own, at: now)
    }
    view.alert = health.alert
    return (stateSettled(change, at: now), confirmed)
  }

  /// No mirror can be reached from here.
  mutating func networkLost(at now: Timestamp) -> StateChange? {
    let change = health.networkLost()
    view.alert = health.alert
    return stateSettled(change, at: now)
  }

  /// Shows the state that follows from the answers, of which one may just have made a change; returns its change.
  ///
  /// `waiting` lies over what the answers make, unless that is worse or not the mirror's.
  mutating func stateSettled(_ change: MirrorHealth.Change?, at now: Timestamp) -> StateChange? {
    let failing = partialFailure
    view.reason = failing?.reason ?? health.reason
    let state = failing == nil ? health.state : .degraded
    // It began with what decided it, and not before what was told last.
    func begun(_ time: Timestamp?) -> Timestamp { max(time ?? now, changedAt ?? time ?? now) }
    if change != nil || state != answered.state { answered = (state, begun(change?.since)) }
    var shown = state
    switch shown {
    case .unknown, .up, .slow, .degraded, .waiting: if view.waiting != nil { shown = .waiting }
    case .down, .local: break
    }
    let before = view.state
    guard shown != before else { return nil }
    view.state = shown
    let time = begun(shown == .waiting ? view.waiting?.startedAt : change?.since)
    view.stateSince = shown == .waiting ? time : answered.since
    changedAt = time
    return StateChange(
      at: time, mirror: mirror.id, from: before, to: shown,
      failure: change?.failure ?? failing.flatMap { shown == .degraded ? $0.failure : nil })
  }

  /// What it fails on though it answers what it is judged by, as far as that is confirmed; nil where there is no such
  /// thing, or it is worse off anyway.
  private var partialFailure: (reason: StateReason, failure: RequestFailure?)? {
    guard mirror.service == .proxy, [.up, .slow, .degraded].contains(health.state) else {
      return nil
    }
    var kinds: [RequestKind] = []
    var first: RequestOutcome?
    for question in questions where question.canary == mirror.canary && question != own {
      guard let answer = answers[question], answer.failedItself,
        let outcome = answer.confirmed.outcome, !outcome.isAlive, !outcome.isNotMeasured
      else { continue }
      kinds.append(question.kind)
      first = first ?? outcome
    }
    return first.map { (.kindsFail(kinds, $0), $0.failure) }
  }
}
