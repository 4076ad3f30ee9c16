import GoRules

/// All that is known of one mirror: its place in the cadence, its health, its answers and what the
/// screen shows of it.
struct MirrorWatch: Sendable {
  /// The newest answer to one question, and the confirmed outcome.
  struct AnswerState: Sendable {
    var newest: Answer
    var confirmed = ConfirmedOutcome()
  }

  /// What a result means for its round.
  struct ResultMeaning: Sendable {
    /// It is the one of its round that counts for rise and fall: the first `.info` about the mirror's
    /// own canary on a new connection.
    var isDecisive: Bool
    /// What remains of the round would meet the same fault.
    var endsRound: Bool
    /// The questions that it answers: its own, and where a mirror cannot be reached or hangs, all
    /// others too, since go would meet the same there.
    var answered: [Question]
  }

  private(set) var mirror: Mirror
  /// What it is asked about, its own canary first.
  private var canaries: [ModuleVersion]
  private var health: MirrorHealth
  private(set) var answers: [Question: AnswerState] = [:]
  /// What the screen shows, kept up to date.
  private(set) var view: MirrorSnapshot
  private var thresholds: HealthThresholds
  private var cadence = Cadence()
  private var knowledge = Cadence.Knowledge()
  private var measurements: MirrorMeasurements
  /// Rounds begun: the number of the present one.
  private(set) var round = 0
  /// The present round has had its cold `info` probe.
  private(set) var hasColdResult = false
  private var limits: Limits

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
  private var own: Question { Question(.info, mirror.canary) }

  /// A change of state, or of the outcome of a question, is not confirmed yet, or the last round
  /// told nothing: the mirror is to be asked again soon.
  var isToBeConfirmed: Bool {
    health.isUnconfirmed || !hasColdResult
      || answers.values.contains { $0.confirmed.isUnconfirmed }
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

  /// Begins a round and returns what to ask.
  mutating func roundBegan() -> [ProbeRequest] {
    round += 1
    hasColdResult = false
    return cadence.nextRound(canaries: canaries, knowing: knowledge) { question in
      answers[question].map { !$0.newest.outcome.isAlive || $0.confirmed.isUnconfirmed } ?? true
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
    return reading
  }

  /// A result counts for the state and for the history of the mirror; returns a change of state, and
  /// the questions whose confirmed outcome it changed.
  mutating func resultCounted(
    _ result: ProbeResult, isDecisive: Bool, at now: Timestamp
  ) -> (change: StateChange?, confirmed: [Question]) {
    let request = result.request
    guard request.isCounted else { return (nil, []) }
    measurements.probeFinished(result, at: now)
    var confirmed: [Question] = []
    for question in questions(answeredBy: result, isDecisive: isDecisive)
    where answers[question]?.confirmed.observed(
      result.outcome, inRound: round, thresholds: thresholds) == true
    {
      confirmed.append(question)
    }
    let change: MirrorHealth.Change?
    if isDecisive {
      change = health.coldProbeFinished(
        result.outcome, connect: result.timings.connect, total: result.timings.total, at: now)
    } else {
      change = health.otherProbeFinished(
        result.outcome, isSecondInfo: Question(request.kind, request.canary) == own, at: now)
    }
    view.alert = health.alert
    return (change.map { stateChanged($0, at: now) }, confirmed)
  }

  /// No mirror can be reached from here.
  mutating func networkLost(at now: Timestamp) -> StateChange? {
    let change = health.networkLost()
    view.alert = health.alert
    return change.map { stateChanged($0, at: now) }
  }

  mutating func gapPassed() {
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

  private mutating func stateChanged(
    _ change: MirrorHealth.Change, at now: Timestamp
  ) -> StateChange {
    view.state = change.to
    view.stateSince = now
    return StateChange(
      at: now, mirror: mirror.id, from: change.from, to: change.to, failure: change.failure)
  }

  private func reading(of result: ProbeResult) -> ResultMeaning {
    let request = result.request
    let isDecisive =
      !hasColdResult && request.use == .cold && request.family == nil
      && Question(request.kind, request.canary) == own
    return ResultMeaning(
      isDecisive: isDecisive, endsRound: isDecisive && result.preventsConnection,
      answered: questions(answeredBy: result, isDecisive: isDecisive))
  }

  private func questions(answeredBy result: ProbeResult, isDecisive: Bool) -> [Question] {
    let request = result.request
    guard request.family == nil, request.use != .idle else { return [] }
    let question = Question(request.kind, request.canary)
    if question == own {
      // A second one in a round, on whatever connection, tells nothing new.
      guard isDecisive else { return [] }
      return result.preventsConnection ? Question.all(about: canaries) : [question]
    }
    guard request.kind == .info, result.redirects == 0, case .hang = result.outcome else {
      return [question]
    }
    return Question.all(about: canaries).filter { $0.canary == request.canary }
  }

  private mutating func show(_ result: ProbeResult, isDecisive: Bool) {
    let request = result.request
    guard request.canary == mirror.canary else { return noteFailure(result) }
    switch (request.kind, request.use, request.family) {
    case (.info, _, let family?): return showFamily(family, result)
    case (.info, .cold, nil) where isDecisive:
      view.lastCold = result
      noteRecent(result)
    case (.info, .warm, _): view.lastWarm = result
    default: break
    }
    if request.use != .idle { view.latest[request.kind] = result }
    noteFailure(result)
  }

  /// Where a family has no address or no route here, there is nothing to compare for a while; what else fails before
  /// a connection is tried says nothing of the family.
  private mutating func showFamily(_ family: AddressFamily, _ result: ProbeResult) {
    switch result.outcome.failure?.cause.code {
    case .nameNotFound, .networkUnreachable:
      knowledge.hasOneFamily = true
      view.byFamily = [:]
    case .resolverFailed, .resolverTimedOut, .resolverUnreachable, .noLocalResources,
      .notPermitted:
      view.byFamily[family] = nil
    default:
      view.byFamily[family] = result
      if view.byFamily.count == AddressFamily.allCases.count { knowledge.hasOneFamily = false }
    }
  }

  /// The past is charted by its times and outcomes: certificates need not be kept with it.
  private mutating func noteRecent(_ result: ProbeResult) {
    var kept = result
    kept.connection.tls = nil
    if view.recent.count >= limits.recent {
      view.recent.removeFirst(view.recent.count - limits.recent + 1)
    }
    view.recent.append(kept)
  }

  private mutating func noteFailure(_ result: ProbeResult) {
    guard !result.outcome.isAlive else { return }
    view.failures.insert(result, at: 0)
    if view.failures.count > limits.failures { view.failures.removeLast() }
  }

  /// Both families, or none where the host is an address already.
  private static func families(of mirror: Mirror) -> [AddressFamily] {
    let host = mirror.url.host
    let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
    return isAddress ? [] : AddressFamily.allCases
  }
}
