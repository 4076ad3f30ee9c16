import GoRules

/// All that is known of one mirror: its place in the cadence, its health, its answers and what the
/// screen shows of it.
struct MirrorWatch: Sendable {
  /// The newest answer to one question, and the confirmed outcome.
  struct AnswerState: Sendable {
    var newest: Answer
    var confirmed = ConfirmedOutcome()
    /// How long good answers took.
    var times = RecentTimes()
  }

  /// What a result means for its round.
  struct ResultMeaning: Sendable {
    /// It is the one of its round that counts for rise and fall: the first `.info` about the mirror's
    /// own canary on a new connection, or one on the same connection that was never answered.
    var isDecisive: Bool
    /// What remains of the round would meet the same fault.
    var endsRound: Bool
    /// The questions that it answers: its own, and where a mirror cannot be reached or hangs, all
    /// others too, since go would meet the same there.
    var answered: [Question]
  }

  private(set) var mirror: Mirror
  /// What it is asked about, its own canary first.
  private(set) var canaries: [ModuleVersion]
  private var health: MirrorHealth
  private(set) var answers: [Question: AnswerState] = [:]
  /// What the screen shows, kept up to date.
  var view: MirrorSnapshot
  var openRequests = OpenRequests()
  /// How long good answers took on an open connection, and on one that was kept.
  private var warmTimes = RecentTimes()
  private var idleTimes = RecentTimes()
  /// Since when it has the state that its answers make.
  private var healthSince: Timestamp?
  /// Rounds in a row that were to confirm a fall.
  private var confirmations = 0
  /// A round beside the fresh one is in flight.
  private(set) var isAskedBeside = false
  private var thresholds: HealthThresholds
  private var cadence = Cadence()
  var knowledge = Cadence.Knowledge()
  private var measurements: MirrorMeasurements
  /// Rounds begun: the number of the present one.
  private(set) var round = 0
  /// The present round has had its cold `info` probe.
  private(set) var hasColdResult = false
  private(set) var limits: Limits

  /// How much of the past the screen gets, per mirror.
  struct Limits: Sendable, Hashable {
    var recent: Int
    var failures: Int

    /// Few mirrors are shown with a long past, a thousand with a short one: memory stays bounded.
    init(mirrors: Int) {
      recent = min(240, max(24, 12_000 / max(mirrors, 1)))
      failures = min(32, max(8, 4_000 / max(mirrors, 1)))
    }
  }

  init(
    mirror: Mirror, canaries: [ModuleVersion], thresholds: HealthThresholds, limits: Limits,
    at now: Timestamp
  ) {
    self.mirror = mirror
    self.canaries = canaries
    self.thresholds = thresholds
    self.limits = limits
    health = MirrorHealth(thresholds: thresholds)
    measurements = MirrorMeasurements(from: now)
    view = MirrorSnapshot(mirror: mirror)
    knowledge.families = Self.families(of: mirror)
  }

  /// Questions about the mirror's own canary decide its health.
  var own: Question { Question(.info, mirror.canary) }

  /// How soon after its last start it is to be asked again, since a change of state or of the outcome of a question is
  /// not confirmed yet, or the last round told nothing; nil where all is confirmed.
  ///
  /// After a failure that is at once, and then less and less soon, up to `fast`.
  mutating func confirmationDelay(fast: Duration) -> Duration? {
    let isFall =
      health.isFallUnconfirmed || answers.values.contains { $0.confirmed.isFallUnconfirmed }
    defer { confirmations = isFall ? confirmations + 1 : 0 }
    if isFall {
      return confirmations == 0
        ? .zero : min(fast, .milliseconds(125) * (1 << min(confirmations, 10)))
    }
    let isInQuestion =
      health.isUnconfirmed || !hasColdResult
      || answers.values.contains { $0.confirmed.isUnconfirmed }
    return isInQuestion ? fast : nil
  }

  /// Bad probes since the mirror went down; nil while it is not down.
  var failuresWhileDown: Int? { health.state == .down ? health.failuresWhileDown : nil }

  /// The settings changed; what is known of the mirror stays.
  mutating func settingsChanged(
    mirror: Mirror, canaries: [ModuleVersion], thresholds: HealthThresholds, limits: Limits
  ) {
    if mirror.canary != self.mirror.canary { view.latest = [:] }
    self.mirror = mirror
    self.canaries = canaries
    self.thresholds = thresholds
    self.limits = limits
    view.mirror = mirror
    health.thresholdsChanged(to: thresholds)
    let questions = Set(Question.all(about: canaries))
    answers = answers.filter { questions.contains($0.key) }
  }

  /// Begins a round and returns what to ask, and beside it.
  mutating func roundBegan() -> (fresh: [ProbeRequest], beside: [ProbeRequest]) {
    round += 1
    hasColdResult = false
    if mirror.service == .direct {
      return (canaries.map { ProbeRequest(.info, canary: $0, use: .cold) }, [])
    }
    let requests = cadence.nextRound(canaries: canaries, knowing: knowledge) { question in
      answers[question].map { !$0.newest.outcome.isAlive || $0.confirmed.isUnconfirmed } ?? true
    }
    let beside = isAskedBeside ? [] : requests.filter { !$0.isCounted }
    isAskedBeside = isAskedBeside || !beside.isEmpty
    return (requests.filter(\.isCounted), beside)
  }

