import GoRules

/// All that is known of one mirror: its place in the cadence, its health, its answers and what the
/// screen shows of it.
struct MirrorWatch: Sendable {
  /// The newest answer to one question, and the confirmed outcome.
  struct AnswerState: Sendable {
    var newest: Answer
    /// When that was asked.
    var askedAt: Timestamp
    /// Since when go would have met it: since it was asked, or since an earlier request that it stands for was.
    var since: Timestamp
    var confirmed = ConfirmedOutcome()
    /// The newest failure was its own, and not that of another question which goes for all.
    var failedItself = false
    /// Of a `.mod` or zip that came whole.
    var sum: ModuleSum?
    /// How long good answers took.
    var times = RecentTimes()
  }

  private(set) var mirror: Mirror
  /// What it is asked about, its own canary first.
  private(set) var canaries: [ModuleVersion]
  /// All that it is asked.
  private(set) var questions: [Question]
  var health: MirrorHealth
  var answers: [Question: AnswerState] = [:]
  /// What the screen shows, kept up to date.
  var view: MirrorSnapshot
  var openRequests = OpenRequests()
  /// How long good answers took on an open connection, and on one that was kept.
  var warmTimes = RecentTimes()
  var idleTimes = RecentTimes()
  /// The state that its answers make, and since when.
  var answered: (state: HealthState, since: Timestamp?) = (.unknown, nil)
  /// The time of the last change of state that was told: none is earlier than the one before.
  var changedAt: Timestamp?
  /// Rounds in a row that were to confirm a fall.
  private var confirmations = 0
  /// Rounds beside the fresh one that are in flight.
  var lanesInFlight: Set<ProbeRound.Lane> = []
  /// What is asked on a connection of its own, since it took long.
  var apart: Set<Question> = []
  /// What a round did not come to, since it was cut short.
  var rest = Rest.none

