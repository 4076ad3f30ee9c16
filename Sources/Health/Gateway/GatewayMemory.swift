import GoRules

/// What a gateway has heard from the entries lately: bounded, and nothing in it lasts long.
struct GatewayMemory: Sendable {
  /// What was asked about.
  enum Fact: Sendable, Hashable {
    case version(ModuleVersion)
    /// Of a zip itself, where the version alone is not enough.
    case archive(ModuleVersion)
    case list(String)
    case latest(String)
    case database(String)

    init(_ question: Question) {
      let module = question.canary.module
      self =
        switch question.kind {
        case .list: .list(module)
        case .latest: .latest(module)
        case .sumdb: .database(module)
        case .info, .mod: .version(question.canary)
        case .zip: .archive(question.canary)
        }
    }
  }

  /// What is known of an entry and a fact now.
  enum Finding: Sendable, Hashable {
    case has
    case lacks(RequestOutcome, ServerText?)
    /// It failed lately: it is asked again only where no other serves.
    case fails(RequestOutcome)
    case unknown
  }

  private struct Key: Hashable {
    var mirror: Mirror.ID
    var fact: Fact
  }

  private var findings: [Key: (finding: Finding, at: Duration)] = [:]
  private var heard: [Mirror.ID: Duration] = [:]
  /// Whose last answers were none, and how many in a row.
  private var failed: [Mirror.ID: (outcome: RequestOutcome, at: Duration, count: Int)] = [:]
  /// Where go was sent for a file, by its path.
  private var targets: [String: Mirror.ID] = [:]
  /// When each failed last, in whatever.
  private var troubled: [Mirror.ID: Duration] = [:]

  /// For so long an entry that has answered is taken to be there still, unless it has failed within the last minute.
  static let trust = Duration.milliseconds(250)
  static let probation = Duration.seconds(60)
  static let lackTime = Duration.seconds(10)
  static let failureTime = Duration.seconds(10)
  /// A version that a proxy has it keeps: that is asked again only to hear that the proxy is there.
  static let possession = Duration.seconds(300)
  static let most = 20_000

  /// `standing`: what the monitor knows of the mirror.
  func finding(
    of mirror: Mirror.ID, _ fact: Fact, _ standing: GatewayStanding, at now: Duration
  ) -> Finding {
    let known = findings[Key(mirror: mirror, fact: fact)]
    let age = known.map { now - $0.at } ?? .zero
    switch known?.finding {
    case .lacks(let outcome, let text) where age < Self.lackTime: return .lacks(outcome, text)
    case .fails(let outcome) where age < Self.failureTime: return .fails(outcome)
    default: break
    }
    if let failure = failed[mirror], isFailed(mirror), now - failure.at < Self.failureTime,
      failure.at >= standing.aliveAt ?? .zero
    {
      return .fails(failure.outcome)
    }
    if isTrusted(mirror, fact, at: now), known?.finding == .has, age < Self.possession,
      let last = heard[mirror],
      now - last < Self.trust
    {
      return .has
    }
    if let trouble = standing.trouble, heard[mirror].map({ now - $0 > Self.trust }) ?? true {
      return .fails(trouble)
    }
    return .unknown
  }

  private func isTrusted(_ mirror: Mirror.ID, _ fact: Fact, at now: Duration) -> Bool {
    // Of a carrier of the checksum database that fails go has no way out.
    if case .database = fact { return false }
    return troubled[mirror].map { now - $0 > Self.probation } ?? true
  }

  /// An entry, asked since `start`, has answered.
  mutating func heard(
    _ outcome: RequestOutcome, _ text: ServerText?, from mirror: Mirror.ID,
    about question: Question,
    since start: Duration, at now: Duration
  ) {
    let isThere = heard[mirror].map { $0 > start } ?? false
    let finding: Finding
    switch outcome {
    case .ok: finding = .has
    // What it could not get this time it may get the next.
    case .notFound(let found) where found.disguise != nil: finding = .unknown
    case .notFound: finding = .lacks(outcome, text)
    case .failure, .hang: finding = EvadedFailure(outcome) == nil ? .unknown : .fails(outcome)
    }
    if case .fails = finding { troubled[mirror] = now }
    if findings.count >= Self.most { findings = [:] }
    findings[Key(mirror: mirror, fact: Fact(question))] = (finding, now)
    if outcome.isAlive {
      heard[mirror] = now
      failed[mirror] = nil
    } else if !isThere, finding != .unknown, EvadedFailure(outcome) != .serverError {
      // It may be this file alone where others came meanwhile, and where it is the server that says so.
      let before = failed[mirror].map { now - $0.at < Self.probation ? $0.count : 0 } ?? 0
      failed[mirror] = (outcome, now, before + 1)
      heard[mirror] = nil
    }
  }

  /// The entry failed as a whole, not long ago: it could not be connected to, or twice in a row it did not answer. Once may
  /// be one file, and who is passed for it cannot refuse the others.
  func isFailed(_ mirror: Mirror.ID) -> Bool {
    guard let failure = failed[mirror] else { return false }
    return failure.count > 1 || EvadedFailure(failure.outcome)?.isOfConnection == true
  }

  /// Where go comes back from with `request`; nil for nowhere that is known.
  func origin(of request: GatewayRequest) -> Mirror.ID? {
    if case .module = request.subject, request.isAgain { targets[request.path] } else { nil }
  }

  /// go was sent to `mirror`; nil: to nobody.
  mutating func sent(_ request: GatewayRequest, to mirror: Mirror.ID?) {
    // Many may come back with the same file, and each from where it was sent first.
    guard !request.isAgain else { return }
    if targets.count >= Self.most { targets = [:] }
    targets[request.path] = mirror
  }

  /// Mirrors that are asked no more are forgotten.
  mutating func keep(only mirrors: Set<Mirror.ID>) {
    heard = heard.filter { mirrors.contains($0.key) }
    failed = failed.filter { mirrors.contains($0.key) }
    troubled = troubled.filter { mirrors.contains($0.key) }
    findings = findings.filter { mirrors.contains($0.key.mirror) }
  }
}

/// What the monitor knows of a mirror, as far as it is of now.
package struct GatewayStanding: Sendable, Hashable {
  /// When its newest answer was asked for, on the monotonic clock; nil where none is known.
  package var aliveAt: Duration?
  /// Why it is down, or silent; nil where it is neither, or that is not known of now.
  package var trouble: RequestOutcome?

  package init(aliveAt: Duration? = nil, trouble: RequestOutcome? = nil) {
    self.aliveAt = aliveAt
    self.trouble = trouble
  }

  package init(_ mirror: MirrorSnapshot, interval: Duration, at now: Timestamp) {
    let results = Array(mirror.latest.values) + [mirror.lastCold].compactMap(\.self)
    aliveAt = results.filter(\.outcome.isAlive).map(\.startedAt.monotonic).max()
    let patience = max(.seconds(20), interval * 3)
    if mirror.state == .waiting, let open = mirror.waiting {
      trouble = .hang(open.phase)
    } else if mirror.state == .down, let last = mirror.lastCold, !last.outcome.isAlive,
      now.since(last.startedAt) < patience
    {
      trouble = last.outcome
    }
  }
}
