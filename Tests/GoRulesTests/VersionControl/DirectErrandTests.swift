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
    variables: [String: String] = [:], git: GitSettings = GitSettings(), checksSums: Bool = false
  ) -> Ending {
    var errand = DirectErrand(
      ModuleVersion(module: module, version: version),
      VersionControlSettings(variables: variables, git: git), checksSums: checksSums)
    var ending = Ending(asked: [], outcome: .hang(.processing))
    var answer: ErrandAnswer?
    while true {
      switch errand.next(after: answer) {
      case .ask(let request):
        let url = request.url.written
        let method = request.body == nil ? "" : "POST "
        ending.asked.append(method + (request.isInsecure ? "insecure " + url : url))
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
      isInstalled: true, environment: [:], files: [Array("[credential]\nhelper = store".utf8)])
    #expect(cause(Self.status(401, "x"), asks)?.code == .notMeasured)
    var html = Self.page()
    html.body.append(0x0A)
    #expect(cause(html) == .gitAnswer(""))
    let gone = run(
      "a.test/m",
      [
        Self.own: Self.page("a.test/m git https://b.test/r"),
        Self.refs: Self.status(404, "Not Found"),
      ])
    #expect(gone.outcome == .notFound(NotFound(status: 404)))
  }

  /// git speaks the second version of its protocol where the server does: the names come with another request.
  @Test func theSecondVersionTakesAnotherRequest() {
    var abilities = Self.references
    abilities.body = GitReferencesTests.body([
      "# service=git-upload-pack\n", "", "version 2\n", "ls-refs\n", "",
    ])
    let post = "https://b.test/r/git-upload-pack"
    let list = ErrandPage(
      status: 200, statusText: "200 OK",
      body: GitReferencesTests.body(["\(String(repeating: "a", count: 40)) refs/tags/v1.0.0\n", ""])
    )
    let answers = [
      Self.own: Self.page("a.test/m git https://b.test/r"), Self.refs: abilities, post: list,
    ]
    #expect(
      run("a.test/m", answers)
        == Ending(asked: [Self.own, Self.refs, "POST " + post], outcome: .ok))
    #expect(run("a.test/m", answers, version: "v1.1.0").outcome.cause == .unknownRevision("v1.1.0"))
    let broken = answers.merging([post: Self.status(500, "x")]) { $1 }
    #expect(run("a.test/m", broken).outcome.cause == .status(500))
    // Where a redirect has led to, there the list is asked for.
    abilities.address = "https://c.test/x/info/refs?service=git-upload-pack"
    let moved = answers.merging([Self.refs: abilities]) { $1 }
    #expect(run("a.test/m", moved).asked.last == "POST https://c.test/x/git-upload-pack")
    abilities.address = "https://c.test/x"
    let lost = answers.merging([Self.refs: abilities]) { $1 }
    #expect(run("a.test/m", lost).asked.last == Self.refs)
    #expect(run("a.test/m", lost).outcome.cause == .gitAnswer("a redirect to something else"))
  }

  /// With the tag go goes on to the repository's go.mod, where the path does not name the major version.
  @Test(arguments: [
    ("a.test/m", "v2.0.0", false), ("a.test/m", "v2.0.0+incompatible", false),
    ("a.test/m", "v1.0.0+meta", true), ("a.test/m/v2", "v2.0.0", true),
  ])
  func anotherMajorVersionIsNotMeasured(module: String, version: String, isFound: Bool) {
    var list = Self.references
    list.body = GitReferencesTests.body([
      "# service=git-upload-pack\n", "",
      "\(String(repeating: "a", count: 40)) refs/tags/\(version.prefix { $0 != "+" })\n",
      "\(String(repeating: "a", count: 40)) refs/tags/\(version)\n", "",
    ])
    let own = "https://\(module)?go-get=1"
    let answers = [own: Self.page("\(module) git https://b.test/r"), Self.refs: list]
    let outcome = run(module, answers, version: version).outcome
    #expect((outcome == .ok) == isFound)
    #expect(isFound || outcome.cause?.code == .notMeasured)
  }

  @Test(arguments: ["HTTPS://b.test/r", "https://b.test/x/../r", "https://b.test/%2E/r"])
  func aURLThatGitReadsOtherwiseIsNotAsked(url: String) {
    let ending = run("a.test/m", [Self.own: Self.page("a.test/m git " + url)])
    #expect(ending.outcome.cause?.code == .notMeasured)
    #expect(ending.asked == [Self.own])
  }

  @Test func aProxyOfATagIsAsked() {
    let base = "https://b.test/p/a.test/m/@v/v1.0.0"
    let info = Self.status(200, "OK", #"{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z"}"#)
    let own = Self.page("a.test/m mod https://b.test/p")
    let mod = Self.status(200, "OK", "x")
    // go downloads the zip too, and it has to be one.
    var answers = [Self.own: own, "\(base).info": info, "\(base).mod": mod]
    #expect(run("a.test/m", answers).outcome.cause == .refused)
    answers["\(base).zip"] = Self.status(200, "OK", "x")
    #expect(run("a.test/m", answers).outcome.cause == .notZip)
    let checked = run("a.test/m", answers, checksSums: true)
    #expect(checked.outcome.cause?.code == .notMeasured)
    #expect(checked.asked == [Self.own, "\(base).info", "\(base).mod"])
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
