import GoRules

/// What failures have in common, or tell of something that is not the mirror's.
extension ChainLint {
  /// What is nobody's fault in the chain: forward proxies, name servers, trust, clocks.
  var surroundingAdvice: [Advice] {
    resolverAdvice + (isLocal ? [] : forwardProxyAdvice + trustAdvice + clockAdvice)
  }

  /// What the failures of one mirror, or its certificate, give to tell.
  func causeAdvice(_ mirror: MirrorSnapshot, at index: Int) -> [Advice] {
    let name = name(ofEntry: index)
    var reasons: [Advice.Reason] = []
    if mirror.newest?.outcome.failure?.cause.code == .intermediateMissing {
      reasons.append(.intermediateMissing(name))
    }
    let failures = RequestKind.allCases.compactMap { mirror.latest[$0] }
    if let status = failures.lazy.compactMap(\.refusedStatus).first {
      let hint = credentialHint(for: mirror.mirror.url)
      reasons.append(.credentialsRefused(name, status: status, hint))
    }
    if let late = failures.first(where: { $0.retryAfter != nil && !$0.outcome.isAlive }),
      let status = late.status, let wait = late.retryAfter
    {
      reasons.append(.retryAfter(name, status: status, wait))
    }
    if let days = daysLeft(of: mirror) { reasons.append(.certificateEnds(name, days: days)) }
    return reasons.map { Advice($0, entry: index) }
  }

  // MARK: Of one mirror

  /// Certificates are renewed weeks before they end: one this short was forgotten.
  private static let shortestCertificate = 14

  /// Whole days until the certificate of a mirror ends; nil for more than two weeks, and for one that go refuses.
  private func daysLeft(of mirror: MirrorSnapshot) -> Int? {
    guard let now, let newest = mirror.newest, newest.outcome.failure?.phase != .tls,
      let end = newest.connection.tls?.chain.first?.notAfter, end > now
    else { return nil }
    let days = Int((end - now).seconds / 86_400)
    return days <= Self.shortestCertificate ? days : nil
  }

  private func credentialHint(for url: ProxyURL) -> Advice.CredentialHint {
    if url.user != nil { return .areWrong }
    if url.scheme == .http { return .notOverHTTP }
    guard let environment else { return .areMissing(host: url.authority) }
    if environment["GOAUTH"] == "off" { return .goAuthIsOff }
    guard let netrc = environment.netrc else { return .areMissing(host: url.authority) }
    switch netrc.nearMiss(of: url.authority) {
    case .otherName(let machine): return .otherName(machine: machine.text, host: url.authority)
    case .incomplete(let machine): return .incomplete(machine: machine.text)
    case nil:
      let isThere = netrc.entries.contains { $0.machine.elementsEqual(url.authority.utf8) }
      return isThere ? .areWrong : .areMissing(host: url.authority)
    }
  }

  // MARK: Of several

  /// The newest failures with one of these causes.
  private func failures(_ codes: Set<FailureCause.Code>) -> [(ProbeResult, FailureCause)] {
    mirrors.compactMap { mirror in
      guard let newest = mirror.newest, let cause = newest.outcome.failure?.cause,
        codes.contains(cause.code)
      else { return nil }
      return (newest, cause)
    }
  }

  private var resolverAdvice: [Advice] {
    let failed = failures([.resolverFailed, .resolverTimedOut, .resolverUnreachable])
    guard let (_, cause) = failed.first else { return [] }
    let servers = Set(failed.compactMap(\.0.connection.nameServer)).sorted()
    return servers.isEmpty ? [] : [Advice(.resolverFails(servers: servers, cause))]
  }

