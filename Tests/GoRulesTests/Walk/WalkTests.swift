import GoRules
import Testing

/// A module that no GOPRIVATE pattern of these tests matches.
private let publicModule = ModuleVersion(module: "golang.org/x/text", version: "v0.14.0")

/// Costs, noproxy, the checksum database and assumed outcomes.
struct WalkTests {
  private let canary = ModuleVersion(module: "corp.example/m", version: "v1.0.0")

  private static let lacking = RequestOutcome.notFound(NotFound(status: 404))
  private static func failing(_ phase: Phase, _ cause: FailureCause) -> RequestOutcome {
    .failure(RequestFailure(phase, cause))
  }

  /// A request took 100 ms; below 0: forever.
  private static let prices: [(String, RequestOutcome, Int)] = [
    ("https://a.example", .ok, 100), ("http://a.example", .ok, 100),
    ("https://a.example", lacking, 200), ("http://a.example", lacking, 100),
    ("https://a.example", failing(.processing, .status(403)), 200),
    ("https://a.example", failing(.processing, .status(500)), 100),
    ("https://a.example", failing(.connect, .connectTimedOut), 30_000),
    ("https://a.example", failing(.tls, .tlsTimedOut), 10_000),
    ("https://a.example", failing(.resolve, .resolverTimedOut), 10_000),
    ("https://a.example", failing(.processing, .http2Stream(7)), 63_000),
    ("https://a.example", .hang(.processing), -1),
  ]

  @Test(arguments: prices.indices)
  func countsWhatGoPays(index: Int) throws {
    let (url, outcome, milliseconds) = Self.prices[index]
    let walk = try Chain(parsing: url).walk(Question(.info, canary)) { _ in
      Answer(outcome, cost: .milliseconds(100))
    }
    #expect(walk.cost == (milliseconds < 0 ? nil : .milliseconds(milliseconds)))
  }

  /// `b` answers; what `|` instead of the `,` after `a` would have led to.
  @Test(
    arguments: [
      (.info, failing(.processing, .status(502)), .comma, 1),
      (.info, lacking, nil, nil), (.info, .hang(.processing), .silence, nil),
      // go reads a zip when it has walked the list: no separator helps.
      (.zip, failing(.transfer, .notZip), .content, nil),
      (.zip, failing(.transfer, .truncated), .comma, 1),
      // The content of `.info` is read within the loop.
      (.info, failing(.transfer, .notJSON), .comma, 1),
    ] as [(RequestKind, RequestOutcome, Walk.StopReason?, Int?)])
  func tellsWhatThePipeWouldHaveChanged(
    kind: RequestKind, outcome: RequestOutcome, reason: Walk.StopReason?, rescuer: Int?
  ) throws {
    let chain = try Chain(parsing: "https://a.example,https://b.example")
    let walk = chain.walk(Question(kind, canary)) { entry in
      Answer(entry == 0 ? outcome : .ok, cost: .milliseconds(20))
    }
    #expect(walk.stopReason == reason)
    #expect(walk.withPipe?.entry == rescuer)
    #expect(walk.withPipe?.cost == rescuer.map { _ in .milliseconds(40) })
  }

  @Test func thePipeIsNoHelpWhereNobodyAnswersBehindIt() throws {
    let failure = Self.failing(.processing, .status(502))
    let chain = try Chain(parsing: "https://a.example,https://b.example,off")
    let walk = chain.walk(Question(.info, canary)) { _ in Answer(failure) }
    #expect(walk.stopReason == .comma)
    #expect(walk.withPipe == nil)
    let piped = try Chain(parsing: "https://a.example|https://b.example")
    #expect(piped.walk(Question(.info, canary)) { _ in Answer(failure) }.stopReason == .endOfChain)
  }

  @Test func goesDirectForPrivateModules() throws {
    let chain = try Chain(parsing: "https://a.example,off", noproxy: "corp.example")
    let matching = chain.walk(Question(.info, canary)) { _ in Answer(.ok) }
    #expect(matching.verdict == .direct)
    #expect(matching.active == 0)
    let other = chain.walk(Question(.info, publicModule)) { _ in Answer(.ok) }
    #expect(other.verdict == .served)
    #expect(other.active == 1)
    // The checksum database is no module.
    #expect(chain.walk(Question(.sumdb, canary)) { _ in Answer(.ok) }.active == 1)
  }

