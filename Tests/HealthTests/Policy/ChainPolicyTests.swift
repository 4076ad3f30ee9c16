import GoRules
import Health
import Testing

/// Which rules of a policy a chain keeps.
struct ChainPolicyTests {
  private typealias Violation = ChainPolicy.Violation

  private func snapshot(
    _ value: String, gosumdb: String = "sum.golang.org", gonoproxy: String = "",
    walks: [Walk] = [], advice: [Advice] = []
  ) throws -> Snapshot {
    let chain = try Chain(
      parsing: value, noproxy: gonoproxy, checksumDatabase: ChecksumDatabase(gosumdb: gosumdb),
      sums: .all)
    return Snapshot(
      now: Timestamp(monotonic: .zero, wall: .zero),
      setting: GoproxySetting(value: value, source: .environment), chain: chain, chainError: nil,
      walks: walks, advice: advice, interval: .seconds(5))
  }

  private func broken(
    _ policy: ChainPolicy, _ snapshot: Snapshot, gonoproxy: String = ""
  ) -> [Violation] {
    policy.rulings(on: snapshot, gonoproxy: gonoproxy).flatMap(\.violations)
  }

  /// What go does with a chain whose entries answer so, each after `time`.
  private func walk(
    _ value: String, _ outcomes: [RequestOutcome], after time: Duration = .zero,
    _ kind: RequestKind = .info
  ) throws -> Walk {
    try Chain(parsing: value).walk(Question(kind, .standard)) { index in
      Answer(outcomes[index], cost: time)
    }
  }

  @Test(
    arguments: [
      ("https://a.example", ["a.example"], []),
      ("https://A.example:8443/x", ["a.EXAMPLE"], []),
      ("https://a.example", ["*.example"], []),
      ("https://x.y.corp.example", ["*.corp.example"], []),
      // Nothing but a dot ends a name.
      (
        "https://evilcorp.example", ["*.corp.example", "corp.example"],
        [.host("evilcorp.example", entry: 0)]
      ),
      ("https://corp.example", ["*.corp.example"], [.host("corp.example", entry: 0)]),
      ("https://a.example,https://b.example", ["a.example"], [.host("b.example", entry: 1)]),
      ("https://a.example,direct", ["a.example"], [.anyHost(entry: 1)]),
      ("https://a.example,direct", ["a.example", "direct"], []),
      ("file:///srv/proxy,off", ["a.example"], []),
      ("https://a.example:8443", ["a.example:8443"], []),
      ("http://a.example", ["a.example:80"], []),
      ("https://a.example", ["a.example:8443"], [.host("a.example", entry: 0)]),
      ("https://b.a.example:1", ["*.a.example:2"], [.host("b.a.example", entry: 0)]),
      ("http://[::1]:80", ["::1"], []), ("http://[::1]:80", ["[::1]:80"], []),
      ("http://[::1]", ["[::1]:81"], [.host("::1", entry: 0)]),
    ] as [(String, [String], [ChainPolicy.Violation])])
  func hosts(value: String, allowed: [String], violations: [ChainPolicy.Violation]) throws {
    var policy = ChainPolicy()
    policy.hosts = allowed.compactMap { HostPattern($0) }
    #expect(policy.hosts?.count == allowed.count)
    #expect(broken(policy, try snapshot(value)) == violations)
  }

  @Test(arguments: [
    "", "*", "*.", "a.*.example", "https://a.example", "a.example/x", "a b", " a", "a@b", "a:",
    "a:70000",
    "[::1", "a:x",
  ]) func whatIsNoHost(text: String) {
    #expect(HostPattern(text) == nil)
  }

  @Test func hostsBesidesTheChain() throws {
    var policy = ChainPolicy()
    policy.hosts = ["a.example", "git.corp.example"].compactMap { HostPattern($0) }
    let patterns = "git.corp.example/team,*.other.example"
    let chain = try snapshot("https://a.example", gonoproxy: patterns)
    #expect(broken(policy, chain, gonoproxy: patterns) == [.pattern("*.other.example")])

    // Modules come from the proxies after all.
    #expect(
      broken(policy, try snapshot("https://a.example", gonoproxy: "none"), gonoproxy: "none") == [])

