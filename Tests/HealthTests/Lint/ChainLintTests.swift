import GoRules
import Health
import Testing

/// What is advised for a chain, code by code.
struct ChainLintTests {
  private func lint(_ value: String, _ variables: [String: String] = [:], file: String? = nil)
    -> ChainLint
  {
    let userFile = file.map { GoEnvFile(bytes: Array($0.utf8)) }
    let go = GoEnvironment(variables: variables, userFile: userFile)
    return ChainLint(
      setting: GoproxySetting(value: value, source: .goEnvFile), chain: try? go.chain(of: value),
      environment: go)
  }

  private static let written: [(value: String, codes: [Advice.Code])] = [
    ("https://proxy.golang.org,direct", []),
    ("https://a.example|https://b.example|direct", []),
    ("https://a.example,https://b.example|direct", [.commaHidesFallback]),
    ("https://a.example,direct,https://b.example", [.entriesAfterTerminator]),
    ("off|https://b.example", [.entriesAfterTerminator]),
    ("https://a.example,direct,", []),
    ("https://a.example|https://b.example|https://a.example/", [.duplicateEntry]),
    ("http://u:pw@a.example|direct", [.credentialsOverHTTP]),
    ("https://gocenter.io,direct", [.knownDeadHost]),
    ("https://notgocenter.io,direct", []),
    ("https://u:pw@corp.example|https://proxy.golang.org|direct", [.pipeLeaksPrivate]),
    ("http://10.1.2.3:3000|https://proxy.golang.org", [.pipeLeaksPrivate]),
    ("https://athens|https://goproxy.cn", [.pipeLeaksPrivate]),
    ("https://goproxy.corp|https://u:pw@corp.example", []),
    ("http://127.0.0.1:3000|https://proxy.golang.org", []),
    ("http://8.8.8.8|https://proxy.golang.org", []),
    ("", [.emptyGoproxy]),
    ("https://a.example;https://b.example", [.wrongSeparator]),
    ("https://a.example/x;y,direct", []),
    ("https://a.example https://b.example,direct", [.wrongSeparator]),
    (" https://a.example , direct", []),
    ("bogus", []),
  ]

  @Test(arguments: written.indices)
  func readsTheValue(index: Int) {
    let (value, codes) = Self.written[index]
    #expect(lint(value).advice.map(\.code) == codes, "\(value)")
  }

  private static let surroundings:
    [(variables: [String: String], file: String?, codes: [Advice.Code])] = [
      (["GOFLAGS": "-x -mod=vendor"], nil, [.modVendor]),
      (["GOFLAGS": "-mod=mod"], nil, []),
      ([:], "GOFLAGS=-mod=vendor\n", [.modVendor]),
      (["GODEBUG": "netdns=go,http2client=0"], nil, [.http2Disabled]),
      ([:], "GODEBUG=http2client=0\n", []),
      (["GOSUMDB": "off"], nil, [.unverifiedModules]),
      (["GONOSUMDB": "*"], nil, [.unverifiedModules]),
      (["GONOSUMDB": "github.com"], nil, [.unverifiedModules]),
      (["GOPRIVATE": "github.com/corp,gopkg.in/corp.v1"], nil, []),
      (["GOPRIVATE": "corp.example"], nil, []),
      (
        ["GOPRIVATE": "a.example, b.example"], nil,
        [.patternNeverMatches]
      ),
      ([:], "GONOPROXY=corp.example\r\n", [.patternNeverMatches]),
      (["GOPRIVATE": "\"corp.example\""], nil, [.patternNeverMatches]),
      (["GOPRIVATE": "https://corp.example"], nil, [.patternNeverMatches]),
      (["GONOSUMDB": "a.example;b.example"], nil, [.patternNeverMatches]),
      (["GOINSECURE": "a.example|b.example"], nil, [.patternNeverMatches]),
      (["GOPRIVATE": "[corp.example]"], nil, [.patternNeverMatches]),
      (["GOPRIVATE": "${CORP}/x"], nil, [.patternNeverMatches]),
      (["GOPRIVATE": "corp.example/..."], nil, [.patternNeverMatches]),
      (["GOPRIVATE": "*.corp.example,corp.example/*"], nil, []),
      (
        ["GONETWORKTIMEOUT": "5s", "GOPROXY_TIMEOUT": "5"], nil,
        [.unknownVariable, .unknownVariable]
      ),
      (["GODEBUG": "httpclient=1,http2debug=1"], nil, [.unknownVariable]),
      (["GOPROXY": "https://a.example"], "GOPROXY=https://b.example\n", [.exportedOverridesFile]),
      (["GOPROXY": "https://a.example"], "GOPROXY=https://a.example\n", []),
    ]

