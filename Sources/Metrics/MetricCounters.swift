import GoRules
import Health

/// What is counted since the record began, and of times and hooks since the start of the agent: fed with what is recorded.
///
/// Who is watched changes with the chain; what would be more than `most` series of a kind is counted as `other`.
package struct MetricCounters: Sendable {
  struct Failure: Hashable {
    var mirror: Mirror.ID
    /// nil: of those that are counted together.
    var phase: Phase?
    var cause: String
  }

  struct Change: Hashable {
    var from: String
    var to: String
    var cause: String
  }

  struct HookRuns: Hashable {
    var hook: String
    var result: String
  }

  struct Measured: Hashable {
    var mirror: Mirror.ID
    var phase: Phase
  }

  private(set) var probes: [Mirror.ID: Int] = [:]
  private(set) var failures: [Failure: Int] = [:]
  private(set) var failovers: [Change: Int] = [:]
  /// When the last one of each began, wall time.
  private(set) var lastFailovers: [Change: Duration] = [:]
  private(set) var times: [Measured: Buckets] = [:]
  private(set) var hookRuns: [HookRuns: Int] = [:]
  /// What the record has is still being read: what is counted from it is not told, since a number that grew at once would
  /// look like so many failures of now.
  package var waitsForRecord = false
  private static let most = 1000
  static let other = "other"

  package init() {}

  package mutating func take(_ record: HistoryRecord) {
    switch record {
    case .sample(let result): take(result)
    case .failover(let failover): take(failover)
    case .firstTarget, .stateChange, .gap, .settingChange, .chain: break
    }
  }

  /// Those on record before the start too.
  package mutating func take(_ failover: Failover) {
    let change = Change(
      from: failover.from.label, to: failover.to.label, cause: failover.reason.label)
    let isFull = failovers.count >= Self.most && failovers[change] == nil
    let counted = isFull ? Change(from: Self.other, to: Self.other, cause: Self.other) : change
    failovers[counted, default: 0] += 1
    lastFailovers[counted] = max(lastFailovers[counted] ?? .zero, failover.at.wall)
  }

  /// `hook`: its name in the configuration.
  package mutating func take(_ outcome: HookOutcome, ofHook hook: String) {
    let isDelivered = outcome == .delivered
    hookRuns[HookRuns(hook: hook, result: isDelivered ? "delivered" : "failed"), default: 0] += 1
  }

  /// How often the requests of a mirror ended so before the start, by the record.
  package mutating func take(_ tally: [RequestOutcome: Int], of mirror: Mirror.ID) {
    for (outcome, count) in tally { add(count, outcome, of: mirror) }
  }

  private mutating func add(_ count: Int, _ outcome: RequestOutcome, of mirror: Mirror.ID) {
    // What this machine lacked says nothing of the mirror.
    if outcome.isFailureNotMeasured { return }
    guard probes[mirror] != nil || probes.count < Self.most else { return }
    Self.add(count, to: &probes[mirror, default: 0])
    switch outcome {
    case .ok, .notFound: break
    case .failure(let failure):
      add(count, Failure(mirror: mirror, phase: failure.phase, cause: failure.cause.label))
    case .hang(let phase): add(count, Failure(mirror: mirror, phase: phase, cause: "hang"))
    }
  }

  private mutating func take(_ result: ProbeResult) {
    add(1, result.outcome, of: result.mirror)
    guard !result.outcome.isFailureNotMeasured, probes[result.mirror] != nil else { return }
    guard result.request.use == .cold, result.request.family == nil, result.outcome.isAlive,
      !result.timingsAreUnusable
    else { return }
    for phase in Phase.allCases {
      guard let time = result.timings[phase] else { continue }
      times[Measured(mirror: result.mirror, phase: phase), default: Buckets()].record(time)
    }
  }

  private mutating func add(_ count: Int, _ failure: Failure) {
    let isFull = failures.count >= Self.most && failures[failure] == nil
    let counted =
      isFull ? Failure(mirror: failure.mirror, phase: nil, cause: Self.other) : failure
    Self.add(count, to: &failures[counted, default: 0])
  }

  /// A record may claim any number.
  private static func add(_ count: Int, to sum: inout Int) {
    let (total, isTooMany) = sum.addingReportingOverflow(count)
    sum = isTooMany ? .max : total
  }
}

extension FailureCause {
  /// One of a few dozens: the code, and of an HTTP status that too.
  var label: String { code == .status ? "status_\(number ?? 0)" : code.rawValue }
}

extension FailoverCause {
  /// One of a few dozens.
  var label: String {
    switch self {
    case .firstKnown: "first_known"
    case .chainChanged: "chain_changed"
    case .recovered: "recovered"
    case .notFound: "not_found"
    case .failure(let cause, _): cause.label
    case .hang: "hang"
    case .recorded: MetricCounters.other
    }
  }
}

extension Failover.Place {
  /// The mirror's name; who stops the walk is the cause's business.
  var label: String {
    switch self {
    case .mirror(_, let name): name
    case .direct: "direct"
    case .nowhere(let verdict, _): verdict.rawValue
    }
  }
}
