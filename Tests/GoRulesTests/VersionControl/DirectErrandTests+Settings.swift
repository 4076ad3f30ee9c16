import GoRules
import Testing

/// Paths that need no page, and what settings change.
extension DirectErrandTests {
  @Test(arguments: [
    ("github.com/foo", #"invalid github.com import path "github.com/foo""#),
    ("github.com/a/b.git", "invalid version control suffix in github.com/ path"),
    ("example.net/m", "no modules on example.net"),
    ("rsc.io", "rsc.io is not a module"),
    ("git.apache.org/x", #"invalid git.apache.org import path "git.apache.org/x""#),
  ])
  func aPathThatIsNoneIsNotAskedFor(module: String, text: String) {
    #expect(run(module, [:]).text == text)
    #expect(run(module, [:]).asked == [])
  }

  @Test(arguments: [
    ("github.com/a/b", "github.com/a/b"), ("github.com/a/b/c/v2", "github.com/a/b"),
    ("bitbucket.org/a/b", "bitbucket.org/a/b"), ("git.apache.org/x.git/y", "git.apache.org/x.git"),
    ("git.openstack.org/a/b.git", "git.openstack.org/a/b.git"),
    ("hub.jazz.net/git/a1/b/c", "hub.jazz.net/git/a1/b"), ("a.test/x/y.git/z", "a.test/x/y"),
    ("a.test/y.git", "a.test/y"), ("github.com.test/a.git", "github.com.test/a"),
  ])
  func knownHostsNeedNoPage(module: String, repository: String) {
    #expect(
      run(module, [:]).asked == ["https://\(repository)/info/refs?service=git-upload-pack"])
  }

  @Test(arguments: ["a.test/gity", "a.test/.git", "a.test/x.gitx/y", "a.test/~.git"])
  func othersNeedOne(module: String) {
    #expect(run(module, [:]).asked == ["https://\(module)?go-get=1"])
  }

  @Test func aHostAloneHasARootPage() {
    #expect(run("a.test", [:]).asked == ["https://a.test/?go-get=1"])
    #expect(
      run("localhost/m", [:]).text
        == #"unrecognized import path "localhost/m": import path does not begin with hostname"#)
  }

  @Test func whereInsecureIsAllowedHTTPIsTriedToo() {
    let plain = "http://a.test/m?go-get=1"
    let ending = run("a.test/m", [:], variables: ["GOINSECURE": "a.test"])
    #expect(ending.asked == ["insecure " + Self.own, plain])
    #expect(
      ending.text
        == #"unrecognized import path "a.test/m": http/https fetch: Get "http://a.test/m?go-get=1": dial tcp 127.0.0.2:443: connect: connection refused"#
    )
    let found = run(
      "a.test/m", [plain: Self.page("a.test/m git https://b.test/r"), Self.refs: Self.references],
      variables: ["GOINSECURE": "*.test"])
    #expect(found.outcome == .ok)
  }

  @Test func gitHasToBeThere() {
    let answers = [Self.own: Self.page("a.test/m git https://b.test/r")]
    let missing = run("a.test/m", answers, git: GitSettings(isInstalled: false))
    #expect(missing.outcome.cause == .gitMissing)
    #expect(
      missing.text
        == #"unable to resolve git version: failed to execute git version: exec: "git": executable file not found in $PATH"#
    )
    #expect(
      run("a.test/r.git", [:], git: GitSettings(isInstalled: false)).text
        == "no secure protocol found for repository")
  }

  @Test(arguments: [
    "git ssh://b.test/r", "git git://b.test/r", "git git+ssh://b.test/r", "hg https://b.test/r",
    "git https://b.test/r?x", "git http://u:p@b.test/r", "mod file:///x",
  ])
  func whatWeDoNotSpeakIsNotMeasured(tag: String) {
    let ending = run("a.test/m", [Self.own: Self.page("a.test/m \(tag)")])
    #expect(ending.outcome.cause?.code == .notMeasured || tag.hasPrefix("mod"), "\(ending)")
    #expect(ending.asked == [Self.own])
  }
}
