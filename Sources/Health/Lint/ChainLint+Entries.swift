import GoRules

extension ChainLint {
  /// Hosts whose service has ended, and what tells so. Add one only with a public source.
  private static let deadHosts: [String: @Sendable (String) -> Advice.Reason] = [
    // JFrog ended GoCenter on 2021-05-01; clients that pinned it broke (stern/stern#123, stripe/stripe-cli#643).
    "gocenter.io": { .goCenterEnded($0) }
  ]

  /// What one entry gives to tell as it is written; `first` is where each URL stands for the first time.
  func writtenAdvice(at index: Int, first: [ProxyURL: Int]) -> [Advice] {
    guard let chain, let url = chain.entries[index].url else { return [] }
    let name = name(ofEntry: index)
    var reasons: [Advice.Reason] = []
    if let earlier = first[url], earlier < index,
      let number = chain.number(ofEntry: earlier)
    {
      reasons.append(.duplicate(name, earlier: number))
    }
    if url.scheme == .http, url.user != nil { reasons.append(.credentialsOverHTTP(name)) }
    let host = url.host.lowercased()
    let dead = Self.deadHosts.first { host == $0.key || host.hasSuffix("." + $0.key) }
    if let dead { reasons.append(dead.value(name)) }
    return reasons.map { Advice($0, entry: index) }
  }

  /// What one entry gives to tell by what was measured.
  func measuredAdvice(at index: Int) -> [Advice] {
    // Of a gateway its first place tells all.
    guard !isLocal, let mirror = chain?.mirror(ofEntry: index, among: mirrors),
      index != chain?.gateway?.again
    else { return [] }
    var all = causeAdvice(mirror, at: index)
    if mirror.state == .down, mirror.isBlamed, !isBehindSilentProxy(mirror),
      let advice = deadEntry(mirror, at: index)
    {
      all.append(advice)
    }
    if let advice = sumdbAdvice(mirror, at: index) { all.append(advice) }
    for kind in RequestKind.allCases {
      guard let result = mirror.latest[kind] else { continue }
      if case .notFound(let found) = result.outcome, let disguise = found.disguise,
        disguise != .notCached
      {
        let reason = Advice.Reason.hides(
          name(ofEntry: index), status: found.status, kind, disguise, took: result.timings.total)
        all.append(Advice(reason, entry: index))
        break
      }
    }
    for kind in RequestKind.allCases {
      // What go refuses, the walk tells: go did check it.
      guard let result = mirror.latest[kind], result.outcome == .ok, let warning = result.warning
      else { continue }
      all.append(unchecked(warning, kind, at: index))
      break
    }
    return all
  }

  private func deadEntry(_ mirror: MirrorSnapshot, at index: Int) -> Advice? {
    let last = mirror.leading
    if mirror.mirror.isGateway, case .failure(let failure) = last?.outcome {
      // With any other failure something runs there, and the gateway's own are those of the entries behind it.
      guard failure.cause.code == .refused else { return nil }
      return Advice(.gatewayDown(name(ofEntry: index), failure.cause), entry: index)
    }
    let death: Advice.Death =
      switch last?.outcome {
      case .failure(let failure): .failure(failure.cause)
      case .hang: .silence
      default: .failures
      }
    let price = last.map { self.price(of: $0, mirror, at: index) } ?? .none
    let isOnly = chain?.entries.filter { $0.target != .noproxy }.count == 1
    return Advice(.dead(name(ofEntry: index), death, price, isOnly: isOnly), entry: index)
  }

  /// What go pays for an entry whose newest request ends with `last`.
  private func price(
    of last: ProbeResult, _ mirror: MirrorSnapshot, at index: Int
  ) -> Advice.Price {
    guard let chain, index + 1 < chain.entries.count else { return .none }
    if case .hang = last.outcome { return .waits }
    let answer = Answer(last, of: mirror.mirror.url)
    let step = Chain(entries: [chain.entries[index], Chain.Entry(.direct)])
      .walk(Question(last.request.kind, mirror.mirror.canary)) { _ in answer }.steps[0]
    return step.fallsThrough ? step.cost.map { .eachRequest($0) } ?? .none : .stops
  }

  private func sumdbAdvice(_ mirror: MirrorSnapshot, at index: Int) -> Advice? {
    guard case .named(let database) = chain?.checksumDatabase ?? .off,
      mirror.leading?.outcome == .ok, let sumdb = mirror.latest[.sumdb]?.outcome
    else { return nil }
    let name = name(ofEntry: index)
    switch sumdb {
    case .ok: return nil
    case .notFound(let found):
      return Advice(.noSumdb(name, status: found.status, database: database.name), entry: index)
    case .failure(let failure):
      let isLast = index + 1 == chain?.entries.count
      let goesOn =
        chain?.entries[index].fallsThroughOnAnyError == true && !isLast
        && !failure.cause.endsVerification
      return Advice(.sumdbFails(name, failure.cause, othersAreAsked: goesOn), entry: index)
    case .hang: return Advice(.sumdbSilent(name), entry: index)
    }
  }

  private func unchecked(
    _ warning: ProbeResult.ContentWarning, _ kind: RequestKind, at index: Int
  ) -> Advice {
    let name = name(ofEntry: index)
    let reason: Advice.Reason =
      switch warning {
      case .htmlPage: .htmlPage(name, kind)
      case .noModuleLine: .noModuleLine(name)
      case .otherModule: .otherModule(name)
      case .emptyList: .emptyList(name)
      }
    return Advice(reason, entry: index)
  }
}

extension MirrorSnapshot {
  /// Its failures are its own, not a forward proxy's or a name server's.
  fileprivate var isBlamed: Bool {
    switch leading?.outcome.failure?.cause.code {
    case .forwardProxy, .resolverFailed, .resolverTimedOut, .resolverUnreachable: false
    default: true
    }
  }
}
