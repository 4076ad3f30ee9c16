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
    let isBeginning =
      result.request.limit != nil && (result.wasStopped || !result.outcome.isAlive)
    cadence.answered(
      question, bytes: result.bodyBytes, isBeginning: isBeginning,
      at: result.startedAt.monotonic)
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

  /// `result`, as it is to be taken: where no more than the beginning of a large answer was to be read, that says nothing
  /// new, or that what go refused in it is still there.
  func taking(_ result: ProbeResult) -> ProbeResult {
    guard result.request.kind != .zip, result.request.limit != nil,
      result.outcome.failure?.cause.code == .notMeasured
    else { return result }
    var result = result
    result.wasStopped = true
    let known = answers[Question(result.request.kind, result.request.canary)]?.newest
    guard let known, known.outcome.isRefusedContent else { return result }
    result.wasStopped = false
    result.outcome = known.outcome
    result.goText = known.goText
    return result
  }

  /// The user wants to know now: everything is asked once in the next round, but what was asked this very second, and what
  /// is not known of large zips is read, whatever that takes.
  mutating func askAgain(at now: Timestamp) {
    fetches.askAgain(at: now)
    knowledge.wantsAll = true
    cadence.want(
      questions.filter { question in
        answers[question].map { now.since($0.askedAt) >= .seconds(1) } ?? true
      }, at: now.monotonic)
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
    if !affordsAnother(result, at: now) { return true }
    guard question.kind == .zip else { return false }
    return result.wasStopped || answers[question]?.confirmed.outcome?.isNotMeasured == true
  }

  /// What was asked could be asked once more right now, to confirm the result.
  func affordsAnother(_ result: ProbeResult, at now: Timestamp) -> Bool {
    cadence.affordsAnother(
      Question(result.request.kind, result.request.canary),
      showsEarly: result.outcome.isRefusedContent || result.outcome.isStatus, at: now.monotonic)
  }
}

extension RequestOutcome {
  /// go refuses what came, though it came whole.
  fileprivate var isRefusedContent: Bool {
    switch failure?.cause.code {
    case .notJSON, .wrongVersion, .checksumMismatch, .sumdbMalformed, .sumdbSignature: true
    default: false
    }
  }

  /// A status that go does not take.
  fileprivate var isStatus: Bool { failure?.cause.code == .status }
}
