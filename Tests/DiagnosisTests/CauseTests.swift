import Diagnosis
import Foundation
import GoRules
import Health
import Testing
import Text

/// For every cause the facts that lead to it, and next to them facts that must not.
@Suite("Causes") struct CauseTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var code: String
    var side: Side
    var confidence: Confidence
    var facts: Case
    var testDescription: String { code }

    init(_ code: String, _ side: Side, _ confidence: Confidence, _ facts: Case) {
      self.code = code
      self.side = side
      self.confidence = confidence
      self.facts = facts
    }
  }

  private static let hang = RequestOutcome.hang(.processing)
  private static let reset = RequestOutcome.failed(.tls, .reset)

  private static func silence(_ kind: Silence.Kind) -> @Sendable (inout ProbeResult) -> Void {
    { $0.silence = Silence(kind, idle: .seconds(4), elapsed: .seconds(4), retransmissions: 2) }
  }

  private static func overHTTP2(_ result: inout ProbeResult) {
    result.connection.tls = TLSFacts(version: "TLSv1.3", alpn: "h2")
  }

  private static func issued(_ result: inout ProbeResult) {
    let certificate = CertificateFacts(
      subject: ServerText("CN=x"), issuer: ServerText("CN=BigCorp Inspection CA"),
      notBefore: .zero, notAfter: .seconds(2_000_000_000))
    result.connection.tls = TLSFacts(version: "TLSv1.3", chain: [certificate])
  }

  private static func issuedByMany(_ result: inout ProbeResult) {
    issued(&result)
    result.connection.tls?.chain[0].issuer = ServerText("CN=CA of \(result.mirror.rawValue)")
  }

  private static func names(
    _ facts: [(NameFact.Source, Result<[String], LookupFault>)]
  ) -> @Sendable (inout Facts) -> Void {
    { known in
      known.names = facts.map { NameFact(host: "a.example", source: $0.0, answer: $0.1) }
    }
  }

  private static func hearing(_ go: Ruling.Go) -> @Sendable (inout Facts) -> Void {
    { facts in
      guard let chain = facts.snapshot.chain else { return }
      let status: Int32? =
        switch go {
        case .works: 0
        case .fails: 1
        case .waits: nil
        }
      var output = ""
      if case .fails(let text) = go { output = "go: \(Case.canary): \(text.text)\n" }
      facts.referee = RefereeReport(
        GoTrace(output.utf8), status: status, time: .seconds(1), modules: [Case.canary],
        chain: chain, walks: facts.snapshot.walks)
    }
  }

  /// What the connections of the first entry show that were idle for 5 and for 15 s.
  private static func idle(
    _ first: IdleFact.End, _ second: IdleFact.End, anew: Bool? = nil
  ) -> @Sendable (inout Facts) -> Void {
    { facts in
      facts.isDeep = true
      facts.idles = facts.snapshot.mirrors.prefix(1).flatMap { mirror in
        [
          IdleFact(mirror.id, gap: .seconds(5), first),
          IdleFact(mirror.id, gap: .seconds(15), second, answersAnew: anew),
        ]
      }
    }
  }

  /// Three of twenty requests at once fail so.
  private static func burst(
    _ outcome: RequestOutcome, afterwards: Bool?
  ) -> @Sendable (inout Facts) -> Void {
    { facts in
      facts.isDeep = true
      facts.bursts = facts.snapshot.mirrors.prefix(1).map { mirror in
        BurstFact(
          mirror.id, width: 10,
          outcomes: Array(repeating: .ok, count: 17) + Array(repeating: outcome, count: 3),
          answersAfterwards: afterwards)
      }
    }
  }

  private static let dead = LookupFault(.timedOut, "i/o timeout", server: "192.0.2.1:53")
  private static let unknown = LookupFault(.notFound, "no such host", server: "192.0.2.1:53")
  private static let own = NameFact.Source.server("192.0.2.1:53")
  private static let other = NameFact.Source.server("192.0.2.2:53")

  static let rows: [Row] = [
    // Of a request
    Row(
      "passing-failure", .mirror, .medium,
      Case(outcomes: [0: .failed(.processing, .status(502))], trials: [.again: .ok])),
    Row(
      "blocked-name", .path, .medium,
      Case(
        outcomes: [0: .failed(.connect, .refused)], trials: [.again: .failed(.connect, .refused)],
        more: names([(own, .success(["0.0.0.0"]))]))),
    Row(
      "name-server", .path, .medium,
      Case(
        outcomes: [0: .failed(.resolve, .resolverTimedOut)],
        more: names([(own, .failure(dead)), (other, .success(["192.0.2.9"]))]))),
    Row(
      "hidden-name", .path, .medium,
      Case(
        outcomes: [0: .failed(.resolve, .nameNotFound)],
        more: names([(own, .failure(unknown)), (.opinion("9.9.9.9:53"), .success(["192.0.2.9"]))]))),
    Row(
      "intermediate-missing", .mirror, .medium,
      Case(
        outcomes: [0: .failed(.tls, .certificateNotTrusted)], result: issued, served: issued,
        trials: [.again: .failed(.tls, .certificateNotTrusted)])),
    Row(
      "filtered-name", .path, .medium,
      Case(
        outcomes: [0: reset],
        trials: [.again: reset, .otherName: .failed(.tls, .certificateWrongHost)])),
    Row(
      "path-mtu", .path, .medium,
      Case(outcomes: [0: hang], trials: [.again: hang, .http1: hang, .smallSegments: .ok])),
    Row(
      "http2", .mirror, .high,
      Case(
        outcomes: [0: .failed(.transfer, .http2Stream(2))], result: overHTTP2,
        trials: [.again: .failed(.transfer, .http2Stream(2)), .http1: .ok])),
    Row(
      "user-agent", .mirror, .medium,
      Case(
        outcomes: [0: .failed(.processing, .status(403))],
        trials: [.again: .failed(.processing, .status(403)), .otherAgent: .ok])),
    Row(
      "request-lost", .path, .high,
      Case(outcomes: [0: hang], result: silence(.unacknowledged), trials: [.again: hang])),
    Row(
      "silent", .mirror, .medium,
      Case(outcomes: [0: hang], result: silence(.acknowledged), trials: [.again: hang])),
    Row(
      "too-slow", .path, .low,
      Case(outcomes: [0: .hang(.transfer)], result: silence(.trickling), trials: [.again: hang])),
    Row(
      "credentials", .you, .high,
      Case(
        outcomes: [0: .failed(.processing, .status(401))],
        trials: [.again: .failed(.processing, .status(401))])),
    Row(
      "status-before-comma", .chain, .high,
      Case(
        outcomes: [0: .failed(.processing, .status(502))],
        trials: [.again: .failed(.processing, .status(502))])),
    Row(
      "html-page", .path, .medium,
      Case(
        outcomes: [0: .failed(.transfer, .notJSON)], kinds: [.info],
        served: { $0.warning = .htmlPage }, trials: [.again: .failed(.transfer, .notJSON)])),
    Row(
      "tls-intercepted", .path, .medium,
      Case(
        outcomes: [
          0: .failed(.tls, .certificateNotTrusted), 1: .failed(.tls, .certificateNotTrusted),
        ], result: issued)),
    Row(
      "empty-trust-store", .machine, .medium,
      Case(
        outcomes: [
          0: .failed(.tls, .certificateNotTrusted), 1: .failed(.tls, .certificateNotTrusted),
        ], result: issuedByMany)),
    Row(
      "clock", .machine, .medium,
      Case(
        goproxy: "https://a.example,https://b.example,https://c.example",
        outcomes: [0: .failed(.tls, .certificateExpired)],
        served: { $0.clockAhead = .seconds(-90_000) })),
    Row(
      "module-not-found", .you, .high,
      Case(
        outcomes: [
          0: .notFound(NotFound(status: 404)), 1: .notFound(NotFound(status: 410)),
        ])),
    Row(
      "disguised-failure", .mirror, .high,
      Case(outcomes: [0: .notFound(NotFound(status: 404, disguise: .badUpstream))])),
    // Of the whole
    Row("goproxy-refused", .you, .high, Case(goproxy: "bogus:///")),
    Row("goproxy-refused", .you, .high, Case(goproxy: "")),
    Row("no-network", .machine, .medium, Case(more: { $0.snapshot.isLocal = true })),
    Row(
      "old-go", .machine, .high,
      Case(more: { $0.go = GoCommand(path: "/usr/bin/go", version: "go1.12.17") })),
    Row(
      "pipe-unknown", .chain, .high,
      Case(
        goproxy: "https://a.example|https://b.example",
        more: { $0.go = GoCommand(path: "/usr/bin/go", version: "go1.14") })),
    Row(
      "lookups-off", .you, .high,
      Case(goproxy: "https://a.example,off", outcomes: [0: .notFound(NotFound(status: 404))])),
    Row(
      "go-fails", .machine, .low, Case(more: hearing(.fails(ServerText("zip: not a valid zip"))))),
    Row("go-waits", .machine, .low, Case(more: hearing(.waits))),
    Row(
      "dead-address", .mirror, .medium,
      Case(more: {
        $0.reaches = [
          ReachFact(host: "a.example", port: 443, address: "192.0.2.1"),
          ReachFact(host: "a.example", port: 443, address: "192.0.2.2", failure: .connectTimedOut),
        ]
      })),
    Row(
      "dead-family", .path, .medium,
      Case(more: {
        $0.reaches = [
          ReachFact(host: "a.example", port: 443, address: "192.0.2.1"),
          ReachFact(
            host: "a.example", port: 443, address: "2001:db8::1", failure: .connectTimedOut),
        ]
      })),
    Row(
      "name-server", .path, .medium,
      Case(more: names([(own, .failure(dead)), (other, .success(["192.0.2.9"]))]))),
    Row("slow", .mirror, .medium, Case(served: { $0.timings.processing = .seconds(2) })),
    Row(
      "idle-forgotten", .path, .high,
      Case(more: idle(.answered, .lost(retransmissions: 4), anew: true))),
    Row("idle-silent", .mirror, .high, Case(more: idle(.answered, .silent, anew: true))),
    Row("idle-reset", .path, .medium, Case(more: idle(.answered, .cutOff, anew: true))),
    Row(
      "burst-limit", .mirror, .high,
      Case(more: burst(.failed(.processing, .status(429)), afterwards: false))),
    Row(
      "burst-limit", .mirror, .medium,
      Case(more: burst(.failed(.connect, .refused), afterwards: true))),
    Row(
      "unchecked-content", .mirror, .high,
      Case(served: { if $0.request.kind == .mod { $0.warning = .noModuleLine } })),
  ]

  @Test("Every cause is named first, with its side and its confidence", arguments: rows)
  func named(_ row: Row) throws {
    let finding = try #require(try row.facts.findings.first)
    #expect(finding.cause.code == row.code)
    #expect(finding.side == row.side)
    #expect(finding.confidence == row.confidence)
  }

  @Test("Every cause is told in both languages", arguments: rows)
  func told(_ row: Row) throws {
    let finding = try #require(try row.facts.findings.first)
    for language in Language.allCases {
      let lines = [language.text(finding)] + language.lines(of: finding)
      let all =
        lines
        + [finding.fix.map(language.text), language.truth(about: finding.cause)]
        .compactMap(\.self)
      for line in all { #expect(!line.isEmpty && !line.contains("{}"), "\(line)") }
      let isChinese = lines[0].unicodeScalars.contains { $0.value >= 0x2E80 }
      #expect(isChinese == (language == .chinese), "\(lines[0])")
    }
  }

  @Test("README has the tree")
  func readme() throws {
    let text = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../README.md"), encoding: .utf8)
    for row in Self.rows { #expect(text.contains(" \(row.code)"), "README.md lacks \(row.code)") }
  }

  /// Each kind of failure that nothing tells more of keeps its own name, and is never surer of its side than can be seen.
  @Test("A failure keeps its own name", arguments: FailureCause.Code.allCases)
  func plain(_ code: FailureCause.Code) throws {
    let cause = FailureCause(code, number: code == .status ? 503 : nil)
    let outcome = RequestOutcome.failed(.processing, cause)
    var facts = Case(
      goproxy: "https://a.example", outcomes: [0: outcome],
      result: { $0.connection.tls = TLSFacts(version: "TLSv1.3") }, trials: [.again: outcome])
    let finding = try #require(try facts.findings.first)
    #expect(finding.cause.code == code.rawValue.replacing("_", with: "-"))
    #expect(finding.side.rawValue == cause.row.side.rawValue)
    let sure: Set<FailureCause.Code> = [.refused, .notJSON, .status, .wrongVersion, .http2Stream]
    if sure.contains(code) { #expect(finding.confidence == .high) }
    let unsure: Set<FailureCause.Code> = [
      .reset, .connectTimedOut, .certificateNotTrusted, .certificateWrongHost, .closed, .other,
    ]
    if unsure.contains(code) { #expect(finding.confidence != .high) }
    // Without TLS anybody on the way can have answered.
    facts.result = { _ in }
    if [.notJSON, .status].contains(code) {
      #expect(try facts.findings.first?.confidence == .medium)
    }
  }

  // MARK: What must not be found

  @Test func aHealthyChainHasNoFinding() throws {
    #expect(try Case().findings == [])
    #expect(try Case(more: Self.hearing(.works)).findings == [])
    // What go does not need may be lacking.
    let lacking = Case(outcomes: [0: .notFound(NotFound(status: 404))])
    #expect(try lacking.findings == [])
    #expect(Diagnosis(try lacking.facts).next == [])
  }

  /// What go gets along with, what ails new connections as well, and what says nothing.
  @Test func harmlessIdlenessAndBurstsAreNoFinding() throws {
    let harmless = [
      Self.idle(.answered, .answered), Self.idle(.answered, .closed(after: .seconds(12))),
      Self.idle(.answered, .lost(retransmissions: 4), anew: false),
      Self.idle(.answered, .lost(retransmissions: 4)), Self.idle(.answered, .silent, anew: false),
      Self.idle(.unknown, .unknown), Self.burst(.ok, afterwards: nil),
      Self.burst(.failed(.processing, .status(503)), afterwards: false),
      Self.burst(.notFound(NotFound(status: 404)), afterwards: nil),
    ]
    for more in harmless { #expect(try Case(more: more).findings == []) }
    let steps = Diagnosis(try Case(more: Self.idle(.answered, .closed(after: .seconds(12)))).facts)
      .steps
    let idle = try #require(steps.first { $0.kind == .idle })
    #expect(idle.result == .pass)
    #expect(
      Language.english.text(idle)
        == "answers after 5s; closed after 12s, and go dials again")
    // The second entry, and the burst of the first, were not looked at.
    #expect(steps.filter { $0.kind == .idle }.map(\.result) == [.pass, .skip])
    #expect(steps.filter { $0.kind == .burst }.map(\.result) == [.skip, .skip])
    #expect(!Diagnosis(try Case().facts).steps.contains { $0.kind == .idle || $0.kind == .burst })
  }

  @Test func theEvidenceOfABurstSaysHowMany() throws {
    let limited = Case(more: Self.burst(.failed(.processing, .status(429)), afterwards: false))
    let finding = try #require(try limited.findings.first)
    #expect(
      Language.english.lines(of: finding) == [
        "3 of 20 requests, 10 at once: HTTP 429 Too Many Requests, and a single one afterwards "
          + "fails, too"
      ])
    #expect(finding.entry == 0 && finding.stopsGo)
    let forgotten = try Case(more: Self.idle(.answered, .lost(retransmissions: 4), anew: true))
      .findings
    #expect(
      forgotten.map(Language.english.text) == [
        "a.example: the path forgets idle connections after 5s to 15s; go waits for minutes on "
          + "the next request"
      ])
  }

  @Test func whatFailsWithEachChangeKeepsItsName() throws {
    var facts = Case(outcomes: [0: Self.hang])
    facts.result = {
      Self.overHTTP2(&$0)
      Self.silence(.acknowledged)(&$0)
    }
    for kind in Trial.Kind.allCases { facts.trials[kind] = Self.hang }
    #expect(try facts.findings.first?.cause == .silent)
    // It may be thinking.
    #expect(try facts.findings.first?.confidence == .medium)
    // Interrupted, before its connection was looked at.
    facts.result = Self.overHTTP2
    #expect(try facts.findings.first?.cause == .silent)
    #expect(try facts.findings.first?.confidence == .low)
    var cut = Case(outcomes: [0: Self.reset])
    for kind in Trial.Kind.allCases { cut.trials[kind] = Self.reset }
    #expect(try cut.findings.first?.cause == .failure(.reset))
    // The server was seen: nobody filters its name.
    cut.result = Self.issued
    cut.trials[.otherName] = .failed(.tls, .certificateWrongHost)
    #expect(try cut.findings.first?.cause == .failure(.reset))
  }

  @Test func goHasTheLastWord() throws {
    let failing = RequestOutcome.failed(.processing, .status(502))
    let facts = Case(
      outcomes: [0: failing], trials: [.again: failing], more: Self.hearing(.works))
    let finding = try #require(try facts.findings.first)
    #expect(finding.confidence == .low)
    #expect(Diagnosis(try facts.facts).goDisagrees)
    let agreed = Case(
      outcomes: [0: failing], trials: [.again: failing],
      more: Self.hearing(.fails(ServerText("502 Bad Gateway"))))
    #expect(try agreed.findings.first?.confidence == .high)
    #expect(try !Diagnosis(agreed.facts).goDisagrees)
  }

  @Test func whoFailsBeforeOffIsNamed() throws {
    let failing = RequestOutcome.failed(.processing, .status(502))
    let facts = Case(goproxy: "https://a.example|off", outcomes: [0: failing])
    let findings = try facts.findings
    #expect(findings.map(\.cause) == [.failure(.status)])
    #expect(findings.first?.stopsGo == true)
  }

  /// `go mod download m@v` does without a list of versions.
  @Test func aListThatFailsIsNotContradicted() throws {
    let failing = RequestOutcome.failed(.processing, .status(502))
    let facts = Case(
      outcomes: [0: failing], kinds: [.list], trials: [.again: failing],
      more: Self.hearing(.works))
    #expect(try facts.findings.map(\.cause) == [.statusBeforeComma])
    #expect(try facts.findings.first?.confidence == .high)
    #expect(try !Diagnosis(facts.facts).goDisagrees)
  }

  @Test func oneCauseForAllIsToldOnce() throws {
    let untrusted = RequestOutcome.failed(.tls, .certificateNotTrusted)
    let findings = try Case(
      goproxy: "https://a.example|https://b.example", outcomes: [0: untrusted, 1: untrusted],
      result: Self.issued
    ).findings
    #expect(findings.count == 1)
    let text = try #require(findings.first.map(Language.english.text))
    #expect(
      text.hasPrefix("b.example, a.example: TLS is intercepted by \"CN=BigCorp Inspection CA\""))
  }

  @Test func aSpareThatFailsIsTold() throws {
    let facts = Case(outcomes: [1: .failed(.connect, .refused)])
    let findings = try facts.findings
    #expect(findings.map(\.cause) == [.failure(.refused)])
    #expect(findings.first?.stopsGo == false)
    #expect(findings.first?.entry == 1)
  }

  // MARK: What is tried next, and what helps

  @Test("Trials are asked for where they would tell causes apart, and once")
  func trials() throws {
    var facts = Case(outcomes: [0: Self.hang], result: Self.overHTTP2)
    facts.more = { $0.isComplete = false }
    var known = try facts.facts
    let wanted = Diagnosis(known).next
    #expect(Set(wanted.map(\.kind)) == [.again, .http1, .smallSegments, .otherAgent])
    for trial in wanted { known.trials[trial] = .notMade }
    #expect(Diagnosis(known).next == [])
    var healthy = Case()
    healthy.more = { $0.isComplete = false }
    #expect(Diagnosis(try healthy.facts).next == [])
  }

  @Test func theCureIsTheFix() throws {
    let failing = RequestOutcome.failed(.processing, .status(502))
    var facts = Case(outcomes: [0: failing], trials: [.again: failing])
    guard case .chain(let chain, let isExported) = try facts.findings.first?.fix else {
      Issue.record("no chain")
      return
    }
    #expect(chain.value == "https://a.example|https://b.example")
    #expect(!isExported)
    facts.source = .environment
    guard case .chain(_, true) = try facts.findings.first?.fix else {
      Issue.record("not exported")
      return
    }
  }
}
