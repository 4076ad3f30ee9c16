import GoRules
import Testing

@Suite struct GoAuthTests {
  /// cmd/go/internal/auth/auth.go `runGoAuth`.
  @Test(
    arguments: [
      ("netrc", [.netrc]),
      ("off", [.off]),
      (" off ", [.off]),
      (" netrc ; /bin/x  -a ", [.command("/bin/x  -a"), .netrc]),
      ("git /d;netrc", [.netrc, .git(folder: "/d")]),
      ("netrc x", [.netrc]),
      (
        "off;netrc",
        [
          .netrc,
          .fatal(
            "GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off;netrc)"),
        ]
      ),
      ("netrc;", [.fatal("GOAUTH encountered an empty command (GOAUTH=netrc;)")]),
      (";netrc", [.netrc, .fatal("GOAUTH encountered an empty command (GOAUTH=;netrc)")]),
      (
        "git",
        [
          .fatal(
            "GOAUTH=git dir method requires an absolute path to the git working directory")
        ]
      ),
      (
        "git d",
        [
          .fatal(
            "GOAUTH=git dir method requires an absolute path to the git working directory, "
              + "dir is not absolute")
        ]
      ),
    ] as [(String, [GoAuth.Method])])
  func reads(value: String, methods: [GoAuth.Method]) {
    #expect(GoAuth(value).methods == methods)
  }

  private let refusal = GoAuth.Refusal(
    url: "https://h.test/m/@v/list", version: "HTTP/1.1", status: "401 Unauthorized",
    header: [
      HeaderField(name: "Www-Authenticate", value: Array("Basic".utf8)),
      HeaderField(name: "Date", value: Array("x".utf8)),
      HeaderField(name: "Www-Authenticate", value: Array("Bearer".utf8)),
    ])

  @Test func asksCommandsAtFirstWithoutURL() {
    let steps = GoAuth("netrc;git /d;/bin/x 'a b'").steps(after: nil)
    let command = GoAuthCommand(
      arguments: ["/bin/x", "a b"], folder: nil, input: nil, isGit: false,
      written: "/bin/x 'a b'")
    #expect(steps == [.run(command), .checkFolder("/d"), .readNetrc])
  }

  @Test func asksCommandsAgainWithTheAnswer() {
    let steps = GoAuth("git /d;/bin/x").steps(after: refusal)
    let input =
      "HTTP/1.1 401 Unauthorized\nWww-Authenticate: Basic, Bearer\nDate: x\n\n"
    let command = GoAuthCommand(
      arguments: ["/bin/x", refusal.url], folder: nil, input: Array(input.utf8), isGit: false,
      written: "/bin/x")
    let git = GoAuthCommand(
      arguments: ["git", "credential", "fill"], folder: "/d",
      input: Array("url=\(refusal.url)\n".utf8), isGit: true, written: "git /d")
    #expect(steps == [.run(command), .checkFolder("/d"), .run(git)])
  }

