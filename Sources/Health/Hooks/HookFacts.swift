import GoRules

/// What hooks are told of, as it is now: out of what the monitor records, so that nothing is concluded twice.
struct HookFacts: Sendable {
  struct Standing: Sendable {
    var place: Failover.Place
    var since: Timestamp
    var reason: FailoverCause
  }

  /// Who serves each question.
  private(set) var standings: [Question: Standing] = [:]
  /// Of mirrors.
  private var faults: [HookFault.Subject: HookFault] = [:]
  private var refusal: HookFault?
  private var names: [Mirror.ID: String] = [:]

  /// Less is left of a certificate than Let's Encrypt leaves, who renews after two thirds of 90 days or of 45.
  static let leastValidity = Duration.seconds(14 * 86_400)

  // MARK: - What happens

  /// - Returns: whether that may be something to tell.
  mutating func take(_ record: HistoryRecord) -> Bool {
    switch record {
    case .sample(let result): return take(result)
    case .failover(let change), .firstTarget(let change):
      standings[Question(change.kind, change.canary)] = Standing(
        place: change.to, since: change.at, reason: change.reason)
    case .stateChange(let change): take(change)
    case .chain: break
    case .gap, .settingChange: return false
    }
    return true
  }

  private mutating func take(_ change: StateChange) {
    let subject = HookFault.Subject.mirror(change.mirror)
    switch change.to {
    case .down:
      faults[subject] = HookFault(
        subject, since: change.at, name: nil, cause: .failure(change.failure))
    case .up, .slow, .degraded: faults[subject] = nil
    // Neither says that it answers again.
    case .unknown, .waiting, .local: break
    }
  }

  private mutating func take(_ result: ProbeResult) -> Bool {
    let subject = HookFault.Subject.certificate(result.mirror)
    let before = faults[subject]
    if let failure = result.outcome.failure, failure.cause.code.isOfCertificate {
      faults[subject] = HookFault(
        subject, since: before?.since ?? result.startedAt, name: nil, cause: .failure(failure))
    } else if let end = result.connection.tls?.chain.first?.notAfter {
      let isShort = end - result.startedAt.wall < Self.leastValidity
      faults[subject] =
        isShort
        ? HookFault(
          subject, since: before?.since ?? result.startedAt, name: nil, cause: .ends(end)) : nil
    }
    return (before == nil) != (faults[subject] == nil)
  }

  /// Only these mirrors and questions are watched.
  mutating func keep(_ settings: MonitorSettings, at now: Timestamp) {
    names = Dictionary(
      settings.mirrors.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
    faults = faults.filter { isWatched($0.key) }
    guard let chain = settings.chain else {
      let text = ServerText(settings.chainError ?? "").text
      refusal = HookFault(
        .chain, since: refusal?.since ?? now, name: nil, cause: .refused(text))
      standings = [:]
      return
    }
    refusal = nil
    let questions = Set(
      Question.all(about: settings.canaries, checking: { chain.checksSums(of: $0) }))
    standings = standings.filter { questions.contains($0.key) }
  }

  // MARK: - What is known

  func isWatched(_ subject: HookFault.Subject) -> Bool {
    subject.mirror.map { names[$0] != nil } ?? true
  }

  /// All that is wrong now, what began first first.
  var present: [HookFault] {
    let mirrors = faults.values.map { fault in
      var fault = fault
      fault.name = fault.subject.mirror.flatMap { names[$0] }
      return fault
    }
    return (mirrors + [refusal ?? chainFault].compactMap(\.self))
      .sorted { ($0.since.monotonic, $0.order) < ($1.since.monotonic, $1.order) }
  }

  /// Since the first kind of request fails; told by the worst of them.
  private var chainFault: HookFault? {
    var fault: HookFault?
    var worst = 0
    for kind in RequestKind.allCases {
      for (question, standing) in standings where question.kind == kind {
        guard case .nowhere(let verdict, let name) = standing.place, verdict.isBad else { continue }
        let since = min(fault?.since ?? standing.since, standing.since)
        if verdict.severity > worst {
          worst = verdict.severity
          let reason = standing.reason == .firstKnown ? nil : standing.reason
          let cause = HookFault.Cause.walk(reason, hangs: verdict == .hangs)
          fault = HookFault(.chain, since: since, name: name, cause: cause)
        }
        fault?.since = since
      }
    }
    return fault
  }
}

extension HookFault {
  /// Of faults that began at once.
  fileprivate var order: String { "\(subject.trigger.rawValue) \(subject.mirror?.rawValue ?? "")" }
}

extension FailureCause.Code {
  fileprivate var isOfCertificate: Bool {
    switch self {
    case .certificateExpired, .certificateNotYetValid, .certificateNotTrusted,
      .certificateSelfSigned, .intermediateMissing, .certificateWrongHost, .certificateInvalid:
      true
    default: false
    }
  }
}
