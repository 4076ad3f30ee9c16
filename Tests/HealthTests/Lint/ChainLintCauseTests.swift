import GoRules
import Health
import Testing

/// What failures tell of the surroundings, and what is therefore not blamed on a mirror.
struct ChainLintCauseTests {
  private static let now = Duration.seconds(1_700_000_000)

  private func mirror(
    _ host: String, _ outcome: RequestOutcome, state: HealthState = .down, scheme: String = "https",
    _ change: (inout ProbeResult) -> Void = { _ in }
  ) throws -> MirrorSnapshot {
    let chain = try Chain(parsing: "\(scheme)://\(host)")
    let url = try #require(chain.entries[0].url)
    let mirror = Mirror(name: host, url: url)
    var snapshot = MirrorSnapshot(mirror: mirror, state: state)
    var result = ProbeResult(
      mirror: mirror.id, request: ProbeRequest(.info, canary: .standard, use: .cold),
      startedAt: Timestamp(monotonic: .zero, wall: Self.now), outcome: outcome)
    if case .failure(let failure) = outcome, failure.cause.code == .status {
      result.status = failure.cause.number
    }
    change(&result)
    snapshot.latest[.info] = result
    return snapshot
  }

  private func reasons(
    _ mirrors: [MirrorSnapshot], _ variables: [String: String] = [:], netrc: String? = nil,
    isLocal: Bool = false
  ) throws -> [Advice.Reason] {
    let value = mirrors.map(\.mirror.url.redacted).joined(separator: "|")
    var environment = GoEnvironment(variables: variables, userFile: nil)
    environment.netrc = netrc.map { NetrcFile($0.utf8) }
    var lint = ChainLint(
      setting: GoproxySetting(value: value, source: .environment), chain: try Chain(parsing: value),
      environment: environment, mirrors: mirrors)
    lint.now = Self.now
    lint.isLocal = isLocal
    return lint.advice.map(\.reason)
  }

  private func failed(_ phase: Phase, _ cause: FailureCause) -> RequestOutcome {
    .failure(RequestFailure(phase, cause))
  }

