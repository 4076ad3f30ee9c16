import GoRules
import Testing

/// What go's own lines (go 1.27, on loopback and in public reports) say of the request that failed.
struct GoErrorTests {
  private static let url = "https://goproxy.cn/golang.org/x/text/@v/v0.14.0.info"

  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let meaning: GoError.Meaning
    var module: String? = "golang.org/x/text@v0.14.0"
    var url: String? = GoErrorTests.url

    var testDescription: String { line }
  }

  private static func failure(
    _ phase: Phase, _ code: FailureCause.Code, number: Int? = nil, detail: String? = nil
  ) -> GoError.Meaning {
    .request(
      .failure(
        RequestFailure(
          phase, FailureCause(code, number: number, detail: detail.map { ServerText($0) }))))
  }

  @Test(arguments: [
    Case(
      line: "go: golang.org/x/text@v0.14.0: reading \(url): 502 Bad Gateway",
      meaning: failure(.processing, .status, number: 502)),
    Case(
      line: "go: golang.org/x/text@v0.14.0: reading \(url): 404 Not Found",
      meaning: .request(.notFound(NotFound(status: 404)))),
    Case(
      line: "2026-11-28T10:00:00Z #12 3.4 go: golang.org/x/text@v0.14.0: Get \"\(url)\": "
        + "dial tcp 127.0.0.1:443: i/o timeout",
      meaning: failure(.connect, .connectTimedOut)),
    Case(
      line: "go: module golang.org/x/text: Get \"\(url)\": dial tcp: lookup goproxy.cn on "
        + "127.0.0.53:53: read udp 127.0.0.1:5->127.0.0.53:53: i/o timeout",
      meaning: failure(.resolve, .resolverTimedOut), module: nil),
    Case(
      line: "main.go:4:2: golang.org/x/text@v0.14.0: Get \"\(url)\": remote error: tls: "
        + "handshake failure", meaning: failure(.tls, .tlsAlert, number: 40)),
    Case(
      line: "go: golang.org/x/text@v0.14.0: Get \"\(url)\": tls: failed to verify certificate: "
        + "x509: certificate has expired or is not yet valid: current time "
        + "2020-01-01T00:00:00Z is before 2024-01-01T00:00:00Z",
      meaning: failure(.tls, .certificateNotYetValid)),
    Case(
      line: "go: golang.org/x/text@v0.14.0: read \"\(url)\": stream error: stream ID 7; "
        + "INTERNAL_ERROR; received from peer",
      meaning: failure(.processing, .http2Stream, number: 2)),
    Case(
      line: "go: golang.org/x/text@v0.14.0: verifying module: golang.org/x/text@v0.14.0: reading "
        + "\(url): Get \"https://sum.golang.org/x\": EOF",
      meaning: failure(.processing, .closed), url: "https://sum.golang.org/x"),
    Case(
      line: "go: golang.org/x/text@v0.14.0: Get \"\(url)\": EOF",
      meaning: failure(.processing, .closed)),
    Case(
      line: "go: golang.org/x/text@v0.14.0: Get \"\(url)\": Proxy Authentication Required",
      meaning: failure(.connect, .forwardProxy, detail: "status 407")),
    Case(
      line: "go: golang.org/x/text@v0.14.0: Get \(url): dial tcp 127.0.0.1:443: connectex: No "
        + "connection could be made because the target machine actively refused it.",
      meaning: failure(.connect, .refused)),
    Case(
      line: "go: golang.org/x/text@v0.14.0: unexpected status (\(url)): 500 Internal Server Error",
      meaning: failure(.processing, .status, number: 500)),
    Case(
      line: "/go/pkg/mod/a.example/y@v1.0.0/y.go:1:2: golang.org/x/text@v0.14.0: verifying go.mod: "
        + "golang.org/x/text@v0.14.0/go.mod: Get \"/x/@v/v0.14.0.mod\": stopped after 10 redirects",
      meaning: failure(.processing, .tooManyRedirects), url: nil),
    Case(
      line: "go: golang.org/x/text@v0.14.0: invalid version: git ls-remote -q origin: exit status "
        + "128:\n\tfatal: no access\n\tmore",
      meaning: failure(.processing, .gitAnswer, detail: "no access"),
      url: nil),
    Case(
      line: "go: module lookup disabled by GOPROXY=off", meaning: .lookupsOff, module: nil,
      url: nil),
    Case(
      line: "go: a.example/x@v1.0.0: module lookup disabled by GOPROXY=off",
      meaning: .lookupsOff, module: "a.example/x@v1.0.0", url: nil),
    Case(
      line: "go: invalid proxy URL missing scheme: goproxy.cn", meaning: .goproxyRefused,
      module: nil, url: nil),
  ])
  func isRead(_ test: Case) throws {
    let error = try #require(GoError(test.line[...]))
    #expect(error.meaning == test.meaning)
    #expect(error.module == test.module)
    #expect(error.url == test.url)
  }

  @Test(arguments: [
    "", "go: downloading golang.org/x/text v0.14.0", "ok  \ta.example/x\t0.004s",
    "# get \(url): 200 OK (0.003s)",
    "go: a.example/x: git ls-remote -q https://a.example/x: exit status 128:",
    "go: finding module for package a.example/EOF/x",
  ])
  func tellsOfNoFailure(line: String) {
    #expect(GoError(line[...]) == nil)
  }

  /// go's words for each cause lead back to it.
  @Test(arguments: FailureCause.Code.allCases) func isReadBack(code: FailureCause.Code) throws {
    // Words that another cause has too, or that the peer chooses.
    let ambiguous: [FailureCause.Code: FailureCause.Code] = [
      .idleConnectionDropped: .reset, .certificateSelfSigned: .certificateNotTrusted,
      .intermediateMissing: .certificateNotTrusted, .certificateNotYetValid: .certificateExpired,
      // go says of a body that breaks off whom it reads, not whom it gets.
      .truncated: .closed,
    ]
    let ofPeer: Set<FailureCause.Code> = [
      .forwardProxy, .goEnds, .invalidURL, .badZip, .sumdbFailed, .versionControlForbidden,
      .gitAnswer, .goImport, .notMeasured, .other, .http2Protocol, .redirectWithoutLocation,
      .tooLarge, .idleConnectionSilent,
    ]
    guard !ofPeer.contains(code) else { return }
    let number = [.status: 502, .tlsAlert: 40, .http2Stream: 2, .http2GoAway: 11][code]
    let chain = try Chain(parsing: "https://a.example")
    let phase: Phase = .processing
    let failure = RequestFailure(
      phase, FailureCause(code, number: number, detail: ServerText("v1.2.3")))
    let walk = chain.walk(Question(.info, ModuleVersion(module: "a.example/x", version: "v1.0.0")))
    { _ in Answer(.failure(failure)) }
    let text = try #require(walk.error)
    let error = try #require(GoError("go: a.example/x@v1.0.0: \(text)"[...]), "\(text)")
    guard case .request(.failure(let read)) = error.meaning else {
      Issue.record("\(text): \(error.meaning)")
      return
    }
    #expect(read.cause.code == ambiguous[code] ?? code, "\(text)")
    #expect(read.cause.number == number, "\(text)")
  }
}
