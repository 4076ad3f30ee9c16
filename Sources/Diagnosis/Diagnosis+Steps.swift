import GoRules
import Health

/// What was looked at, in the order in which go depends on it.
extension Diagnosis {
  package var steps: [Step] {
    [command] + settings + lint + network + facts.snapshot.mirrors.flatMap(steps) + trials + end
  }

  // MARK: - This machine

  private var command: Step {
    guard let go = facts.go else { return Step(.go, "", .warn) }
    return Step(.go, "", facts.go?.release ?? 99 < 13 ? .fail : .pass, .command(go))
  }

  /// The settings in force that are not as go comes.
  private static let keys = [
    "GONOPROXY", "GOPRIVATE", "GONOSUMDB", "GOSUMDB", "GOINSECURE", "GOAUTH", "GOVCS", "GOFLAGS",
    "GODEBUG",
  ]
  /// What go's client reads, and go's own files do not have.
  private static let variables = [
    "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
  ]

  private var settings: [Step] {
    let chain = facts.snapshot.chain
    var steps = [
      Step(
        .setting, "GOPROXY", chain == nil ? .fail : .pass,
        .setting("GOPROXY", facts.snapshot.setting))
    ]
    guard let environment = facts.environment else { return steps }
    for key in Self.keys {
      let setting = environment.setting(key)
      guard !setting.value.isEmpty, ![.default, .gorootGoEnv].contains(setting.source) else {
        continue
      }
      steps.append(Step(.setting, key, .pass, .setting(key, setting)))
    }
    for key in Self.variables {
      guard let value = environment.variables[key], !value.isEmpty else { continue }
      steps.append(
        Step(
          .setting, key, .pass, .setting(key, GoproxySetting(value: value, source: .environment))))
    }
    return steps
  }

  /// What findings tell of better.
  private static let measured: Set<Advice.Code> = [.deadEntry, .commaHidesFallback]

  private var lint: [Step] {
    let advice = facts.snapshot.advice.filter { !Self.measured.contains($0.code) }
    if advice.isEmpty { return [Step(.lint, "", .pass)] }
    return advice.map { Step(.lint, "", $0.severity == .error ? .fail : .warn, .advice($0)) }
  }

  // MARK: - The network

  private var network: [Step] {
    let names = facts.names.map { fact in
      let isKnownElsewhere = facts.names.contains { $0.host == fact.host && !$0.addresses.isEmpty }
      let result: Step.Result =
        facts.leadsNowhere(fact.host)
        ? .warn : fact.fault == nil ? .pass : isKnownElsewhere ? .warn : .fail
      return Step(.name, fact.host, result, .name(fact), time: fact.time)
    }
    let reaches = facts.reaches.map { fact in
      let isReached = facts.reaches.contains { $0.peer == fact.peer && $0.failure == nil }
      return Step(
        .tcp, fact.peer, fact.failure == nil ? .pass : isReached ? .warn : .fail, .reach(fact),
        time: fact.failure == nil ? fact.time : nil)
    }
    return names + reaches
  }

  private func steps(_ mirror: MirrorSnapshot) -> [Step] {
    let name = mirror.mirror.name
    guard let probe = mirror.lastCold ?? mirror.leadingResult else {
      return [Step(kind(of: mirror), name, .notApplicable)]
    }
    guard mirror.mirror.service == .proxy else {
      return [requests(mirror, kind(of: mirror))]
    }
    return [forwardProxy(probe, name), tls(mirror, probe), http(probe, name)].compactMap(\.self)
      + [requests(mirror, .requests), sumdb(mirror)].compactMap(\.self) + deepSteps(mirror)
  }

  private func kind(of mirror: MirrorSnapshot) -> Step.Kind {
    switch mirror.mirror.service {
    case .proxy: .requests
    case .direct: .direct
    case .checksumDatabase: .sumdb
    }
  }