  @Test(
    arguments: [
      (nil, [:], Advice.CredentialHint.areMissing(host: "a.example:8443")),
      (
        "machine a.example login u password p", [:],
        .otherName(machine: "a.example", host: "a.example:8443")
      ),
      (
        "machine A.example:8443 login u password p", [:],
        .otherName(machine: "A.example:8443", host: "a.example:8443")
      ),
      (
        "machine http://a.example:8443/ login u password p", [:],
        .otherName(machine: "http://a.example:8443/", host: "a.example:8443")
      ),
      ("machine a.example:8443 login u", [:], .incomplete(machine: "a.example:8443")),
      ("machine b.example login u password p", [:], .areMissing(host: "a.example:8443")),
      (
        "machine https://a.example:8443/ login u password p", [:],
        .areMissing(host: "a.example:8443")
      ),
      ("machine a.example:8443 login u password p", [:], .areWrong),
      ("machine a.example login u password p", ["GOAUTH": "off"], .goAuthIsOff),
    ] as [(String?, [String: String], Advice.CredentialHint)])
  func saysWhatCredentialsLack(
    netrc: String?, variables: [String: String], hint: Advice.CredentialHint
  ) throws {
    let refused = try mirror("a.example:8443", failed(.processing, .status(401)), state: .up)
    #expect(
      try reasons([refused], variables, netrc: netrc) == [
        .credentialsRefused("a.example:8443", status: 401, hint)
      ])
  }

  @Test func credentialsInTheURL() throws {
    let wrong = try mirror("u:p@a.example", failed(.processing, .status(401)), state: .up)
    #expect(
      try reasons([wrong]) == [.credentialsRefused("u:p@a.example", status: 401, .areWrong)])
    let plain = try mirror(
      "a.example", failed(.processing, .status(407)), state: .up, scheme: "http")
    #expect(
      try reasons([plain]) == [.credentialsRefused("a.example", status: 407, .notOverHTTP)])
  }

  private func untrusted(_ host: String, issuer: String) throws -> MirrorSnapshot {
    try mirror(host, failed(.tls, .certificateNotTrusted), state: .up) {
      $0.connection.tls = TLSFacts(
        version: "TLSv1.3",
        chain: [
          CertificateFacts(
            subject: ServerText(host), issuer: ServerText(issuer), notBefore: .zero,
            notAfter: Self.now + .seconds(86_400))
        ])
    }
  }

  @Test func oneIssuerOnSeveralMirrorsIntercepts() throws {
    let both = [
      try untrusted("a.example", issuer: "BigCorp"), try untrusted("b.example", issuer: "BigCorp"),
    ]
    #expect(try reasons(both) == [.intercepted(issuer: "BigCorp", mirrors: 2)])
    #expect(try reasons([both[0]]).isEmpty)
    #expect(try reasons(both, isLocal: true).isEmpty)
  }

  @Test func severalIssuersSpeakOfTheTrustStore() throws {
    var mirrors = [
      try untrusted("a.example", issuer: "X"), try untrusted("b.example", issuer: "Y"),
    ]
    #expect(try reasons(mirrors) == [.nothingTrusted(mirrors: 2)])
    // One that is trusted shows that the store has something in it.
    mirrors.append(
      try mirror("c.example", .ok, state: .up) { $0.connection.tls = TLSFacts(version: "TLSv1.3") })
    #expect(try reasons(mirrors).isEmpty)
  }

  @Test func aMissingIntermediateIsTheMirrorsOwn() throws {
    let mirror = try mirror("a.example", failed(.tls, .intermediateMissing), state: .up)
    #expect(try reasons([mirror]) == [.intermediateMissing("a.example")])
  }

  @Test func aForwardProxyIsNamedAndNoMirrorIsBlamed() throws {
    let cause = FailureCause.forwardProxy(ServerText("connection refused"))
    let mirrors = try ["a.example", "b.example"].map { host in
      try mirror(host, failed(.connect, cause)) { $0.connection.forwardProxy = "http://p:3128" }
    }
    #expect(
      try reasons(mirrors, ["https_proxy": "http://p:3128"]) == [
        .forwardProxyFails("http://p:3128", variable: "https_proxy", cause)
      ])
  }

  /// A plain request that ends in silence may have come no further than the forward proxy.
  @Test(arguments: [true, false])
  func aSilentForwardProxyIsNamed(isSilentForAll: Bool) throws {
    let mirrors = try ["a.example", "b.example"].map { host in
      let isSilent = isSilentForAll || host == "a.example"
      return try mirror(
        host, isSilent ? .hang(.processing) : .ok, state: isSilent ? .down : .up, scheme: "http"
      ) {
        $0.connection.forwardProxy = "http://p:3128"
      }
    }
    let advice = Advice.Reason.forwardProxyFails(
      "http://p:3128", variable: "HTTP_PROXY", .forwardProxy(ServerText("no answer")))
    let told = try reasons(mirrors, ["HTTP_PROXY": "http://p:3128"])
    #expect(told.contains(advice) == isSilentForAll)
    #expect(told.contains { if case .dead = $0 { true } else { false } } != isSilentForAll)
  }

  @Test func aNameServerIsNamedAndNoMirrorIsBlamed() throws {
    let mirrors = try ["a.example", "b.example"].map { host in
      try mirror(host, failed(.resolve, .resolverTimedOut)) {
        $0.connection.nameServer = "[::1]:53"
      }
    }
    let advice = Advice.Reason.resolverFails(servers: ["[::1]:53"], .resolverTimedOut)
    #expect(try reasons(mirrors) == [advice])
    #expect(try reasons(mirrors, isLocal: true) == [advice])
  }

  @Test func withoutANetworkNothingElseIsToBlame() throws {
    let mirrors = try ["a.example", "b.example"].map {
      try mirror($0, failed(.connect, .networkUnreachable))
    }
    #expect(try reasons(mirrors).count == 2)
    #expect(try reasons(mirrors, isLocal: true).isEmpty)
  }

  @Test(
    arguments: [
      (Duration.seconds(15 * 86_400), nil), (.seconds(14 * 86_400 + 5), 14), (.seconds(3600), 0),
      (.seconds(-5), nil),
    ] as [(Duration, Int?)])
  func aCertificateThatEndsSoon(left: Duration, days: Int?) throws {
    let mirror = try mirror("a.example", .ok, state: .up) {
      $0.connection.tls = TLSFacts(
        version: "TLSv1.3",
        chain: [
          CertificateFacts(
            subject: ServerText("a"), issuer: ServerText("b"), notBefore: .zero,
            notAfter: Self.now + left)
        ])
    }
    #expect(try reasons([mirror]) == days.map { [.certificateEnds("a.example", days: $0)] } ?? [])
  }

  @Test(
    arguments: [
      ([600, 610], -610), ([-600, -590], 590), ([600], nil), ([600, 5], nil), ([100, 110], nil),
      ([600, 900], nil),
    ] as [([Int], Int?)])
  func aClockThatSeveralMirrorsContradict(ahead: [Int], off: Int?) throws {
    let mirrors = try ahead.indices.map { index in
      try mirror("m\(index).example", .ok, state: .up) { $0.clockAhead = .seconds(ahead[index]) }
    }
    #expect(
      try reasons(mirrors)
        == off.map { [.clockIsOff(by: .seconds($0), mirrors: ahead.count)] } ?? [])
  }

  @Test func aServerThatAsksToStayAway() throws {
    let mirror = try mirror("a.example", failed(.processing, .status(429)), state: .up) {
      $0.retryAfter = .seconds(60)
    }
    #expect(try reasons([mirror]) == [.retryAfter("a.example", status: 429, .seconds(60))])
  }
}
