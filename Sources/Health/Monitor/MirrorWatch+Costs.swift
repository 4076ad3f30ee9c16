import GoRules

/// What answers cost the mirror, and what of them is therefore asked for seldom.
extension MirrorWatch {
  /// See `MonitorSettings`.
  var readsWholeZips: Bool {
    get { cadence.zips.readsWhole }
    set { cadence.zips.readsWhole = newValue }
  }

  /// How much it brought decides when it may be asked for again.
  mutating func noteCost(of result: ProbeResult) {
    let question = Question(result.request.kind, result.request.canary)
    cadence.answered(question, bytes: result.bodyBytes)
    guard question.kind == .zip else { return }
    let start = result.startedAt.monotonic
    cadence.zips.finished(
      question.canary, bytes: result.bodyBytes, declared: result.declaredBytes,
      isAlive: result.outcome.isAlive, wasStopped: result.wasStopped, startedAt: start,
      endedAt: start + (result.timings.total ?? .zero))
  }

  /// Nobody waits for it any more.
  mutating func ended(_ result: ProbeResult) {
    openRequests.ended(lane(of: result.request))
    guard result.request.isCounted else { return }
    noteLane(
      of: Question(result.request.kind, result.request.canary), result.outcome,
      after: result.timings.total)
  }

  /// The user wants to know now: all is asked in the next round, and what is not known of large zips is read, whatever
  /// that takes.
  mutating func askAgain(at now: Timestamp) {
    fetches.askAgain(at: now)
    knowledge.wantsAll = true
    cadence.zips.want(unknownZips)
  }

  private var unknownZips: [ModuleVersion] {
    questions.filter { $0.kind == .zip && answers[$0]?.newest.outcome.isAlive == false }
      .map(\.canary)
  }

  /// Some zip would not be read though it were asked for by `askAgain` at `now`: it would be too much.
  func sparesZips(at now: Timestamp, interval: Duration) -> Bool {
    var zips = cadence.zips
    zips.want(unknownZips)
    return questions.contains { question in
      guard question.kind == .zip else { return false }
      let limit = zips.plan(question.canary, isDue: true, at: now.monotonic, early: interval / 2)
      return limit == nil || limit == 0
    }
  }

  /// The result needs no second one: that would cost too much, or there is nothing yet that it contradicts.
  func isEnough(_ result: ProbeResult, for question: Question, at now: Timestamp) -> Bool {
    guard question == Question(result.request.kind, result.request.canary) else { return false }
    if !cadence.affordsAnother(question, at: now.monotonic) { return true }
    guard question.kind == .zip else { return false }
    return result.wasStopped || answers[question]?.confirmed.outcome?.isNotMeasured == true
  }
}
