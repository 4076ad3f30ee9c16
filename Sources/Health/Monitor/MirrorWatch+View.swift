import GoRules

/// What the screen shows of the results of a mirror.
extension MirrorWatch {
  mutating func show(_ result: ProbeResult, isDecisive: Bool) {
    let request = result.request
    guard request.canary == mirror.canary else { return noteFailure(result) }
    switch (request.kind, request.use, request.family) {
    case (.info, _, let family?): return showFamily(family, result)
    case (_, .cold, nil) where isDecisive, (_, .warm, nil) where isDecisive:
      view.lastCold = result
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
  mutating func noteRecent(_ result: ProbeResult) {
    var kept = result
    kept.connection.tls = nil
    if view.recent.count >= limits.recent {
      view.recent.removeFirst(view.recent.count - limits.recent + 1)
    }
    view.recent.append(kept)
  }

  /// The connection that was kept fell silent while a new one is silent, too: the mirror is, and nothing was dropped.
  private func isSilentAnyway(_ result: ProbeResult) -> Bool {
    guard result.request.use == .idle,
      result.outcome.failure?.cause.code == .idleConnectionSilent
    else { return false }
    if let open = view.waiting, Question(open.request.kind, open.request.canary) == own {
      return true
    }
    guard let fresh = view.lastCold, fresh.outcome.tookAllPatience else { return false }
    // Both are asked at the start of a round.
    return fresh.startedAt.since(result.startedAt) > .seconds(-1)
  }

  mutating func noteFailure(_ result: ProbeResult) {
    guard !result.outcome.isAlive, !result.wasStopped, !isSilentAnyway(result) else { return }
    // The mirror's own limit, which it shows again and again: once is enough.
    if result.isHarmless { view.failures.removeAll(where: \.isHarmless) }
    view.failures.insert(result, at: 0)
    if view.failures.count > limits.failures { view.failures.removeLast() }
  }
}
