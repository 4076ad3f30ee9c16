import GoRules
import Testing

/// GOVCS, as `go mod download` of go 1.27 took it.
@Suite struct VersionControlRulesTests {
  private func refusal(
    _ govcs: String, _ system: String = "git", _ root: String = "a.test/m", goprivate: String = ""
  ) -> String? {
    VersionControlRules(govcs: govcs, goprivate: goprivate).refusal(of: system, root: root)
  }

  @Test(arguments: [
    ("", "git"), ("", "hg"), ("*:all", "svn"), ("public:svn", "svn"),
    (" a.test : git | svn ", "svn"),
    ("b.test:off,a.*:git", "git"), ("private:hg", "git"), ("a.test/n:hg", "git"),
  ])
  func isAllowed(govcs: String, system: String) {
    #expect(refusal(govcs, system) == nil)
  }

  @Test(arguments: [
    ("", "svn"), ("*:off", "git"), ("public:hg", "git"), ("a.test:hg,public:git", "git"),
  ])
  func isForbidden(govcs: String, system: String) {
    #expect(
      refusal(govcs, system)
        == "GOVCS disallows using \(system) for public a.test/m; see 'go help vcs'")
  }

  @Test func privateModulesHaveTheirOwnRule() {
    #expect(refusal("", "svn", goprivate: "a.test") == nil)
    #expect(
      refusal("private:hg", goprivate: "*.test")
        == "GOVCS disallows using git for private a.test/m; see 'go help vcs'")
  }

  @Test(arguments: [
    ("public", #"malformed entry in GOVCS (missing colon): "public""#),
    ("a:git,", "empty entry in GOVCS"), (":git", #"empty pattern in GOVCS: ":git""#),
    ("a: ", #"empty VCS list in GOVCS: "a:""#),
    ("./a:git", #"relative pattern not allowed in GOVCS: "./a""#),
    ("a:git,a:hg", #"unreachable pattern in GOVCS: "a:hg" after "a:git""#),
    ("a:git||hg", #"empty VCS name in GOVCS: "a:git||hg""#),
  ])
  func aFaultIsGos(govcs: String, text: String) {
    #expect(refusal(govcs) == text)
  }
}
