import GoRules

/// The health of one mirror: rise and fall on its cold `info` probes, error share and slowness over
/// all its probes (HAProxy's `rise`/`fall`).
package struct MirrorHealth: Sendable {
  /// A change of state, and the failure that decided it; nil for any other reason.
  package struct Change: Sendable, Hashable {
    package var from: HealthState
    package var to: HealthState
    package var failure: RequestFailure?
    /// Of a fall when the first of the failures began that confirm it; nil: it is news of now.
    package var since: Timestamp?
  }

  /// Never `waiting`: that is no answer.
  package private(set) var state: HealthState = .unknown
  /// Good probes in a row; 0 right after a bad one.
  package private(set) var good = 0
  /// Bad probes in a row; 0 right after a good one.
  package private(set) var bad = 0
  /// When the first of them began.
  private var badSince: Timestamp?
  /// Bad probes since the mirror went down; 0 while it is not down.
  package private(set) var failuresWhileDown = 0
  /// A failed TLS handshake, told before the state falls; nil once a handshake went well again.
  package private(set) var alert: RequestFailure?
  /// Every bad probe of the row failed in the TLS handshake.
  private var onlyTLS = false
  private var thresholds: HealthThresholds
  /// Errors and totals of the last minutes: what `degraded` is judged by.
  private var evidence: SlidingWindow
  /// What is usual for this mirror, and whether it is slow.
  private var times = SlownessWatch()

  package init(thresholds: HealthThresholds) {
    self.thresholds = thresholds
    evidence = Self.evidenceWindow(thresholds)
  }

  /// Why it is `slow` or `degraded`; nil for any other state.
  package var reason: StateReason? {
    switch state {
    case .slow: times.slowness.map(StateReason.slow)
    case .degraded: degradation
    case .unknown, .up, .waiting, .down, .local: nil
    }
  }

  /// What a request takes of a mirror that is slow at present; nil where it is not.
  package var slowTotal: Duration? { times.slowTotal }

  /// A failure may be a fall that is not confirmed yet: the mirror is to be asked again at once.
  package var isFallUnconfirmed: Bool { bad > 0 && state != .down }

  /// A change is under way that is not confirmed yet: the mirror is to be asked again soon.
  package var isUnconfirmed: Bool {
    switch state {
    case .unknown, .waiting: good + bad > 0
    case .up, .slow, .degraded: bad > 0 || times.isUnconfirmed
    case .down, .local: good > 0
    }
  }

  /// A cold probe of the kind that counts for rise and fall has ended.
  ///
  /// `isWhole`: it asked for all that go needs, and soon again would be too soon: with no state to defend, one suffices.
  /// `isEnough`: it costs too much to be asked twice, so nothing is to confirm it. `begin`: when it was sent; nil for `now`.
  package mutating func coldProbeFinished(
    _ outcome: RequestOutcome, timings: PhaseTimings, isWhole: Bool = false,
    isEnough: Bool = false, begunAt begin: Timestamp? = nil, at now: Timestamp
  ) -> Change? {
    let failure = failure(in: outcome, connect: timings.connect)
    let isSlow = outcome.isAlive && times.answered(timings, thresholds: thresholds, at: now)
    if !outcome.isAlive { times.interrupted() }
    // What is told as slow is not told again by its average.
    note(failed: !outcome.isAlive, total: outcome.isAlive && !isSlow ? timings.total : nil, at: now)
    noteHandshake(failure)
    guard let failure else {
      if isEnough || isWhole && (state == .unknown || state == .local) {
        good = max(good, thresholds.rise - 1)
      }
      return answered(at: now)
    }
    let isTLS = failure.phase == .tls
    onlyTLS = bad == 0 ? isTLS : onlyTLS && isTLS
    if bad == 0 { badSince = begin ?? now }
    bad += 1
    good = 0
    if state == .down { failuresWhileDown += 1 }
    guard state != .down,
      isEnough || outcome.tookAllPatience || bad >= (onlyTLS ? thresholds.fallTLS : thresholds.fall)
    else {
      return judge(at: now)
    }
    times.wentDown()
    return enter(.down, failure, since: badSince)
  }

  /// Any other probe of the round has ended. It counts for the error share; in `unknown`, where
  /// there is no state to defend, a second good `.info` in one round also counts for the rise.
  package mutating func otherProbeFinished(
    _ outcome: RequestOutcome, isSecondInfo: Bool, at now: Timestamp
  ) -> Change? {
    note(failed: !outcome.isAlive, total: nil, at: now)
    if state == .unknown, isSecondInfo, outcome.isAlive, good > 0 { return answered(at: now) }
    return nil
  }

  /// Every mirror failed with a local cause: none is blamed, and rows begin anew.
  package mutating func networkLost() -> Change? {
    alert = nil
    return state == .local ? nil : enter(.local, nil)
  }

  /// Nothing was learnt, as go's own answer could not be told: what was known holds no more.
  package mutating func nothingMeasured() -> Change? {
    alert = nil
    good = 0
    bad = 0
    return state == .unknown ? nil : enter(.unknown, nil)
  }

  /// Time has passed unmeasured: rows begin anew, the state stays.
  package mutating func gapPassed() {
    times.interrupted()
    good = 0
    bad = 0
  }

  /// New thresholds hold from now on; what is known stays.
  package mutating func thresholdsChanged(to thresholds: HealthThresholds) {
    if thresholds.errorWindow != self.thresholds.errorWindow {
      evidence = Self.evidenceWindow(thresholds)
    }
    self.thresholds = thresholds
  }

  private static func evidenceWindow(_ thresholds: HealthThresholds) -> SlidingWindow {
    SlidingWindow(
      length: max(thresholds.errorWindow, .seconds(10)), sliceCount: 10, series: 1)
  }

  private func failure(in outcome: RequestOutcome, connect: Duration?) -> RequestFailure? {
    if let failure = outcome.failure { return failure }
    guard let connect, connect > thresholds.slowConnect else { return nil }
    return RequestFailure(.connect, .other(ServerText("slow connect")))
  }

  private mutating func note(failed: Bool, total: Duration?, at now: Timestamp) {
    let values = total.map { [(series: 0, value: $0)] } ?? []
    evidence.record(failed: failed, values: values, at: now)
  }

  private mutating func noteHandshake(_ failure: RequestFailure?) {
    switch failure?.phase {
    case .tls: alert = failure
    case .resolve, .connect: break
    case nil, .processing, .transfer: alert = nil
    }
  }

  private mutating func answered(at now: Timestamp) -> Change? {
    good += 1
    bad = 0
    guard good >= thresholds.rise else { return judge(at: now) }
    switch state {
    case .unknown, .local, .waiting, .down:
      // What made it fall was told; `degraded` speaks of the time since.
      if state == .down { evidence = Self.evidenceWindow(thresholds) }
      return enter(standing, nil)
    case .up, .slow, .degraded:
      return judge(at: now)
    }
  }

  private mutating func judge(at now: Timestamp) -> Change? {
    evidence.advance(to: now)
    let standing = standing
    switch state {
    case .up, .slow: return standing == state ? nil : enter(standing, nil)
    case .degraded where standing == .slow: return enter(.slow, nil)
    case .degraded where standing == .up && good >= thresholds.rise: return enter(.up, nil)
    default: return nil
    }
  }

  /// The state of a mirror that answers.
  private var standing: HealthState {
    times.isSlow ? .slow : degradation == nil ? .up : .degraded
  }

  private var degradation: StateReason? {
    guard evidence.probes >= thresholds.errorMinimumProbes else { return nil }
    let share = Double(evidence.failures) / Double(evidence.probes)
    if share > thresholds.errorShare { return .failures(share) }
    let totals = evidence.sums[0]
    guard totals.count >= thresholds.errorMinimumProbes, let slow = totals.percentile(95),
      let median = times.usualTotal, median > .zero
    else { return nil }
    guard slow > thresholds.slowFloor, slow > median * thresholds.slowFactor else { return nil }
    return .slowTail(slow / median)
  }

  private mutating func enter(
    _ new: HealthState, _ failure: RequestFailure?, since begin: Timestamp? = nil
  ) -> Change {
    let change = Change(from: state, to: new, failure: failure, since: begin)
    state = new
    good = 0
    bad = 0
    failuresWhileDown = 0
    return change
  }
}

extension RequestOutcome {
  /// No answer in all the time we wait: it was seen for long enough to be confirmed by itself.
  package var tookAllPatience: Bool {
    switch self {
    case .ok, .notFound: false
    case .hang: true
    case .failure(let failure):
      switch failure.cause.code {
      case .connectTimedOut, .tlsTimedOut, .resolverTimedOut: true
      default: false
      }
    }
  }

  /// Where our patience ends while a request waits in `phase`.
  init(patienceEndedIn phase: Phase) {
    switch phase {
    case .resolve: self = .failure(RequestFailure(phase, .resolverTimedOut))
    case .connect: self = .failure(RequestFailure(phase, .connectTimedOut))
    case .tls: self = .failure(RequestFailure(phase, .tlsTimedOut))
    case .processing, .transfer: self = .hang(phase)
    }
  }

  /// The failure in this outcome, a hang included; nil for an answer.
  package var failure: RequestFailure? {
    switch self {
    case .ok, .notFound: nil
    case .failure(let failure): failure
    case .hang(.tls): RequestFailure(.tls, .tlsTimedOut)
    case .hang(let phase): RequestFailure(phase, .noAnswer)
    }
  }
}
