import GoRules
import Testing

/// What go asks for a module without a proxy, and says; the texts are those of `go mod download` of go 1.27 before
/// servers that answered the same.
@Suite struct DirectErrandTests {
  struct Ending: Equatable {
    var asked: [String]
    var outcome: RequestOutcome
    var text: String?
  }

  static func page(_ tags: String...) -> ErrandPage {
    let metas = tags.map { "<meta name=\"go-import\" content=\"\($0)\">" }
    return ErrandPage(
      status: 200, statusText: "200 OK",
      body: Array("<html><head>\(metas.joined())</head><body></body></html>".utf8))
  }

  static func status(
    _ status: Int, _ text: String, _ detail: String = ""
  ) -> ErrandPage {
    ErrandPage(
      status: status, statusText: "\(status) \(text)", contentType: Array("text/plain".utf8),
      body: Array(detail.utf8))
  }

  static let references = ErrandPage(
    status: 200, statusText: "200 OK",
    contentType: Array("application/x-git-upload-pack-advertisement".utf8),
    body: GitReferencesTests.body([
      "# service=git-upload-pack\n", "", "\(String(repeating: "a", count: 40)) refs/tags/v1.0.0\n",
      "",
    ]))

  /// Runs the errand against `answers` by URL; what is not there is refused.
  func run(
    _ module: String, _ answers: [String: ErrandPage], version: String = "v1.0.0",
    variables: [String: String] = [:], git: GitSettings = GitSettings()
  ) -> Ending {
    var errand = DirectErrand(
      ModuleVersion(module: module, version: version),
      VersionControlSettings(variables: variables, git: git))
    var ending = Ending(asked: [], outcome: .hang(.processing))
    var answer: ErrandAnswer?
    while true {
      switch errand.next(after: answer) {
      case .ask(let request):
        let url = request.url.written
        ending.asked.append(request.isInsecure ? "insecure " + url : url)
        answer =
          answers[url].map { .answered($0) }
          ?? .failed(
            .failure(RequestFailure(.connect, .refused)),
            goText: "Get \"\(url)\": dial tcp 127.0.0.2:443: connect: connection refused")
      case .ended(let outcome, let text):
        ending.outcome = outcome
        ending.text = text
        return ending
      }
    }
  }

  static let own = "https://a.test/m?go-get=1"
  static let refs = "https://b.test/r/info/refs?service=git-upload-pack"

  @Test func aTaggedVersionIsFound() {
    let answers = [
      Self.own: Self.page("a.test/m git https://b.test/r"), Self.refs: Self.references,
    ]
    #expect(run("a.test/m", answers) == Ending(asked: [Self.own, Self.refs], outcome: .ok))
    let absent = run("a.test/m", answers, version: "v9.9.9")
    #expect(absent.text == "invalid version: unknown revision v9.9.9")
    #expect(absent.outcome.cause == .unknownRevision("v9.9.9"))
  }