  /// The round beside the fresh one has ended.
  mutating func roundBesideFinished() { isAskedBeside = false }

  /// How long a good answer to `request` usually takes; nil where there was none yet.
  func usualTime(of request: ProbeRequest) -> Duration? {
    let question = Question(request.kind, request.canary)
    switch request.use {
    case .idle: return idleTimes.median
    case .warm where question == own: return warmTimes.median
    case .cold, .warm: return answers[question]?.times.median
    }
  }

  /// The next round is to confirm a change: it asks only what is in question.
  mutating func hurried(_ isHurried: Bool) { knowledge.isHurried = isHurried }

  /// A request has ended: shows its result and tells what it means.
  mutating func resultCame(_ result: ProbeResult) -> ResultMeaning {
    let reading = reading(of: result)
    show(result, isDecisive: reading.isDecisive)
    if reading.isDecisive {
      hasColdResult = true
      knowledge.isUnreachable = result.preventsConnection
      knowledge.keepsConnection = !result.preventsConnection
      knowledge.isFailing = !result.outcome.isAlive
    }
    let answer = Answer(result, of: mirror.url)
    for question in reading.answered {
      answers[question, default: AnswerState(newest: answer)].newest = answer
    }
    openRequests.ended(result.request.isCounted ? .fresh : .beside)
    noteTime(result)
    return reading
  }

  private mutating func noteTime(_ result: ProbeResult) {
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

  /// A result counts for the state and for the history of the mirror; returns a change of state, and
  /// the questions whose confirmed outcome it changed.
  mutating func resultCounted(
    _ result: ProbeResult, isDecisive: Bool, at now: Timestamp
  ) -> (change: StateChange?, confirmed: [Question]) {
    let request = result.request
    guard request.isCounted else { return (nil, []) }
    let isMeasured =
      mirror.service == .proxy || result.outcome.failure?.cause.code != .notMeasured
    if isMeasured { measurements.probeFinished(result, at: now) }
    var confirmed: [Question] = []
    for question in questions(answeredBy: result, isDecisive: isDecisive)
    where answers[question]?.confirmed.observed(
      result.outcome, inRound: round, thresholds: thresholds) == true
    {
      confirmed.append(question)
    }
    let change: MirrorHealth.Change?
    if !isMeasured {
      change = isDecisive ? health.nothingMeasured() : nil
    } else if isDecisive {
      change = health.coldProbeFinished(
        result.outcome, connect: result.timings.connect, total: result.timings.total, at: now)
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

  mutating func gapPassed() {
    openRequests.allEnded()
    health.gapPassed()
    for question in answers.keys { answers[question]?.confirmed.gapPassed() }
  }

  /// The present round has ended: sums up what the screen shows.
  mutating func roundFinished(at now: Timestamp) {
    view.statistics = measurements.summaries(at: now)
  }

  /// Since when it is watched.
  var begin: Timestamp { measurements.begin }

  /// Adds what is on record of the time before it was watched to its statistics.
  mutating func recall(_ recorded: RecordedMeasurements, at now: Timestamp) {
    measurements.recall(recorded, at: now)
    view.statistics = measurements.summaries(at: now)
  }

  /// Takes over a change that the answers made, and shows the state that follows; returns its change.
  ///
  /// `waiting` lies over what the answers make, unless that is worse or not the mirror's.
  mutating func stateSettled(_ change: MirrorHealth.Change?, at now: Timestamp) -> StateChange? {
    if change != nil { healthSince = now }
    var shown = health.state
    switch shown {
    case .unknown, .up, .degraded, .waiting: if view.waiting != nil { shown = .waiting }
    case .down, .local: break
    }
    let before = view.state
    guard shown != before else { return nil }
    view.state = shown
    view.stateSince = shown == .waiting ? now : healthSince
    return StateChange(
      at: now, mirror: mirror.id, from: before, to: shown, failure: change?.failure)
  }

  private func reading(of result: ProbeResult) -> ResultMeaning {
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
      answered: questions(answeredBy: result, isDecisive: isDecisive))
  }

  private func questions(answeredBy result: ProbeResult, isDecisive: Bool) -> [Question] {
    let request = result.request
    guard request.family == nil, request.use != .idle else { return [] }
    let question = Question(request.kind, request.canary)
    if question == own {
      // A second one in a round, on whatever connection, tells nothing new.
      guard isDecisive else { return [] }
      if mirror.service == .direct { return Question.direct(about: request.canary) }
      return result.preventsConnection ? Question.all(about: canaries) : [question]
    }
    if mirror.service == .direct { return Question.direct(about: request.canary) }
    guard request.kind == .info, result.redirects == 0, case .hang = result.outcome else {
      return [question]
    }
    return Question.all(about: canaries).filter { $0.canary == request.canary }
  }

  /// Both families, or none where the host is an address already.
  private static func families(of mirror: Mirror) -> [AddressFamily] {
    let host = mirror.url.host
    let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
    return isAddress ? [] : AddressFamily.allCases
  }
}