  @Test(arguments: surroundings.indices)
  func readsTheSettings(index: Int) {
    let (variables, file, codes) = Self.surroundings[index]
    #expect(lint("https://a.example,direct", variables, file: file).advice.map(\.code) == codes)
  }

  @Test func theWorstComesFirst() {
    let go = lint(
      "https://a.example,https://a.example,https://b.example",
      ["GOSUMDB": "off", "GOFLAGS": "-mod=vendor"])
    #expect(
      go.advice.map(\.severity) == [.warning, .warning, .warning, .note, .note])
    #expect(lint("").advice.map(\.severity) == [.error])
    #expect(
      lint("http://u:pw@a.example,direct,https://b.example").advice.map(\.severity) == [
        .error, .warning,
      ])
  }

  @Test func showsNoPassword() {
    let go = lint(
      "https://u:s3cret@a.example,direct,https://u:s3cret@b.example",
      ["GOPROXY": "https://x.example"], file: "GOPROXY=https://u:s3cret@c.example\n")
    #expect(go.advice.count == 2)
    #expect(go.advice.allSatisfy { !"\($0.reason)".contains("s3cret") })
  }

  // MARK: What was measured

  private func mirror(
    _ url: ProxyURL, _ state: HealthState, _ outcomes: [RequestKind: RequestOutcome],
    _ milliseconds: Int = 40, warning: ProbeResult.ContentWarning? = nil
  ) -> MirrorSnapshot {
    let mirror = Mirror(name: url.host, url: url)
    var snapshot = MirrorSnapshot(mirror: mirror, state: state)
    for (kind, outcome) in outcomes {
      var result = ProbeResult(
        mirror: mirror.id, request: ProbeRequest(kind, canary: .standard, use: .cold),
        startedAt: Timestamp(monotonic: .zero, wall: .zero), outcome: outcome)
      result.timings.total = .milliseconds(milliseconds)
      result.warning = warning
      snapshot.latest[kind] = result
    }
    return snapshot
  }

  private func measured(_ value: String, _ mirrors: [MirrorSnapshot]) throws -> [Advice] {
    let chain = try Chain(parsing: value)
    let walks = RequestKind.allCases.map { kind in
      chain.walk(Question(kind, .standard)) { entry in
        if chain.entries[entry].isVersionControl { return Answer(.ok) }
        let id = chain.entries[entry].url.map { Mirror.ID(rawValue: $0.redacted) }
        return mirrors.first { $0.mirror.id == id }.flatMap { mirror in
          mirror.latest[kind].map { Answer($0, of: mirror.mirror.url) }
        }
      }
    }
    return ChainLint(
      setting: GoproxySetting(value: value, source: .environment), chain: chain, mirrors: mirrors,
      walks: walks
    ).advice
  }

  private let a = ProxyURL(scheme: .https, host: "a.example")
  private let b = ProxyURL(scheme: .https, host: "b.example")
  private let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))

  @Test func tellsWhatTheCommaHides() throws {
    let advice = try measured(
      "https://a.example,https://b.example",
      [mirror(a, .up, [.info: refused, .zip: refused]), mirror(b, .up, [.info: .ok, .zip: .ok])])
    #expect(advice.map(\.code) == [.commaHidesFallback])
    // Without a network of our own, `|` would help nobody.
    let local = try measured("https://a.example,direct", [mirror(a, .local, [.info: refused])])
    #expect(local.isEmpty)
    #expect(
      advice == [
        Advice(
          .commaHides(
            "a.example", .refused, [.info, .zip], by: "b.example", wait: .milliseconds(80)),
          entry: 0)
      ])
  }

  @Test func saysNothingOfACommaThatHidesNothing() throws {
    let value = "https://a.example,https://b.example"
    let bothDown = [mirror(a, .up, [.info: refused]), mirror(b, .up, [.info: refused])]
    #expect(try measured(value, bothDown).isEmpty)
    let served = [mirror(a, .up, [.info: .ok]), mirror(b, .up, [.info: .ok])]
    #expect(try measured(value, served).isEmpty)
  }

  @Test(arguments: [
    ("https://a.example|direct", Advice.Price.eachRequest(.milliseconds(40))),
    ("https://a.example,direct", .stops), ("https://a.example", .none),
  ])
  func tellsThePriceOfADeadEntry(value: String, price: Advice.Price) throws {
    let advice = try measured(value, [mirror(a, .down, [.info: refused])])
    let dead = try #require(advice.first { $0.code == .deadEntry })
    let isOnly = price == .none
    #expect(dead.reason == .dead("a.example", .failure(.refused), price, isOnly: isOnly))
    let silent = mirror(a, .down, [.info: .hang(.processing)])
    let silence = try #require(try measured(value, [silent]).first { $0.code == .deadEntry })
    #expect(
      silence.reason
        == .dead("a.example", .silence, isOnly ? .none : .waits, isOnly: isOnly))
  }

  @Test func tellsOfAGatewayThatIsDownOnce() throws {
    let value = "http://127.0.0.1:1|http://127.0.0.1:1/again|https://a.example"
    let chain = try Chain(parsing: value)
    func rows(_ outcome: RequestOutcome) throws -> [MirrorSnapshot] {
      try (0...1).map { entry in
        let url = try #require(chain.entries[entry].url)
        var row = mirror(url, .down, [.info: outcome])
        row.mirror = Mirror(url: url, entry: entry, of: chain, canary: .standard)
        return row
      }
    }
    #expect(
      try measured(value, rows(refused)) == [Advice(.gatewayDown("gateway", .refused), entry: 0)])
    #expect(try measured(value, rows(.hang(.processing))).map(\.code) == [.deadEntry])
    // It runs, and tells how the list behind it fares.
    #expect(try measured(value, rows(.failure(RequestFailure(.processing, .status(502))))).isEmpty)
  }

  @Test func tellsOfMissingChecksums() throws {
    let notFound = RequestOutcome.notFound(NotFound(status: 404))
    let cases: [(RequestOutcome, Advice.Reason)] = [
      (notFound, .noSumdb("a.example", status: 404, database: "sum.golang.org")),
      (refused, .sumdbFails("a.example", .refused, othersAreAsked: false)),
      (.hang(.processing), .sumdbSilent("a.example")),
    ]
    for (outcome, reason) in cases {
      let advice = try measured(
        "https://a.example", [mirror(a, .up, [.info: .ok, .sumdb: outcome])])
      #expect(advice == [Advice(reason, entry: 0)])
    }
    let whole = try measured("https://a.example", [mirror(a, .up, [.info: .ok, .sumdb: .ok])])
    #expect(whole.isEmpty)
  }

  @Test func tellsWhatA404Hides() throws {
    let slow = RequestOutcome.notFound(NotFound(status: 404, disguise: .slow))
    let advice = try measured("https://a.example", [mirror(a, .up, [.info: slow], 6250)])
    let reason = Advice.Reason.hides(
      "a.example", status: 404, .info, .slow, took: .milliseconds(6250))
    #expect(advice == [Advice(reason, entry: 0)])
  }

  @Test func tellsOfContentThatGoTakesUnchecked() throws {
    let advice = try measured(
      "https://a.example", [mirror(a, .up, [.mod: .ok], warning: .htmlPage)])
    #expect(advice.map(\.code) == [.uncheckedContent])
    // go parses `.info`: an HTML page ends in an error of its own.
    let refused = RequestOutcome.failure(RequestFailure(.transfer, .notJSON))
    let checked = try measured(
      "https://a.example", [mirror(a, .up, [.info: refused], warning: .htmlPage)])
    #expect(!checked.map(\.code).contains(.uncheckedContent))
  }

  @Test func tellsOfAnotherToolchain() throws {
    var go = GoEnvironment(variables: ["GOTOOLCHAIN": "go1.99.0"], userFile: nil)
    go.places.localToolchain = "go1.27.3"
    go.places.hasToolchain = false
    let setting = GoproxySetting(value: "https://a.example", source: .environment)
    let lint = ChainLint(
      setting: setting, chain: try Chain(parsing: setting.value), environment: go)
    #expect(lint.advice == [Advice(.toolchainFirst("go1.99.0"))])
  }

  /// Every code has a case above, or in `ChainLintCauseTests`.
  @Test func knowsEveryCode() {
    let told = Self.written.flatMap(\.codes) + Self.surroundings.flatMap(\.codes)
    let byMeasurement: [Advice.Code] = [
      .deadEntry, .noSumdb, .hidesFailure, .uncheckedContent, .toolchainFirst,
    ]
    let byCause: [Advice.Code] = [
      .credentialsRefused, .retryAfter, .intermediateMissing, .certificateEnds, .forwardProxy,
      .resolver, .untrustedIssuer, .clock,
    ]
    #expect(Set(told + byMeasurement + byCause) == Set(Advice.Code.allCases))
  }
}
