import GoRules
import Health

/// What a run shows, in the doctor's own terms: go's requests as probes of its entries.
extension GoRun {
  /// go gives a TLS handshake so long; who is silent for longer has had the request.
  private static let handshake = Duration.seconds(11)
  /// A server may think for so long.
  private static let pause = Duration.seconds(5)

  /// In the order in which they happened; empty if nothing failed.
  package func findings(
    setting: GoproxySetting, chainError: String?, environment: GoEnvironment?, now: Timestamp
  ) -> [Finding] {
    let found = Diagnosis(
      facts(setting: setting, chainError: chainError, environment: environment, now: now)
    ).findings
    // go's own files and settings are to blame only where no request is.
    guard let status, status != 0, !found.contains(where: \.stopsGo) else { return found }
    return found + complaints(setting)
  }

  /// What go says of its files, its settings and the machine.
  private func complaints(_ setting: GoproxySetting) -> [Finding] {
    var log = GoLog()
    Array((said.joined(separator: "\n") + "\n").utf8).withUnsafeBytes { log.take($0) }
    log.finish()
    return Explanation(log, setting: setting, chain: chain).findings.filter(\.cause.isOfGo).map {
      finding in
      // The log is not there to be looked up.
      var finding = finding
      finding.evidence = finding.evidence.map { evidence in
        if case .logged(_, let text, _) = evidence { .goSays(text) } else { evidence }
      }
      return finding
    }
  }

  func facts(
    setting: GoproxySetting, chainError: String?, environment: GoEnvironment?, now: Timestamp
  ) -> Facts {
    var snapshot = Snapshot(
      now: now, setting: setting, chain: chain, chainError: chainError, interval: .seconds(5))
    let groups = groups
    snapshot.mirrors = mirrors(groups)
    snapshot.walks = chain.map { chain in groups.map { walk($0, chain) } } ?? []
    let outcomes = groups.flatMap(\.outcomes).map(\.value)
    snapshot.isLocal =
      !outcomes.isEmpty
      && outcomes.allSatisfy { outcome in
        // A certificate that is not valid yet is for a clock that is wrong, and no lack of a network.
        guard let failure = outcome.failure else { return false }
        return failure.cause.isLocal && (failure.phase == .resolve || failure.phase == .connect)
      }
    var facts = Facts(snapshot: snapshot)
    facts.environment = environment
    facts.isComplete = true
    for group in groups {
      for (entry, index) in group.places.sorted(by: { $0.value < $1.value })
      where facts.asked[entry] == nil && group.outcomes[entry]?.isAlive == false {
        facts.asked[entry] = requests[index]
      }
    }
    return facts
  }

  // MARK: - As probes

  private func walk(_ group: Group, _ chain: Chain) -> Walk {
    var chain = chain
    chain.isAskedFirst = true
    var walk = chain.walk(
      group.question, database: { group.database.map { Answer($0, goText: group.error) } },
      answer: { entry in
        group.outcomes[entry].map { Answer($0, goText: $0.isAlive ? nil : group.error) }
      })
    // What go would print is one thing, and what it did print another.
    if group.error == nil { walk.error = nil }
    return walk
  }

  private func mirrors(_ groups: [Group]) -> [MirrorSnapshot] {
    guard let chain else { return [] }
    return chain.entries.indices.compactMap { index in
      guard var mirror = mirror(ofEntry: index, of: chain) else { return nil }
      for group in groups {
        guard let outcome = group.outcomes[index] else { continue }
        let kind = group.question.kind
        var result = ProbeResult(
          mirror: mirror.id, request: ProbeRequest(kind, canary: group.question.canary, use: .cold),
          startedAt: Timestamp(monotonic: .zero, wall: .zero), outcome: outcome)
        result.silence = group.places[index].flatMap { silenceSeen(at: $0, outcome) }
        // The worst is told.
        if mirror.latest[kind].map(\.outcome.isAlive) ?? true { mirror.latest[kind] = result }
        if mirror.lastCold.map(\.outcome.isAlive) ?? true { mirror.lastCold = result }
      }
      return mirror
    }
  }

  private func mirror(ofEntry index: Int, of chain: Chain) -> MirrorSnapshot? {
    if let url = chain.entries[index].url {
      return MirrorSnapshot(
        mirror: Mirror(name: chain.name(ofEntry: index), url: url, entry: index))
    }
    return nil
  }

  /// What was seen of a hang, where it is sure that the request was sent, and where the silence was no pause.
  private func silenceSeen(at index: Int, _ outcome: RequestOutcome) -> Silence? {
    guard case .hang(let phase) = outcome else { return nil }
    let request = requests[index]
    let elapsed = time - request.began
    switch request.sight {
    case .unacknowledged(let count, let idle) where idle >= Self.pause && count > 1:
      return Silence(.unacknowledged, idle: idle, elapsed: elapsed, retransmissions: count)
    case .quiet(let idle) where phase == .transfer && idle >= Self.pause,
      .silent(let idle) where phase == .transfer && idle >= Self.pause:
      return Silence(.acknowledged, idle: idle, elapsed: elapsed, bytes: request.received)
    case .silent(let idle)
    where idle >= (request.url.hasPrefix("http:") ? Self.pause : Self.handshake):
      return Silence(.acknowledged, idle: idle, elapsed: elapsed)
    default: return nil
    }
  }
}