  private func forwardProxy(_ probe: ProbeResult, _ name: String) -> Step? {
    guard let proxy = probe.connection.forwardProxy else { return nil }
    if let cause = probe.outcome.failure?.cause, cause.code == .forwardProxy {
      return Step(.forwardProxy, name, .fail, .cause(cause))
    }
    return Step(.forwardProxy, name, .pass, .forwardProxy(proxy), time: probe.timings.forwardProxy)
  }

  private func tls(_ mirror: MirrorSnapshot, _ probe: ProbeResult) -> Step? {
    guard mirror.mirror.url.scheme == .https else { return nil }
    let name = mirror.mirror.name
    switch probe.outcome.failure?.phase {
    case .resolve, .connect: return Step(.tls, name, .skip)
    case .tls: return Step(.tls, name, .fail, probe.outcome.failure.map { .cause($0.cause) })
    default: break
    }
    guard let facts = probe.connection.tls else { return Step(.tls, name, .skip) }
    let left = facts.chain.first.map { $0.notAfter - self.facts.snapshot.now.wall }
    let days = left.map { Int($0.components.seconds / 86_400) }
    return Step(
      .tls, name, days ?? 99 < 14 ? .warn : .pass, .tls(facts, days: days), time: probe.timings.tls)
  }

  private func http(_ probe: ProbeResult, _ name: String) -> Step? {
    probe.connection.httpVersion.map { Step(.http, name, .pass, .http(version: $0)) }
  }

  private static let kinds: [RequestKind] = [.info, .mod, .zip, .list, .latest]

  /// What it answers, the worst of it where it does not serve all.
  private func requests(_ mirror: MirrorSnapshot, _ step: Step.Kind) -> Step {
    let asked = step == .sumdb ? [.sumdb] : Self.kinds
    let known = asked.compactMap { kind in mirror.latest[kind].map { (kind, $0) } }
    let worst = known.first { !$0.1.outcome.isAlive } ?? known.first { $0.1.outcome != .ok }
    let leading = worst ?? known.first
    guard let (_, result) = leading else { return Step(step, mirror.mirror.name, .skip) }
    let same = known.filter { $0.1.outcome == result.outcome }.map(\.0)
    return Step(
      step, mirror.mirror.name,
      result.outcome == .ok ? .pass : result.outcome.isAlive ? .warn : .fail,
      .outcome(same, result.outcome, result.silence, times: nil), time: result.timings.total)
  }

  private func sumdb(_ mirror: MirrorSnapshot) -> Step? {
    guard let result = mirror.latest[.sumdb] else { return nil }
    // Who does not carry the database says so by 404; go then asks the next.
    return Step(
      .sumdb, mirror.mirror.name, result.outcome.isAlive ? .pass : .fail,
      .outcome([.sumdb], result.outcome, result.silence, times: nil), time: result.timings.total)
  }

  // MARK: - The end

  private var trials: [Step] {
    troubles.flatMap { trouble in
      Trial.Kind.allCases.compactMap { kind in
        guard let mirror = trouble.mirror,
          let outcome = facts.trials[Trial(kind, of: mirror.id, trouble.question)]?.outcome
        else { return nil }
        return Step(.trial, trouble.name, outcome.isAlive ? .pass : .fail, .trial(kind, outcome))
      }
    }
  }

  private var end: [Step] {
    let verdict = facts.verdict
    let result: Step.Result =
      switch verdict {
      case .served: .pass
      case .fallback, .direct, .unknown: .warn
      case .broken, .hangs: .fail
      }
    return [Step(.walk, "", result, .walk(verdict)), referee]
  }

  private var referee: Step {
    if let failure = facts.refereeFailure {
      return Step(.referee, "", .skip, .refereeFailed(failure))
    }
    guard let report = facts.referee, let ruling = report.rulings.first else {
      return Step(.referee, "", .notApplicable)
    }
    let result: Step.Result = ruling.go == .works ? .pass : .fail
    return Step(.referee, "", result, .ruling(ruling), time: report.time)
  }
}

extension MirrorSnapshot {
  /// Some answer, where none was on a new connection.
  fileprivate var leadingResult: ProbeResult? {
    RequestKind.allCases.lazy.compactMap { latest[$0] }.first
  }
}