  private var forwardProxyAdvice: [Advice] {
    let silent = mirrors.filter(isBehindSilentProxy).compactMap(\.newest).map {
      ($0, FailureCause.forwardProxy(ServerText("no answer")))
    }
    let failed =
      failures([.forwardProxy]).filter { $0.0.connection.forwardProxy != nil } + silent
    let byProxy = Dictionary(grouping: failed) { $0.0.connection.forwardProxy ?? "" }
    return byProxy.keys.sorted().compactMap { proxy in
      byProxy[proxy]?.first.map { result, cause in
        let isHTTPS = mirrors.first { $0.id == result.mirror }?.mirror.url.scheme == .https
        return Advice(
          .forwardProxyFails(proxy, variable: proxyVariable(isHTTPS: isHTTPS), cause))
      }
    }
  }

  /// A plain request went to a forward proxy that has answered for nobody: whoever is silent there, nothing tells of the
  /// mirror.
  func isBehindSilentProxy(_ mirror: MirrorSnapshot) -> Bool {
    guard mirror.mirror.url.scheme == .http, let newest = mirror.newest,
      case .hang = newest.outcome, let proxy = newest.connection.forwardProxy
    else { return false }
    return !mirrors.contains { other in
      guard let newest = other.newest, newest.connection.forwardProxy == proxy else { return false }
      switch newest.outcome {
      case .ok, .notFound: return true
      case .failure(let failure): return failure.cause.code != .forwardProxy
      case .hang: return false
      }
    }
  }

  /// The variable from which go takes the forward proxy.
  private func proxyVariable(isHTTPS: Bool) -> String {
    let name = isHTTPS ? "HTTPS_PROXY" : "HTTP_PROXY"
    let isUpper = environment?.variables[name]?.isEmpty == false
    let lower = name.lowercased()
    return !isUpper && environment?.variables[lower]?.isEmpty == false ? lower : name
  }

  /// Several mirrors whose certificates are not trusted speak of what lies between, or of the trust store.
  private var trustAdvice: [Advice] {
    let untrusted = failures([.certificateNotTrusted, .certificateSelfSigned])
    let hosts = Set(untrusted.compactMap { host(of: $0.0.mirror) })
    guard hosts.count > 1 else { return [] }
    let issuers = untrusted.compactMap { $0.0.connection.tls?.chain.last?.issuer.text }
    if let issuer = issuers.first, issuers.count == untrusted.count,
      issuers.allSatisfy({ $0 == issuer })
    {
      return [Advice(.intercepted(issuer: issuer, mirrors: hosts.count))]
    }
    let trusted = mirrors.contains { mirror in
      mirror.newest?.connection.tls != nil && mirror.newest?.outcome.failure?.phase != .tls
    }
    return trusted ? [] : [Advice(.nothingTrusted(mirrors: hosts.count))]
  }

  /// Servers that agree with each other this closely, and not with this machine, are right.
  private static let clockAgreement = Duration.seconds(60)
  /// Less is neither here nor there.
  private static let clockTolerance = Duration.seconds(120)

  private var clockAdvice: [Advice] {
    var offsets: [String: Duration] = [:]
    for mirror in mirrors {
      guard let offset = mirror.newest?.clockAhead else { continue }
      offsets[mirror.mirror.url.host] = offset
    }
    let sorted = offsets.values.sorted()
    guard sorted.count > 1, let least = sorted.first, let most = sorted.last,
      most - least <= Self.clockAgreement,
      least > Self.clockTolerance || most < .zero - Self.clockTolerance
    else { return [] }
    return [Advice(.clockIsOff(by: .zero - sorted[sorted.count / 2], mirrors: sorted.count))]
  }

  private func host(of mirror: Mirror.ID) -> String? {
    mirrors.first { $0.id == mirror }?.mirror.url.host
  }
}

extension MirrorSnapshot {
  /// The newest answer of the kind that it is judged by.
  fileprivate var newest: ProbeResult? { leading ?? lastCold }
}

extension ProbeResult {
  /// 401 or 407, where that is how it ended.
  fileprivate var refusedStatus: Int? {
    guard let cause = outcome.failure?.cause, cause.code == .status, let number = cause.number
    else { return nil }
    return number == 401 || number == 407 ? number : nil
  }
}
