import GoRules

/// Decides whether this machine has a network: it has none when every mirror failed with a cause
/// that can be ours, and not one answered since.
///
/// Such a failure is held until another mirror shows whose fault it was, so that the first mirror
/// that is asked after a cable was pulled is not blamed for it.
package struct LocalFault: Sendable {
  /// What a result means.
  package enum Ruling: Sendable, Hashable {
    /// These results count for their mirrors, in this order.
    case counts([ProbeResult])
    /// It does not count yet; another mirror should be asked.
    case held
    /// Every mirror fails on our side: none of the results counts.
    case lost
    /// The network is back; this result counts.
    case found(ProbeResult)
  }

  /// This machine has no network.
  package private(set) var isLocal = false
  /// Failures that may be ours, by mirror.
  private var held: [Mirror.ID: ProbeResult] = [:]

  package init() {}

  /// The failure of this mirror waits for another mirror's answer.
  package func holds(_ mirror: Mirror.ID) -> Bool { held[mirror] != nil }

  /// A failure waits for another mirror's answer.
  package var isSuspected: Bool { !isLocal && !held.isEmpty }

  /// A cold probe of one of `watched` mirrors has ended.
  package mutating func coldProbeFinished(_ result: ProbeResult, watched: Int) -> Ruling {
    guard Self.mayBeOurs(result.outcome) else {
      let wasLocal = isLocal
      isLocal = false
      if wasLocal {
        held = [:]
        return .found(result)
      }
      return .counts(release(before: result.startedAt) + [result])
    }
    if isLocal { return .held }
    held[result.mirror] = result
    guard held.count >= watched else { return .held }
    guard watched > 1 || result.outcome.failure?.cause.isLocal == true else {
      held = [:]
      return .counts([result])
    }
    isLocal = true
    held = [:]
    return .lost
  }

  /// The mirror is watched no more.
  package mutating func forgot(_ mirror: Mirror.ID) { held[mirror] = nil }

  /// Time has passed unmeasured: nothing is held any more.
  package mutating func gapPassed() { held = [:] }

  /// What was held and began before a mirror was asked that answered, oldest first.
  private mutating func release(before start: Timestamp) -> [ProbeResult] {
    guard !held.isEmpty else { return [] }
    let released = held.values.filter { $0.startedAt <= start }
    for result in released { held[result.mirror] = nil }
    return released.sorted {
      ($0.startedAt, $0.mirror.rawValue) < ($1.startedAt, $1.mirror.rawValue)
    }
  }

  /// A failure in `resolve` or `connect` whose cause is ours, or would be if every mirror had it.
  package static func mayBeOurs(_ outcome: RequestOutcome) -> Bool {
    guard let failure = outcome.failure, failure.phase == .resolve || failure.phase == .connect
    else { return false }
    return failure.cause.mayBeLocal
  }
}
