extension ChainLint {
  /// Hosts whose service has ended, and what tells so. Add one only with a public source.
  private static let deadHosts = [
    // JFrog ended GoCenter on 2021-05-01; clients that pinned it broke (stern/stern#123, stripe/stripe-cli#643).
    "gocenter.io": "JFrog ended GoCenter in May 2021"
  ]

  /// What one entry gives to tell as it is written.
  func writtenAdvice(at index: Int) -> [Advice] {
    guard let chain, let url = chain.entries[index].url else { return [] }
    var all: [Advice] = []
    if let earlier = chain.entries[..<index].firstIndex(where: { $0.url == url }) {
      all.append(
        Advice(
          .duplicateEntry,
          "\(name(ofEntry: index)) is also entry \(number(of: earlier)): asking it again gets the same "
            + "answer and costs its time twice", entry: index))
    }
    if url.scheme == .http, url.user != nil {
      all.append(
        Advice(
          .credentialsOverHTTP,
          "go refuses to send credentials over http: every request to \(name(ofEntry: index)) fails; "
            + "use https, or take them out of the URL", entry: index))
    }
    let host = url.host.lowercased()
    if let reason = Self.deadHosts.first(where: { host == $0.key || host.hasSuffix("." + $0.key) })
    {
      all.append(
        Advice(
          .knownDeadHost,
          "\(reason.value): \(name(ofEntry: index)) does not come back; take it out",
          entry: index))
    }
    return all
  }

  /// The number that a person gives the entry, from 1: `noproxy` has none.
  private func number(of index: Int) -> Int {
    chain?.entries.first?.target == .noproxy ? index : index + 1
  }

  /// What one entry gives to tell by what was measured.
  func measuredAdvice(at index: Int) -> [Advice] {
    guard let mirror = snapshot(ofEntry: index) else { return [] }
    var all: [Advice] = []
    if mirror.state == .down { all.append(deadEntry(mirror, at: index)) }
    if let advice = sumdbAdvice(mirror, at: index) { all.append(advice) }
    for kind in RequestKind.allCases {
      guard let result = mirror.latest[kind] else { continue }
      if case .notFound(let found) = result.outcome, let disguise = found.disguise {
        all.append(hidden(disguise, found.status, kind, result.timings.total, at: index))
        break
      }
    }
    for kind in RequestKind.allCases {
      guard let warning = mirror.latest[kind]?.warning else { continue }
      all.append(unchecked(warning, kind, at: index))
      break
    }
    return all
  }

  private func deadEntry(_ mirror: MirrorSnapshot, at index: Int) -> Advice {
    let last = mirror.latest[.info]
    let cause: String
    var price = ""
    switch last?.outcome {
    case .failure(let failure): cause = failure.cause.text
    case .hang: cause = "silence"
    default: cause = "failures"
    }
    if let chain, let last, index + 1 < chain.entries.count {
      let answer = Answer(last, of: mirror.mirror.url)
      let question = Question(.info, mirror.mirror.canary)
      let step = Chain(entries: [chain.entries[index], Chain.Entry(.direct)])
        .walk(question) { _ in answer }.steps[0]
      if case .hang = last.outcome {
        price = "; go waits for it for ever, whatever the separator"
      } else if !step.fallsThrough {
        price = "; go stops here"
      } else if let cost = step.cost {
        price = "; each request pays \(cost.inWords) for it before go goes on"
      }
    }
    return Advice(
      .deadEntry,
      "\(name(ofEntry: index)) is down (\(cause))\(price); without the entry go would not ask it, and "
        + "would not use it when it is back", entry: index)
  }

  private func sumdbAdvice(_ mirror: MirrorSnapshot, at index: Int) -> Advice? {
    guard case .named(let database) = chain?.checksumDatabase ?? .off,
      mirror.latest[.info]?.outcome == .ok, let sumdb = mirror.latest[.sumdb]?.outcome
    else { return nil }
    let name = name(ofEntry: index)
    switch sumdb {
    case .ok: return nil
    case .notFound(let found):
      return Advice(
        .noSumdb,
        "\(name) serves modules but not the checksum database (\(found.status)): go asks the entries "
          + "after it, then \(database) itself; where that is blocked, verification fails",
        entry: index)
    case .failure(let failure):
      let isLast = index + 1 == chain?.entries.count
      let end =
        chain?.entries[index].fallsThroughOnAnyError == true && !isLast
        ? "go asks the entries after it" : "new modules fail although they are served"
      return Advice(
        .noSumdb,
        "\(name) serves modules, but its checksum database fails (\(failure.cause.text)): \(end)",
        entry: index)
    case .hang:
      return Advice(
        .noSumdb,
        "\(name) serves modules, but its checksum database is silent: go waits for it for ever",
        entry: index)
    }
  }

  private func hidden(
    _ disguise: NotFound.Disguise, _ status: Int, _ kind: RequestKind, _ total: Duration?,
    at index: Int
  ) -> Advice {
    let reason =
      switch disguise {
      case .fetchTimedOut: "says that fetching timed out"
      case .badUpstream: "says that its upstream is broken"
      case .slow: total.map { "took \($0.inWords)" } ?? "was slow"
      }
    return Advice(
      .hidesFailure,
      "\(name(ofEntry: index)): the \(status) for \(kind.rawValue) \(reason): the module may be there; "
        + "go takes it as not found and goes on after `,` too", entry: index)
  }

  private func unchecked(
    _ warning: ProbeResult.ContentWarning, _ kind: RequestKind, at index: Int
  ) -> Advice {
    let name = name(ofEntry: index)
    let message =
      switch warning {
      case .htmlPage:
        "\(name) answers \(kind.rawValue) with an HTML page (a captive portal or a block page): go does "
          + "not look, and can keep it in the module cache; `go clean -modcache` takes it out"
      case .noModuleLine:
        "\(name): the .mod has no module line: go takes it unchecked unless the checksum database does"
      case .emptyList:
        "\(name) answers list with no version: go takes that as the truth and asks no entry after it"
      }
    return Advice(.uncheckedContent, message, entry: index)
  }
}