  @Test func goesOnWithoutACommandThatCannotBeRead() {
    #expect(
      GoAuth("x \"a").steps(after: nil) == [
        .fail(text: "GOAUTH=x \"a: cannot parse GOAUTH command x \"a: unterminated \" string")
      ])
  }

  @Test(arguments: [(true, 401, true), (true, 404, true), (true, 500, false), (false, 401, false)])
  func asksAgain(isHTTPS: Bool, status: Int, again: Bool) {
    #expect(GoAuth.asksAgain(isHTTPS: isHTTPS, status: status) == again)
  }

  /// cmd/internal/quoted `Split`.
  @Test(arguments: [
    ("", []), (" a\tb\n", ["a", "b"]), ("'a b'\"c'd\"", ["a b", "c'd"]), ("a'b c'", ["a'b", "c'"]),
    ("'' x", ["", "x"]), ("a\\ b", ["a\\", "b"]), ("a\u{A0}b", ["a\u{A0}b"]),
  ])
  func splits(command: String, words: [String]) throws {
    #expect(try GoAuthCommand.split(command) == words)
  }

  // MARK: Answers

  private let command = GoAuthCommand(
    arguments: ["x"], folder: nil, input: nil, isGit: false, written: "x")

  /// auth/userauth.go `parseUserAuth`.
  @Test(arguments: [
    ("https://h.test", "invalid format: missing empty line after URLs"),
    ("https://h.test\n\nA: b\n", "invalid format: missing empty line after headers"),
    ("https://h.test\n\nA:b\n\n", "invalid format: invalid header line"),
    ("https://h.test\n\nA b: c\n\n", "invalid format: invalid header line"),
    ("https://h.test\n\nA: b\u{1}\n\n", "invalid format: invalid header line"),
    ("h.test\n\n\n", "could not parse URL h.test: parse \"h.test\": invalid URI for request"),
    (
      "https://h.test:x\n\n\n",
      "could not parse URL https://h.test:x: parse \"https://h.test:x\": invalid port \":x\" after "
        + "host"
    ),
  ])
  func refusesAnswer(output: String, text: String) {
    let result = command.result(.printed(Array(output.utf8)), url: nil)
    #expect(
      result
        == .nothing(text: "GOAUTH=x: cannot parse output of GOAUTH command x: \(text)"))
  }

  @Test func keepsFieldsByPrefix() {
    let output = """
      https://h.test/a/
      https://u:p@h.test

      authorization: Basic  abc\u{20}
      X-a-B: 1

      https://h.test/b

      X: 2


      """
    guard case .fields(let fields) = command.result(.printed(Array(output.utf8)), url: nil) else {
      Issue.record("refused")
      return
    }
    var cache = CredentialCache()
    for (prefix, header) in fields { cache.store(header, for: prefix) }
    let first = [
      HeaderField(name: "Authorization", value: Array("Basic  abc".utf8)),
      HeaderField(name: "X-A-B", value: Array("1".utf8)),
    ]
    #expect(cache.fields(for: "https://h.test/a/@v/list".utf8) == first)
    #expect(cache.fields(for: "https://u:p@h.test/c".utf8) == first)
    #expect(
      cache.fields(for: "https://h.test/b".utf8) == [HeaderField(name: "X", value: [0x32])])
    #expect(cache.fields(for: "https://h.test/c".utf8).isEmpty)
    // A block without fields takes back what was given.
    cache.store([], for: "https://h.test/b".utf8)
    #expect(cache.fields(for: "https://h.test/b".utf8).isEmpty)
  }

  /// auth/gitauth.go `parseGitAuth`, `runGitAuth`.
  @Test(arguments: [
    ("protocol=https\nhost=h.test\nusername=bob\npassword=s\n", "https://h.test"),
    ("protocol=https\nhost=h.test\nurl=invalid\n", "https://h.test"),
    ("protocol=https\nhost=h.test\nurl=https://go.dev\n", "https://go.dev"),
    ("protocol=https\r\n host=h.test\npath=a b\n", "https://h.test/a%20b"),
    ("protocol:https\n", ""),
    ("", ""),
  ])
  func readsGit(output: String, prefix: String) {
    #expect(GitAnswer(output.utf8).prefix == prefix)
  }

  @Test func usesGitForTheURLThatWasAsked() {
    let git = GoAuthCommand(
      arguments: [], folder: "/d", input: nil, isGit: true, written: "git /d")
    let output = Array("protocol=https\nhost=h.test\nusername=bob\npassword=s\n".utf8)
    #expect(
      git.result(.printed(output), url: "https://h.test/x")
        == .fields([
          Array("https://h.test".utf8): [
            .basic(login: "bob".utf8, password: "s".utf8)
          ]
        ]))
    #expect(
      git.result(.printed(output), url: "https://g.test/x")
        == .nothing(
          text: "GOAUTH=git /d: requested a credential for https://g.test/x, but 'git credential "
            + "fill' provided one for https://h.test\n"))
    #expect(
      git.result(.printed([]), url: "https://g.test/x")
        == .nothing(
          text: "GOAUTH=git /d: 'git credential fill' failed for url=https://g.test/x, could not "
            + "parse url\n"))
    #expect(
      git.result(.failed("exit status 128", errors: Array("no".utf8)), url: "u")
        == .nothing(
          text: "GOAUTH=git /d: 'git credential fill' failed (url=u): exit status 128\nno"))
  }

  @Test func doesNotGuessWhatAPersonWouldAnswer() {
    #expect(command.result(.notMeasured(reason: "r"), url: nil) == .notMeasured(reason: "r"))
  }
}
