import GoRules
import Testing

/// GOPRIVATE and its kin against the real go command, and the rest of path.Match by its definition.
struct ModulePatternsTests {
  @Test(arguments: Conformance.cases(\.goprivate))
  func matchesAsGoDoes(measured: Conformance.Private) throws {
    let go = GoEnvironment(
      variables: measured.env.merging(
        ["GOPROXY": measured.goproxy.replacing("$G", with: "http://127.0.0.1:1111")]
      ) { first, _ in first }, userFile: nil)
    let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
    guard measured.goproxy != "," else {
      #expect(throws: ChainError.self) { try go.chain() }
      return
    }
    let chain = try go.chain()
    let walk = chain.walk(Question(.info, canary)) { _ in Answer(.ok) }
    #expect((walk.verdict == .direct) == (measured.directTried > 0))
    #expect((walk.verdict == .served) == (measured.proxyAsked > 0))
    if walk.verdict == .broken {
      #expect(measured.stderr.hasSuffix(walk.error ?? ""))
    }
  }

  @Test(arguments: [
    ("*", "a.example", true), ("*", "a.example/b", true), ("*.example", "a.b.example", true),
    ("a.example/*", "a.example", false), ("a.example/*", "a.example/b/c", true),
    ("a.example/*/c", "a.example/b/c/d", true), ("a.example/*/c", "a.example/b/b/c", false),
    ("a?c", "abc", true), ("a?c", "a/c", false), ("a[b-d]c", "acc", true),
    ("a[^b-d]c", "acc", false), ("a[^b-d]c", "aec", true), ("a[", "a[", false),
    ("a[b-", "ab", false), ("a\\*", "a*", true), ("a\\*", "ab", false),
    ("x,,b.example", "b.example/m", true),
    ("x, b.example", "b.example/m", false), ("example.com/m", "example.com/m1", false),
    ("", "a", false),
    ("a/b/", "a/b", true), ("[[]a", "[a", true), ("[]a]", "]", false),
  ])
  func matchesGlobs(patterns: String, module: String, expected: Bool) {
    #expect(ModulePatterns(patterns).matches(module) == expected)
  }
}
