import Diagnosis
import GoRules
import Health
import Testing
import Text

/// What follows from the lines of a run and from what its sockets showed.
@Suite struct GoRunTests {
  private static let (a, b) = ("http://127.0.0.1:1001", "http://127.0.0.1:1002")
  private static let module = "example.com/m@v1.0.0"

  private static func ask(_ base: String, _ file: String, _ said: String?) -> [String] {
    let url = "\(base)/example.com/m/@v/\(file)"
    return ["# get \(url)"] + (said.map { ["# get \(url): \($0)"] } ?? [])
  }

  private static func connection(
    _ state: GoConnection.State, resent: Int = 0, unacknowledged: Int = 0, sent: Int = 0,
    received: Int = 0
  ) -> GoConnection {
    GoConnection(
      to: "127.0.0.1", port: 1001, state, unacknowledged: unacknowledged, retransmissions: resent,
      sinceSent: .seconds(sent), sinceReceived: .seconds(received), received: 5000)
  }

  private static let ok = "200 OK (0.001s)"
  private static let lacks = "404 Not Found (0.001s)"

  private static let candidates: [String] = ["example.com", "example.com/m"].flatMap { path in
    let url = "\(a)/\(path)/@v/v1.0.0.info"
    return ["# get \(url)", "# get \(url): 502 Bad Gateway (0.001s)"]
  }