  /// Some Ed25519 key.
  private static let labKey =
    "lab.example+4e0a0f91+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"

  @Test(arguments: [
    ("off", Walk.Verdict.direct, String?.none), ("sum.golang.google.cn", .direct, nil),
    ("", .broken, "verifying go.mod: missing GOSUMDB"), (Self.labKey, .served, nil),
  ])
  func asksNoProxyForADatabaseOfItsOwn(gosumdb: String, verdict: Walk.Verdict, error: String?)
    throws
  {
    let chain = try Chain(
      parsing: "https://a.example", checksumDatabase: ChecksumDatabase(gosumdb: gosumdb))
    let walk = chain.walk(Question(.sumdb, canary)) { _ in Answer(.ok) }
    #expect(walk.verdict == verdict)
    #expect(walk.error == error)
    #expect(walk.steps.isEmpty == (verdict != .served))
  }

  @Test func namesTheDatabaseAndThePeerInErrors() throws {
    let chain = try Chain(
      parsing: "https://u:pw@a.example/go",
      checksumDatabase: ChecksumDatabase(gosumdb: Self.labKey))
    let broken = chain.walk(Question(.sumdb, canary)) { _ in
      Answer(Self.failing(.processing, .status(599)), serverText: ServerText("no\nway"))
    }
    #expect(
      broken.error
        == "verifying go.mod: corp.example/m@v1.0.0/go.mod: "
        + "reading https://u:xxxxx@a.example/go/sumdb/lab.example/supported: 599\n\tserver response: no way"
    )
    let refused = chain.walk(Question(.list, canary)) { _ in
      Answer(Self.failing(.connect, .refused), peer: "[2001:db8::1]:443")
    }
    #expect(
      refused.error
        == "Get \"https://u:xxxxx@a.example/go/corp.example/m/@v/list\": dial tcp [2001:db8::1]:443: "
        + "connect: connection refused")
  }

  private static let meanings: [(String, RequestKind, RequestOutcome)] = [
    ("ok", .info, .ok), ("200", .zip, .ok), ("404", .info, lacking),
    ("502", .info, failing(.processing, .status(502))),
    ("refused", .info, failing(.connect, .refused)),
    ("timeout", .info, failing(.connect, .connectTimedOut)),
    ("reset", .info, failing(.processing, .reset)),
    ("dns", .info, failing(.resolve, .nameNotFound)),
    ("tls", .info, failing(.tls, .tlsAlert(40))),
    ("truncated", .zip, failing(.transfer, .truncated)),
    ("invalid", .info, failing(.transfer, .notJSON)),
    ("invalid", .zip, failing(.transfer, .notZip)), ("invalid", .mod, .ok),
    ("hang", .info, .hang(.processing)),
  ]

  @Test(arguments: meanings.indices)
  func readsAssumptions(index: Int) throws {
    let (word, kind, outcome) = Self.meanings[index]
    #expect(try AssumedOutcome(parsing: word).outcome(of: kind) == outcome)
  }

  @Test(arguments: ["", "OK", "99", "600", "0404", "+50", "1=ok"])
  func refusesOtherWords(word: String) {
    #expect(throws: AssumedOutcome.Problem.self) { try AssumedOutcome(parsing: word) }
  }

  @Test func assumesByTheEntrysPlace() throws {
    for noproxy in ["", "corp.example"] {
      let chain = try Chain(parsing: "https://a.example|https://b.example,direct", noproxy: noproxy)
      let first = noproxy.isEmpty ? 0 : 1
      let walk = chain.walk(
        Question(.info, publicModule), assuming: [first: .status(404), first + 1: .status(502)])
      #expect(walk.verdict == .broken)
      #expect(walk.stop.map { chain.entries[$0].redacted } == "https://b.example")
      #expect(chain.walk(Question(.info, publicModule), assuming: [:]).verdict == .unknown)
      let direct = chain.walk(
        Question(.info, publicModule),
        assuming: [first: .status(404), first + 1: .status(410), first + 2: .refused])
      #expect(direct.verdict == .broken)
      #expect(direct.stop == first + 2)
    }
  }
}