  enum Rest { case none, due, asked }
  private(set) var thresholds: HealthThresholds
  var cadence = Cadence()
  var knowledge = Cadence.Knowledge()
  var measurements: MirrorMeasurements
  /// When it was let fetch what it had not cached.
  var fetches = FetchLog()
  /// Rounds begun: the number of the present one.
  private(set) var round = 0
  /// The present round has had its decisive probe, or has none.
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
    mirror: Mirror, canaries: [ModuleVersion], questions: [Question], thresholds: HealthThresholds,
    limits: Limits,
    at now: Timestamp
  ) {
    self.mirror = mirror
    self.canaries = canaries
    self.questions = questions
    self.thresholds = thresholds
    self.limits = limits
    health = MirrorHealth(thresholds: thresholds)
    measurements = MirrorMeasurements(from: now)
    view = MirrorSnapshot(mirror: mirror)
    knowledge.families = Self.families(of: mirror)
  }

  /// The question about the mirror's own canary that decides its health.
  var own: Question {
    switch mirror.service {
    case .proxy: Question(mirror.canary.leadingKind, mirror.canary)
    case .direct: Question(.info, mirror.canary)
    case .checksumDatabase: Question(.sumdb, mirror.canary)
    }
  }

  /// How soon after its last start it is to be asked again, since a change of state or of the outcome of a question is
  /// not confirmed yet, or the last round told nothing or not all; nil where all is confirmed.
  ///
  /// After a failure that is at once, and then less and less soon, up to `fast`.
  mutating func confirmationDelay(fast: Duration) -> Duration? {
    if rest == .due { return .zero }
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
    mirror: Mirror, canaries: [ModuleVersion], questions: [Question],
    thresholds: HealthThresholds, limits: Limits
  ) {
    if mirror.canary != self.mirror.canary { view.latest = [:] }
    self.mirror = mirror
    self.canaries = canaries
    self.questions = questions
    self.thresholds = thresholds
    self.limits = limits
    view.mirror = mirror
    health.thresholdsChanged(to: thresholds)
    let asked = Set(questions)
    answers = answers.filter { asked.contains($0.key) }
    cadence.keep(asked, canaries)
    apart.formIntersection(asked)
  }

  /// Begins a round and returns what to ask in which lane.
  mutating func roundBegan(
    at now: Timestamp, interval: Duration
  ) -> [(lane: ProbeRound.Lane, requests: [ProbeRequest])] {
    round += 1
    hasColdResult = false
    if rest == .due { rest = .asked }
    if mirror.service != .proxy {
      return [(.fresh, serviceRequests(at: now))]
    }
    var cadence = cadence
    let requests = cadence.nextRound(
      canaries: canaries, of: questions, knowing: knowledge, at: now.monotonic, interval: interval
    ) { standing(of: $0, at: now) }
    self.cadence = cadence
    knowledge.wantsAll = false
    if requests.contains(where: { $0.kind == .zip }) { knowledge.hasChanged = false }
    if requests.contains(where: \.provesAnew) { knowledge.wantsProof = false }
    // A zip is not asked for in every round.
    let asksOwn = requests.contains { Question($0.kind, $0.canary) == own }
    hasColdResult = !asksOwn
    return lanes(of: fetches.planned(requests, at: now))
  }

  /// The next round is to confirm a change: it asks only what is in question.
  mutating func hurried(_ isHurried: Bool) { knowledge.isHurried = isHurried }

  /// A request has ended: shows its result and tells what it means.
  mutating func resultCame(_ result: ProbeResult) -> ResultMeaning {
    noteCost(of: result)
    let reading = reading(of: result)
    if reading.isPassedOver {
      if reading.isDecisive { hasColdResult = true }
      ended(result)
      return reading
    }
    show(result, isDecisive: reading.isDecisive)
    if reading.isDecisive {
      hasColdResult = true
      knowledge.isUnreachable = result.preventsConnection
      knowledge.keepsConnection = !result.preventsConnection
      knowledge.isFailing = !result.outcome.isAlive && !result.wasStopped
    }
    let answer = Answer(result, of: mirror.url)
    let since = openRequests.beginning(of: result, in: lane(of: result.request))
    for question in reading.answered {
      var answer = answer
      // go asks this one by itself, and names it.
      if question.kind == .sumdb || question.canary.isToolchain,
        question != Question(result.request.kind, result.request.canary)
      {
        answer.goText = nil
      }
      note(answer, to: question, askedAt: result.startedAt, since: since)
    }
    answers[Question(result.request.kind, result.request.canary)]?.sum = result.sum
    if fetches.outweighs(result) {
      // It says nothing else, and that it says it is news of now.
      answers[Question(result.request.kind, result.request.canary)]?.askedAt = result.startedAt
    }
    ended(result)
    noteTime(result)
    return reading
  }

  private mutating func note(
    _ answer: Answer, to question: Question, askedAt start: Timestamp, since begin: Timestamp
  ) {
    if let before = answers[question], before.newest.outcome.answer != answer.outcome.answer {
      knowledge.hasChanged = true
      knowledge.wantsProof = true
    }
    let fresh = AnswerState(newest: answer, askedAt: start, since: begin)
    answers[question, default: fresh].newest = answer
    answers[question]?.askedAt = start
    answers[question]?.since = begin
  }

  mutating func gapPassed() {
    openRequests.allEnded()
    health.gapPassed()
    for question in answers.keys { answers[question]?.confirmed.gapPassed() }
  }

  /// The present round has ended: sums up what the screen shows.
  mutating func roundFinished(at now: Timestamp) {
    if rest == .asked { rest = .none }
    view.statistics = measurements.summaries(at: now)
  }

  /// Since when it is watched.
  var begin: Timestamp { measurements.begin }

  /// Adds what is on record of the time before it was watched to its statistics.
  mutating func recall(_ recorded: RecordedMeasurements, at now: Timestamp) {
    measurements.recall(recorded, at: now)
    view.statistics = measurements.summaries(at: now)
  }

  /// The newest answer to `question` is none that go takes, though it was thought to be.
  mutating func refute(_ question: Question, _ mismatch: RecordedSums.Mismatch) {
    answers[question]?.newest.outcome = mismatch.outcome
    answers[question]?.newest.goText = mismatch.goText
    guard question.canary == mirror.canary, var result = view.latest[question.kind] else { return }
    result.take(mismatch)
    view.latest[question.kind] = result
    noteFailure(result)
  }
}
