import Foundation
import Testing

/// `direct` and `noproxy`, as `check` measures them beside the real go: the same module, the same environment.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DirectCheckTests {
  private typealias Case = VersionControlLab.Case

  /// Where both know the answer: 0 and 3 are go's 0, and an error has go's text wherever one is shown.
  private static let cases: [Case] = [
    Case("ok.test/m@v1.0.0"),
    Case("ok.test/m@v1.0.0", goproxy: "PROXY,direct"),
    Case("ok.test/m@v1.0.0", goproxy: "PROXY", ["GONOPROXY": "ok.test"]),
    Case("ok.test/m@v1.0.0", goproxy: "PROXY", ["GOPRIVATE": "other.test"]),
    Case("ok.test/m@v1.0.0", goproxy: "off", ["GOPRIVATE": "*.test"]),
    Case("ok.test/m@v9.9.9"),
    Case("none.test/m@v1.0.0", goproxy: "PROXY,direct"),
    Case("folder.test/m@v1.0.0"), Case("root.test/m@v1.0.0"), Case("disagree.test/m@v1.0.0"),
    Case("none.test/m@v1.0.0"), Case("other.test/m@v1.0.0"), Case("twice.test/m@v1.0.0"),
    Case("bad.test/m@v1.0.0"), Case("gone.test/m@v1.0.0"), Case("broken.test/m@v1.0.0"),
    Case("html.test/m@v1.0.0"), Case("locked.test/m@v1.0.0"), Case("dead.test/m@v1.0.0"),
    Case("svn.test/m@v1.0.0"), Case("cvs.test/m@v1.0.0"), Case("file.test/m@v1.0.0"),
    Case("mod.test/m@v1.0.0"), Case("modbroken.test/m@v1.0.0"), Case("missing.test/m@v1.0.0"),
    Case("closed.test/m@v1.0.0"), Case("far.test/m@v1.0.0"), Case("loop.test/m@v1.0.0"),
    Case("untrusted.test/m@v1.0.0"), Case("posts.test/m@v1.0.0"), Case("branch.test/m@v1.0.0"),
    Case("stall.test/m@v1.0.0"), Case("modsound.test/m@v1.0.0"), Case("modzip.test/m@v1.0.0"),
    Case("github.com/a@v1.0.0"), Case("example.net/m@v1.0.0"),
    Case("ok.test/m@v1.0.0", ["GOVCS": "*:off"]), Case("ok.test/m@v1.0.0", ["GOVCS": "x"]),
    Case("closed.test/m@v1.0.0", ["GOINSECURE": "closed.test"]),
    Case("ok.test/m@v1.0.0", ["GOINSECURE": "ok.test"]),
    Case("ok.test/m@v1.0.0", ["PATH": "/nonexistent"]),
    Case("ok.test/m@v1.0.0", ["HTTPS_PROXY": "http://127.0.0.1:1"]),
  ]

  @Test func theVerdictIsGos() throws {
    let outcomes = try VersionControlLab().run(Self.cases, go: RealGo())
    for (one, outcome) in zip(Self.cases, outcomes) {
      let name = Comment(
        rawValue: "\(one.module) \(one.goproxy) \(one.environment): \(outcome.goText)")
      let walk = try #require(try info(outcome.output), name)
      #expect((outcome.goCode == 0) == (outcome.code == 0 || outcome.code == 3), name)
      #expect(outcome.code != 6, name)
      guard let error = walk["error"] as? String else { continue }
      let said = outcome.goText.split(separator: "\n").filter { !$0.hasPrefix("#") }
        .joined(separator: "\n")
      #expect(said == "go: \(one.module): \(error)", name)
    }
    // That texts are shown at all.
    let shown = outcomes.count { (try? info($0.output)?["error"] as? String) != nil }
    #expect(shown > 20)
  }

  /// Where git or go would do what we do not, it is said, and is no green.
  @Test func whatIsNotMeasuredIsSaid() throws {
    let cases = [
      Case("ssh.test/m@v1.0.0"), Case("long.test/m@v1.0.0"),
      Case("ok.test/m@v0.0.0-20240101000000-abcdefabcdef"),
      Case("ok.test/m@v1.0.0", ["GIT_SSL_NO_VERIFY": "1"]),
      Case("ok.test/m@v1.0.0", ["GIT_ALLOW_PROTOCOL": "ssh"]),
      Case("ok.test/m@v1.0.0", ["GIT_SSL_CAINFO": "/nonexistent"]),
      Case("old.test/m@v1.0.0"), Case("upper.test/m@v1.0.0"),
      Case("ok.test/m@v1.0.0", ["GIT_WORK_TREE": "/x"]),
      Case("ok.test/m@v1.0.0", ["GIT_CONFIG_GLOBAL": "/etc/passwd"]),
      Case("ok.test/m@v1.0.0", ["HTTPS_PROXY": "http://127.0.0.1:1", "NO_PROXY": "*.test"]),
    ]
    for (one, outcome) in zip(cases, try VersionControlLab().run(cases, go: RealGo())) {
      let name = Comment(rawValue: "\(one.module) \(one.environment): \(outcome.goText)")
      let walk = try #require(try info(outcome.output), name)
      #expect(outcome.code == 6, name)
      #expect(walk["verdict"] as? String == "unknown", name)
      let steps = try #require(walk["steps"] as? [[String: Any]], name)
      #expect((steps.last?["cause"] as? String)?.hasPrefix("not measured: ") == true, name)
    }
  }

  private func info(_ output: Data) throws -> [String: Any]? {
    let object = try JSONSerialization.jsonObject(with: output) as? [String: Any]
    let walks = object?["walks"] as? [[String: Any]]
    return walks?.first { $0["kind"] as? String == "info" }
  }
}
