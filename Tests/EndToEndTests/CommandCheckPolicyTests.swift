import CLinux
import Foundation
import MirrorLab
import Testing
import Text

/// `check` in CI: policies, the forms that CI systems read, and settings that leak between jobs.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CheckPolicyTests {
  typealias Lab = CheckTests.Lab

  /// All rules, kept by the lab's chain with `|` where `served` is what is wanted.
  private static func rules(verdict: String = "served") -> String {
    """
    # whom go may ask
    hosts = ["127.0.0.1"]
    separator = "|"
    separator_before_direct = ","
    sumdb = false
    off = false
    verdict = ["\(verdict)"]
    max_time = "60s"
    """
  }

  private func check(
    _ lab: Lab, policy: String?, separator: String = "|", _ more: [String] = [],
    environment: [String: String] = [:]
  ) throws -> CommandResult {
    let file = try policy.map { try lab.bench.write($0, to: "goproxy.toml") }
    return try CommandResult(
      Goproxytop.path,
      [
        "check", "--cacert", lab.authority, "--timeout", "2s", "--goproxy",
        "\(lab.first.url)\(separator)\(lab.second.url)",
      ] + (file.map { ["--policy", $0] } ?? []) + more,
      environment: lab.bench.environment(environment))
  }

  @Test func aPolicyThatIsKept() throws {
    let lab = try Lab()
    let result = try check(lab, policy: Self.rules())
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("\npolicy \(lab.bench.home.path)/goproxy.toml\n  ✓ hosts\n"))
    #expect(!result.output.contains("✕"))

    // A fallback that is wanted is no failure, and one that is not wanted is.
    lab.first.fault = .status(502)
    #expect(try check(lab, policy: Self.rules(verdict: "fallback")).code == 0)
    let other = try check(lab, policy: Self.rules())
    #expect(other.code == 7)
    #expect(other.output.contains("✕ verdict:7  the verdict is fallback\n"))
    // Without a verdict in the policy its exit code stays what it is.
    #expect(try check(lab, policy: "off = false").code == 3)
    // That go fails is more than any rule.
    lab.second.fault = .status(502)
    #expect(try check(lab, policy: Self.rules()).code == 4)
  }

  @Test func eachBrokenRuleIsNamedWithItsLine() throws {
    let lab = try Lab()
    let rules = Self.rules().replacing("127.0.0.1", with: "proxy.example")
    let result = try check(lab, policy: rules, separator: ",", ["--json"])
    #expect(result.code == 7)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let policy = try #require(report["policy"] as? [String: Any])
    #expect(policy["kept"] as? Bool == false)
    let all = try #require(policy["rules"] as? [[String: Any]])
    #expect(all.map { $0["line"] as? Int } == [2, 3, 4, 5, 6, 7, 8])
    let broken = all.filter { ($0["violations"] as? [String])?.isEmpty == false }
    #expect(broken.map { $0["rule"] as? String } == ["hosts", "separator"])
    #expect((broken.first?["violations"] as? [String])?.count == 2)
  }

  @Test(
    arguments: [
      ("hosts = [\"a\"]\nhost = 1\n", ":2:1: host: unknown key"),
      ("verdict = [\"served\", \"broken\"]", ":1:1: verdict: expected a list of "),
      ("separator = \";\"", ":1:1: separator: expected \",\" or \"|\", found \";\""),
      ("max_time = -1", ":1:1: max_time: expected a duration"),
      ("hosts = []", ":1:1: hosts: expected a list of non-empty strings, found an array"),
      ("hosts = [\"https://a.example\"]", ":1:1: hosts: expected a host such as"),
      ("hosts = [\"a.example\", \"*\"]", ":1:1: hosts: expected a host such as"),
      ("off = \"no\"", ":1:1: off: expected true or false, found \"no\""),
      ("# nothing\n", ":1:1: no rule in it"),
      ("sumdb = ", ":1:"),
    ]) func nonsenseIsOneLine(text: String, problem: String) throws
  {
    let lab = try Lab()
    let result = try check(lab, policy: text)
    #expect(result.code == 2)
    #expect(result.errors.contains("goproxy.toml\(problem)"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1 && result.output.isEmpty)
  }

  @Test func aMissingPolicyIsOneLine() throws {
    let result = try ProgramBench().run("check", "--policy", "/nowhere/policy.toml")
    #expect(result.code == 2)
    #expect(
      result.errors == "goproxytop: --policy: /nowhere/policy.toml: No such file or directory\n")
  }

  @Test func theFormsThatCISystemsRead() throws {
    let lab = try Lab()
    lab.first.fault = .status(502)
    let folder = lab.bench.home.path
    let result = try check(
      lab, policy: Self.rules(), separator: ",",
      ["--junit", folder + "/check.xml", "--sarif", folder + "/check.sarif", "--github"])
    #expect(result.code == 4)

    let lines = result.output.split(separator: "\n")
    let errors = lines.prefix { $0.hasPrefix("::") && !$0.hasPrefix("::stop-commands::") }
    #expect(errors[0].hasPrefix("::error title=goproxytop%3A go-fails::"))
    #expect(errors[0].contains("%0Ago says: "))
    let rule = try #require(errors.first { $0.contains("policy-separator::") })
    #expect(
      rule.hasPrefix(
        "::error file=\(folder)/goproxy.toml,line=3,title=goproxytop%3A policy-separator::`,` after "
      ))
    #expect(lines[errors.count].hasPrefix("::stop-commands::"))

    let xml = try JUnitFile(try lab.bench.read("check.xml"))
    #expect(xml.cases["policy"]?.count == 7 && xml.cases["walks"]?.isEmpty == false)
    #expect(xml.failed.contains { $0.message == "the verdict is broken" })
    #expect(xml.failures.flatMap { Int($0) } == xml.failed.count)

    let sarif = try #require(
      JSONSerialization.jsonObject(with: Data(try lab.bench.read("check.sarif").utf8))
        as? [String: Any])
    #expect(sarif["version"] as? String == "2.1.0" && sarif["$schema"] is String)
    let runs = try #require(sarif["runs"] as? [[String: Any]])
    let tool = try #require((runs[0]["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(tool["rules"] as? [[String: Any]]).map { $0["id"] as? String }
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    #expect(results.count == errors.count)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index] == result["ruleId"] as? String)
      // GitHub takes none without a place.
      #expect((result["locations"] as? [Any])?.count == 1)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect(((result["message"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
    }
    let placed = try #require(
      results.first { $0["ruleId"] as? String == "policy-separator" }?["locations"]
        as? [[String: Any]])
    let place = try #require(placed[0]["physicalLocation"] as? [String: Any])
    let uri = (place["artifactLocation"] as? [String: Any])?["uri"] as? String
    #expect(uri == "file://\(folder)/goproxy.toml")
    #expect((place["region"] as? [String: Any])?["startLine"] as? Int == 3)
  }

  @Test(arguments: [
    ["--sarif=-", "--json"], ["--junit=-", "--sarif=-"], ["--sarif=-", "--github"],
  ])
  func oneFormAtATime(options: [String]) throws {
    let both = try ProgramBench().run("check", options[0], options[1])
    #expect(both.code == 2 && both.errors.hasSuffix(" cannot be combined\n"))
  }

  @Test func whatLeaksBetweenJobsIsSaid() throws {
    let lab = try Lab()
    let home = lab.bench.home.path
    try lab.bench.write("GOFLAGS=-modcacherw\n", to: ".config/go/env")
    for folder in ["modules", "build/deep"] {
      try FileManager.default.createDirectory(
        atPath: "\(home)/\(folder)", withIntermediateDirectories: true)
    }
    let environment = ["GOMODCACHE": home + "/modules", "GOCACHE": home + "/build/deep"]
    func leaks(_ more: [String: String] = [:]) throws -> [String] {
      let result = try check(
        lab, policy: nil, ["--json"], environment: environment.merging(more) { $1 })
      let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let settings = (report as? [String: Any])?["settings"] as? [[String: Any]] ?? []
      #expect(settings.map { $0["name"] as? String }.prefix(2) == ["GOENV", "GOPROXY"])
      return settings.flatMap { setting in
        (setting["warnings"] as? [[String: Any]] ?? []).map {
          "\(setting["name"] ?? "") \($0["code"] ?? "")"
        }
      }
    }
    #expect(try leaks() == [])
    #expect(try leaks(["CI": "true"]) == ["GOFLAGS setting-outlasts-job"])
    chmod(home + "/modules", 0o777)
    // Whoever can replace a folder above can replace what is in it.
    chmod(home + "/build", 0o777)
    let writable = ["GOMODCACHE setting-writable", "GOCACHE setting-writable"]
    #expect(try leaks() == writable)
    // In a sticky folder they cannot.
    chmod(home + "/build", 0o1777)
    #expect(try leaks() == [writable[0]])
    chmod(home + "/modules", 0o755)
    let text = try check(lab, policy: nil, environment: environment.merging(["CI": "1"]) { $1 })
    #expect(text.output.contains("\nsettings\n  GOENV "))
    #expect(text.output.contains("setting-outlasts-job: GOFLAGS comes from \(home)/.config/go/env"))
  }

  @Test(.enabled(if: geteuid() == 0)) func whatBelongsToOthersIsSaid() throws {
    let lab = try Lab()
    let cache = lab.bench.home.path + "/modules"
    try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
    #expect(chown(cache, 1234, 1234) == 0)
    let result = try check(lab, policy: nil, environment: ["GOMODCACHE": cache])
    #expect(
      result.output.contains(
        "setting-foreign: GOMODCACHE: \(cache) belongs to user 1234, who can plant modules"))
  }
}