    let away = try snapshot(
      "https://a.example", gosumdb: "sum.golang.org https://sums.example:1/x")
    #expect(broken(policy, away) == [.host("sums.example", entry: nil)])
    // Proxies answer for it, or nobody does.
    #expect(broken(policy, try snapshot("https://a.example")) == [])
    let asked = try snapshot(
      "https://a.example",
      walks: [try walk("https://a.example", [.notFound(NotFound(status: 404))], .sumdb)])
    #expect(broken(policy, asked) == [.host("sum.golang.org", entry: nil)])
  }

  @Test(
    arguments: [
      ("https://a,https://b|https://c,direct", "|", nil, [.separator(.comma, after: 0)]),
      ("https://a,https://b|https://c,direct", ",", ",", [.separator(.pipe, after: 1)]),
      ("https://a|https://b|direct", "|", ",", [.separator(.pipe, after: 1)]),
      ("https://a|https://b,direct", "|", ",", []),
      ("https://a|https://b,off", "|", nil, []),
    ] as [(String, Character?, Character?, [ChainPolicy.Violation])])
  func separators(
    value: String, between: Character?, beforeDirect: Character?,
    violations: [ChainPolicy.Violation]
  ) throws {
    var policy = ChainPolicy()
    policy.separator = between.flatMap(Chain.Separator.init)
    policy.separatorBeforeDirect = beforeDirect.flatMap(Chain.Separator.init)
    #expect(broken(policy, try snapshot(value)) == violations)
    // Nobody wrote what stands behind `noproxy`.
    let own = try snapshot(value, gonoproxy: "x.example")
    #expect(broken(policy, own).count == violations.count)
  }

  @Test func sums() throws {
    var policy = ChainPolicy()
    policy.needsSums = true
    #expect(broken(policy, try snapshot("https://a")) == [])
    let off = try snapshot("https://a", gosumdb: "off", advice: [Advice(.sumdbOff)])
    #expect(broken(policy, off) == [.unverified(Advice(.sumdbOff))])
    let unusable = try snapshot("https://a", gosumdb: "sum.example")
    guard case .unusableDatabase(let text)? = broken(policy, unusable).first else {
      Issue.record("an unusable GOSUMDB passes")
      return
    }
    #expect(text.hasPrefix("invalid GOSUMDB"))
    policy.needsSums = false
    #expect(broken(policy, off) == [])
  }

  @Test func offVerdictAndTime() throws {
    var policy = ChainPolicy()
    policy.allowsOff = false
    #expect(broken(policy, try snapshot("https://a,off")) == [.off(entry: 1)])
    #expect(broken(policy, try snapshot("https://a,direct")) == [])

    policy = ChainPolicy()
    policy.verdicts = [.served]
    policy.maximumTime = .seconds(2)
    let two = "https://a|https://b"
    let slow = try snapshot(
      two,
      walks: [
        try walk(
          two, [.failure(RequestFailure(.processing, .status(502))), .ok], after: .seconds(3))
      ])
    #expect(
      broken(policy, slow) == [.verdict(.fallback), .time(.seconds(6), .info, .standard)])
    let stuck = try snapshot("https://a", walks: [try walk("https://a", [.hang(.processing)])])
    #expect(broken(policy, stuck) == [.verdict(.hangs), .time(nil, .info, .standard)])
    let quick = try snapshot(
      "https://a", walks: [try walk("https://a", [.ok], after: .seconds(2))])
    #expect(broken(policy, quick) == [])
    // What nobody measured took no time that is known, and is no verdict that is wanted.
    #expect(broken(policy, try snapshot("https://a")) == [.verdict(.unknown)])
  }

  /// Only what is set is ruled on.
  @Test func nothingUnset() throws {
    let chain = try snapshot("https://a|direct")
    #expect(ChainPolicy().rulings(on: chain, gonoproxy: "").isEmpty)
    var policy = ChainPolicy()
    policy.allowsOff = true
    policy.hosts = ["a", "direct"].compactMap { HostPattern($0) }
    #expect(policy.rulings(on: chain, gonoproxy: "").map(\.rule) == [.hosts, .off])
  }
}