  private static let stories: [GoRunStory] = [
    GoRunStory(
      name: "all well", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.info", ok) + ask(a, "v1.0.0.mod", ok) + ask(a, "v1.0.0.zip", ok),
      status: 0, expected: []),
    GoRunStory(
      name: "502 before a comma", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.info", "502 Bad Gateway (0.001s)") + [
        "go: \(module): reading \(a)/example.com/m/@v/v1.0.0.info: 502 Bad Gateway"
      ], expected: ["status-before-comma 0 high"]),
    GoRunStory(
      name: "502, then git fails", goproxy: "\(a)|direct",
      lines: ask(a, "v1.0.0.info", "502 Bad Gateway (0.001s)") + [
        "go: \(module): unrecognized import path \"example.com/m\": reading "
          + "https://example.com/m?go-get=1: 500 Internal Server Error"
      ], expected: ["status 0 medium", "status 1 medium"]),
    GoRunStory(
      name: "refused, then served", goproxy: "\(a)|\(b)",
      lines: ask(
        a, "v1.0.0.info",
        "Get \"\(a)/example.com/m/@v/v1.0.0.info\": dial tcp 127.0.0.1:1001: connect: connection refused"
      ) + ask(b, "v1.0.0.info", ok), status: 0, expected: ["refused 0 high"]),
    GoRunStory(
      name: "404 everywhere", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.info", lacks) + ask(b, "v1.0.0.info", lacks) + [
        "go: \(module): reading \(b)/example.com/m/@v/v1.0.0.info: 404 Not Found"
      ], expected: ["module-not-found 1 high"]),
    GoRunStory(
      name: "silent", goproxy: "\(a),\(b)", lines: ask(a, "v1.0.0.info", nil),
      seen: [connection(.established, sent: 12, received: 12)], wait: 12, status: 130,
      isCutOff: true, expected: ["silent 0 high"]),
    GoRunStory(
      name: "a pause", goproxy: "\(a),\(b)", lines: ask(a, "v1.0.0.info", nil),
      seen: [connection(.established, sent: 3, received: 3)], wait: 3, status: 130,
      isCutOff: true, expected: ["silent 0 low"]),
    // Over TLS it may be the handshake, which go gives 10 s.
    GoRunStory(
      name: "silent in the handshake, maybe", goproxy: "https://127.0.0.1:1001",
      lines: ["# get https://127.0.0.1:1001/example.com/m/@v/v1.0.0.info"],
      seen: [connection(.established, sent: 9, received: 9)], wait: 9, status: 130,
      isCutOff: true, expected: ["silent 0 low"]),
    GoRunStory(
      name: "not acknowledged", goproxy: "\(a),\(b)", lines: ask(a, "v1.0.0.info", nil),
      seen: [connection(.established, resent: 3, unacknowledged: 200, sent: 12, received: 12)],
      wait: 12, status: 130, isCutOff: true, expected: ["request-lost 0 high"]),
    GoRunStory(
      name: "SYN unanswered", goproxy: "\(a),\(b)", lines: ask(a, "v1.0.0.info", nil),
      seen: [connection(.connecting, resent: 3)], wait: 12, status: 130, isCutOff: true,
      expected: ["connect-timed-out 0 medium"]),
    GoRunStory(
      name: "name server silent", goproxy: "http://a.example,\(b)",
      lines: ask("http://a.example", "v1.0.0.info", nil),
      seen: [GoConnection(to: "10.0.0.1", port: 53, .datagrams)], wait: 3, status: 130,
      isCutOff: true, expected: ["resolver-timed-out 0 medium"]),
    GoRunStory(
      name: "nothing can be seen", goproxy: "\(a),\(b)", lines: ask(a, "v1.0.0.info", nil),
      wait: 12, status: 130, isCutOff: true, expected: ["silent 0 low"]),
    GoRunStory(
      name: "body stalls", goproxy: "\(a),\(b)", lines: ask(a, "v1.0.0.zip", ok),
      seen: [connection(.established, sent: 14, received: 12)], wait: 12, status: 130,
      isCutOff: true, expected: ["silent 0 high"]),
    GoRunStory(
      name: "body short", goproxy: "\(a)|\(b)",
      lines: ask(a, "v1.0.0.zip", ok) + ask(b, "v1.0.0.zip", ok), status: 0,
      expected: ["other 0 low"]),
    GoRunStory(
      name: "zip short, told", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.zip", ok) + [
        "go: \(module): read \"\(a)/example.com/m/@v/v1.0.0.zip\": unexpected EOF"
      ], expected: ["truncated 0 medium"]),
    GoRunStory(
      name: "no zip, and go names no module", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.info", ok) + ask(a, "v1.0.0.zip", ok) + [
        "go: zip: not a valid zip file"
      ], expected: ["not-zip 0 medium"]),
    GoRunStory(
      name: "the clock", goproxy: "https://127.0.0.1:1001,\(b)",
      lines: [
        "# get https://127.0.0.1:1001/example.com/m/@v/v1.0.0.info",
        "# get https://127.0.0.1:1001/example.com/m/@v/v1.0.0.info: Get \"https://127.0.0.1:1001/"
          + "example.com/m/@v/v1.0.0.info\": tls: failed to verify certificate: x509: certificate has "
          + "expired or is not yet valid: current time 2001-01-01T00:00:00Z is before 2020-01-01T00:00:00Z",
      ], expected: ["certificate-not-yet-valid 0 medium"]),
    GoRunStory(
      name: "off", goproxy: "off",
      lines: ["go: \(module): module lookup disabled by GOPROXY=off"],
      expected: ["lookups-off nil high"]),
    GoRunStory(
      name: "a mismatch", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.zip", ok) + [
        "go: verifying \(module): checksum mismatch", "\tdownloaded: h1:x", "\tgo.sum:     h1:y",
      ], expected: ["go-sum-mismatch nil medium"]),
    // go get tries all paths above a package at once.
    GoRunStory(
      name: "502 for all candidates", goproxy: "\(a)|direct",
      lines: candidates + [
        "go: \(module): unrecognized import path \"example.com/m\": reading "
          + "https://example.com/m?go-get=1: 500 Internal Server Error"
      ], expected: ["status 0 medium", "status 1 medium"]),
    GoRunStory(
      name: "the candidate below is served", goproxy: a,
      lines: ask(a, "v1.0.0.info", ok) + [
        "# get \(a)/example.com/m/sub/@v/v1.0.0.info",
        "# get \(a)/example.com/m/sub/@v/v1.0.0.info: \(lacks)",
        "# get \(a)/example.com/@v/v1.0.0.info",
        "# get \(a)/example.com/@v/v1.0.0.info: \(lacks)",
      ], status: 0, expected: []),
    // A compiler's error is none of a request's.
    GoRunStory(
      name: "not of the network", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.info", ok) + ["go: errors parsing go.mod:", "\tgo.mod:3: unknown"],
      expected: []),
    GoRunStory(
      name: "a request in flight at the end", goproxy: "\(a),\(b)",
      lines: ask(a, "v1.0.0.info", nil), wait: 2, expected: []),
  ]

  @Test(arguments: stories) func causes(story: GoRunStory) throws {
    let found = try story.findings.map { finding in
      "\(finding.cause.code) \(finding.entry.map(String.init) ?? "nil") \(finding.confidence)"
    }
    #expect(found == story.expected)
  }

  @Test func whatFailedFirstStandsBeforeWhatGoNames() throws {
    let story = try #require(Self.stories.first { $0.name == "502, then git fails" })
    let first = try #require(story.findings.first)
    let lines = Language.english.lines(of: first)
    #expect(lines.contains("this failed first; go blames the one that it asked last"))
    #expect(Language.english.text(first) == "127.0.0.1:1001: HTTP 502 Bad Gateway, and go moves on")
  }

  @Test func theFixOfACommaIsAPipeThatWasNotTried() throws {
    let story = try #require(Self.stories.first { $0.name == "502 before a comma" })
    let first = try #require(story.findings.first)
    #expect(
      first.fix.map { Language.english.text($0) } == "export GOPROXY='\(Self.a)|\(Self.b)'")
    #expect(
      Language.english.lines(of: first).contains(
        "the next entry was not asked: try it with goproxytop doctor \(Self.module)"))
  }

  // MARK: Who served

  @Test func theServerOfAModuleIsWhoGaveItsZip() throws {
    var run = GoRun(chain: try Chain(parsing: "\(Self.a),\(Self.b),direct"))
    var lines = Self.ask(Self.a, "v1.0.0.info", Self.ok)
    lines += Self.ask(Self.a, "v1.0.0.zip", Self.lacks)
    lines += Self.ask(Self.b, "v1.0.0.zip", Self.ok)
    lines += [
      "# get \(Self.a)/example.com/n/@v/v2.0.0.info",
      "# get \(Self.a)/example.com/n/@v/v2.0.0.info: 404 Not Found (0.1s)",
      "git ls-remote -q https://example.com/n", "0.100s # git ls-remote -q https://example.com/n",
    ]
    for line in lines { run.take(line: line[...], at: .zero) }
    run.end(status: 0, isCutOff: false, at: .seconds(1))
    #expect(run.modules.map(\.module.description) == [Self.module, "example.com/n@v2.0.0"])
    #expect(run.modules.map(\.entry) == [1, 2])
    #expect(run.modules.map(\.kind) == [.zip, nil])
    #expect(run.commands.map(\.ended) == [.zero])
  }

  // MARK: Stalls

  @Test func aLongWaitIsToldOnce() throws {
    var run = GoRun(chain: try Chain(parsing: "\(Self.a),\(Self.b)"))
    for line in Self.ask(Self.a, "v1.0.0.info", nil) { run.take(line: line[...], at: .zero) }
    func look(_ seconds: Int, _ connection: GoConnection) {
      run.look(
        [GoProcess(id: 7, command: ServerText("go"), age: .zero, connections: [connection])],
        at: .seconds(seconds))
    }
    look(9, Self.connection(.established, sent: 9, received: 9))
    let early = run.takeStall()
    #expect(early == nil)
    look(10, Self.connection(.established, sent: 10, received: 10))
    let found = run.takeStall()
    let stall = try #require(found)
    #expect(stall == .answer(0))
    #expect(
      Language.english.text(stall, of: run)
        == "after 10s go still waits for \(Self.a)/example.com/m/@v/v1.0.0.info: silent for 10s; "
        + "what go sent was acknowledged: the path is fine")
    look(30, Self.connection(.established, sent: 30, received: 30))
    let again = run.takeStall()
    #expect(again == nil)
  }

  /// The connection of another request is not taken for this one's.
  @Test func anOlderSilenceIsNotThisRequests() throws {
    var run = GoRun(chain: try Chain(parsing: Self.a))
    for line in Self.ask(Self.a, "v1.0.0.info", nil) { run.take(line: line[...], at: .seconds(60)) }
    run.look(
      [
        GoProcess(
          id: 7, command: ServerText("go"), age: .zero,
          connections: [Self.connection(.established, sent: 50, received: 50)])
      ], at: .seconds(62))
    #expect(run.requests[0].sight == nil)
  }

  @Test func nonsenseIsTaken() throws {
    var run = GoRun(chain: nil)
    for line in ["# get ", "# get : x", "# get x: ", "git ", "0.1s # git ", "cd ; git x", "go: "] {
      run.take(line: line[...], at: .zero)
      run.take(line: line[...], at: .zero)
    }
    run.end(status: 0, isCutOff: true, at: .zero)
    #expect(run.modules.isEmpty)
  }
}