  /// Before GOVCS and the host, go looks at the page of the tag's prefix.
  @Test func thePrefixHasToAgree() {
    let tag = "a.test git https://b.test/r"
    let root = "https://a.test/?go-get=1"
    func text(_ answer: ErrandPage?) -> String? {
      run("a.test/m", [Self.own: Self.page(tag), root: answer].compactMapValues { $0 }).text
    }
    let refused =
      #"Get "https://a.test/?go-get=1": dial tcp 127.0.0.2:443: connect: connection refused"#
    let start = #"unrecognized import path "a.test/m": "#
    #expect(text(nil) == start + "fetching a.test: " + refused)
    #expect(
      text(Self.page("a.test git https://b.test/other"))
        == start
        + "https://a.test/m?go-get=1 and //a.test/?go-get=1 disagree about go-import for a.test")
    #expect(
      text(Self.page())
        == start + "fetching a.test: no go-import meta tag found in https://a.test/?go-get=1")
    #expect(
      text(Self.status(404, "Not Found", "not here"))
        == start + "reading https://a.test/?go-get=1: 404 Not Found\n\tserver response: not here")
    let agreed = run("a.test/m", [Self.own: Self.page(tag), root: Self.page(tag)])
    #expect(agreed.asked == [Self.own, root, Self.refs])
  }

  private static let texts: [(ErrandPage, String)] = [
    (page(), "parse https://a.test/m?go-get=1: no go-import meta tags ()"),
    (
      page("c.test/m git https://b.test/r"),
      "parse https://a.test/m?go-get=1: no go-import meta tags (meta tag c.test/m did not match import path a.test/m)"
    ),
    (
      page("a.test/m git https://b.test/r", "a.test git https://b.test/r"),
      #"parse //a.test/m?go-get=1: multiple meta tags match import path "a.test/m""#
    ),
    (
      ErrandPage(status: 200, statusText: "200 OK", body: Array("<html><head><<<".utf8)),
      "parsing a.test/m: XML syntax error on line 1: expected element name after <"
    ),
    (page("a.test/m cvs https://b.test/r"), #"https://a.test/m?go-get=1: unknown vcs "cvs""#),
    (
      page("a.test/m git file:///etc"),
      #"https://a.test/m?go-get=1: invalid repo root "file:///etc": file scheme disallowed"#
    ),
    (
      page("a.test/m git b.test/r"),
      #"https://a.test/m?go-get=1: invalid repo root "b.test/r": no scheme"#
    ),
    (
      page("a.test/m git https://b.test/r -x"),
      #"https://a.test/m?go-get=1: invalid subdirectory "-x": leading hyphen"#
    ),
    (
      page("a.test/m svn https://b.test/r"),
      "GOVCS disallows using svn for public a.test/m; see 'go help vcs'"
    ),
    (
      status(404, "Not Found", "not here"),
      "reading https://a.test/m?go-get=1: 404 Not Found\n\tserver response: not here"
    ),
    (
      status(500, "Internal Server Error"),
      "reading https://a.test/m?go-get=1: 500 Internal Server Error"
    ),
  ]

  @Test func aPageWithoutUseIsToldAsGoTellsIt() {
    for (page, text) in Self.texts {
      let ending = run("a.test/m", [Self.own: page])
      #expect(ending.text == #"unrecognized import path "a.test/m": "# + text)
      #expect(ending.asked == [Self.own])
    }
  }

  @Test func aTagOnAnErrorPageCounts() {
    var page = Self.page("a.test/m git https://b.test/r")
    page.status = 404
    let ending = run("a.test/m", [Self.own: page, Self.refs: Self.references])
    #expect(ending.outcome == .ok)
  }

  @Test func aPageWithoutEndIsNotJudged() {
    var page = ErrandPage(status: 200, statusText: "200 OK", body: Array("<head><title>x".utf8))
    page.isCut = true
    #expect(run("a.test/m", [Self.own: page]).outcome.cause?.code == .notMeasured)
    var whole = Self.page("a.test/m git https://b.test/r")
    whole.isCut = true
    #expect(run("a.test/m", [Self.own: whole, Self.refs: Self.references]).outcome == .ok)
  }

  @Test func whatBreaksOffIsGosErrorOfTheReader() {
    var page = ErrandPage(status: 200, statusText: "200 OK", body: Array("<head><meta".utf8))
    page.fault = ErrandPage.Fault(
      outcome: .failure(RequestFailure(.transfer, .truncated)), goText: "unexpected EOF")
    let ending = run("a.test/m", [Self.own: page])
    #expect(ending.outcome.cause == .truncated)
    #expect(
      ending.text == #"unrecognized import path "a.test/m": parsing a.test/m: unexpected EOF"#)
  }

  // MARK: The host

  @Test func whatTheHostAnswersCounts() {
    func cause(_ answer: ErrandPage, _ git: GitSettings = GitSettings()) -> FailureCause? {
      let own = Self.page("a.test/m git https://b.test/r")
      return run("a.test/m", [Self.own: own, Self.refs: answer], git: git).outcome.cause
    }
    #expect(cause(Self.status(500, "x")) == .status(500))
    #expect(cause(Self.status(401, "x")) == .status(401))
    let asks = GitSettings(
      isInstalled: true, environment: [:], files: ["[credential]\nhelper = store"])
    #expect(cause(Self.status(401, "x"), asks)?.code == .notMeasured)
    #expect(cause(Self.page()) == .gitAnswer(""))
    let gone = run(
      "a.test/m",
      [
        Self.own: Self.page("a.test/m git https://b.test/r"),
        Self.refs: Self.status(404, "Not Found"),
      ])
    #expect(gone.outcome == .notFound(NotFound(status: 404)))
  }

  @Test func aProxyOfATagIsAsked() {
    let base = "https://b.test/p/a.test/m/@v/v1.0.0"
    let info = Self.status(200, "OK", #"{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z"}"#)
    let own = Self.page("a.test/m mod https://b.test/p")
    let good = run(
      "a.test/m", [Self.own: own, "\(base).info": info, "\(base).mod": Self.status(200, "OK", "x")])
    #expect(good == Ending(asked: [Self.own, "\(base).info", "\(base).mod"], outcome: .ok))
    #expect(
      run(
        "a.test/m",
        [Self.own: own, "\(base).info": info, "\(base).mod": Self.status(404, "Not Found", "no")]
      ).text
        == "reading \(base).mod: 404 Not Found\n\tserver response: no")
    #expect(
      run("a.test/m", [Self.own: own, "\(base).info": Self.status(200, "OK", "<html>")]).text
        == #"invalid response from proxy "https://b.test/p": invalid character '<' looking for beginning of value"#
    )
  }
}

extension RequestOutcome {
  var cause: FailureCause? {
    if case .failure(let failure) = self { failure.cause } else { nil }
  }
}
