import Foundation
import Testing
import Text

/// `explain`: walks on assumed outcomes, and exit codes by the verdict.
@Suite(.ownThreads) struct ExplainTests {
  struct Example: Sendable {
    var chain: String
    var assumed: [String]
    var verdict: String
    var active: Int?
    var code: Int32

    init(_ chain: String, _ assumed: [String], _ verdict: String, _ active: Int?, _ code: Int32) {
      self.chain = chain
      self.assumed = assumed
      self.verdict = verdict
      self.active = active
      self.code = code
    }
  }

  /// The rules of fallback: `,` moves on only on 404 or 410, `|` after any error, nothing after silence.
  static let examples = [
    Example("a.example,b.example", ["1=ok"], "served", 0, 0),
    Example("a.example,b.example", ["1=404", "2=ok"], "fallback", 1, 3),
    Example("a.example,b.example", ["1=410", "2=ok"], "fallback", 1, 3),
    Example("a.example,b.example", ["1=502"], "broken", nil, 4),
    Example("a.example|b.example", ["1=502", "2=ok"], "fallback", 1, 3),
    Example("a.example|b.example", ["1=refused", "2=reset"], "broken", nil, 4),
    Example("a.example|b.example", ["1=hang", "2=ok"], "hangs", nil, 4),
    Example("a.example,direct", ["1=404"], "direct", 1, 3),
    Example("a.example|direct", ["1=tls"], "direct", 1, 3),
    Example("a.example,off", ["1=404"], "broken", nil, 4),
    Example("a.example,b.example", ["a.example=404", "b.example=truncated"], "broken", nil, 4),
    Example("a.example,b.example", [], "unknown", nil, 6),
    Example("direct", [], "direct", 0, 3),
    Example("direct", ["direct=dns"], "broken", nil, 4),
    Example("a.example,direct", ["1=404", "2=hang"], "hangs", nil, 4),
  ]

  @Test(arguments: examples) func walks(_ example: Example) throws {
    let assumptions = example.assumed.flatMap { ["--assume", $0] }
    let (status, object) = try ProgramBench().json(
      ["explain", example.chain, "--kind", "info"] + assumptions)
    #expect(status == example.code)
    #expect(object["schema"] as? Int == 1)
    let walks = try #require(object["walks"] as? [[String: Any]])
    #expect(walks.count == 1)
    #expect(walks[0]["kind"] as? String == "info")
    #expect(walks[0]["verdict"] as? String == example.verdict)
    #expect(walks[0]["active"] as? Int == example.active)
    // A missing value is null, never left out.
    #expect(walks[0]["active"] != nil && walks[0]["error"] != nil)
  }

  /// Nobody is asked at `direct` and `off`; the checksum database is asked itself at either.
  @Test func directAndOffAreNotMeasured() throws {
    let bench = try ProgramBench()
    let off = try bench.run("explain", "off", environment: ["GOSUMDB": "sum.golang.org"]).output
    #expect(off.contains("  1  off  lookups are disabled\n"))
    #expect(off.contains("sumdb: asked directly\n"))
    #expect(!off.contains("not measured"))
    let direct = try bench.run("explain", "a.example,direct", "--assume", "1=404").output
    #expect(direct.contains("info, mod, zip: direct from version control\n"))
    #expect(direct.contains("  2  direct     not probed\n"))
  }

  @Test func anEmptyChainIsNoChain() throws {
    let empty = try ProgramBench().run("explain", "")
    #expect(empty.code == 2)
    #expect(
      empty.errors
        == "goproxytop: explain: \"\": must not be empty; without it, the chain in force is explained\n"
    )
    // Of this go says it, too.
    let commas = try ProgramBench().run("explain", ",,")
    #expect(commas.errors.hasSuffix("not the empty string, but contains no entries\n"))
  }

  /// A setting of any length makes an error that can be read.
  @Test func anErrorIsNoLongerThanAScreen() throws {
    let bench = try ProgramBench()
    try bench.write(
      "GOFLAGS=" + String(repeating: "x", count: 1_200_000) + "\n", to: ".config/go/env")
    let result = try bench.run("check", "--goproxy", "http://127.0.0.1:1")
    #expect(result.code == 2)
    #expect(result.errors.hasPrefix("goproxytop: parsing $GOFLAGS: non-flag \"xxx"))
    #expect(result.errors.hasSuffix("x...\n"))
    #expect(result.errors.utf8.count < 2100)
  }

  /// However many entries there are.
  @Test func aChainOfAnyLengthIsExplained() throws {
    let bench = try ProgramBench()
    let chain = (0..<10_000).map { "https://m\($0).example" }.joined(separator: ",")
    try bench.write("GOPROXY=\(chain)\n", to: ".config/go/env")
    let result = try bench.run("explain", "--kind", "info", "--assume", "1=502")
    #expect(result.code == 4)
    #expect(result.output.contains("https://m9999.example"))
  }

  @Test func reportsTakeALanguage() throws {
    let bench = try ProgramBench()
    let explained = try bench.run("explain", "a.example,direct", "--lang", "zh").output
    #expect(explained.contains("仅在 404 或 410 时继续"))
    #expect(!explained.contains("moves on"))
    let checked = try bench.run(
      "check", "--lang", "zh", "--goproxy", "http://127.0.0.1:1", "--timeout", "5s")
    #expect(checked.output.contains("中断：go 会失败"))
    #expect(checked.output.contains("镜像"))
    let ranked = try bench.run(
      "rank", "--lang", "zh", "--goproxy", "http://127.0.0.1:1", "-n", "1", "--timeout", "5s")
    #expect(ranked.output.contains("可信度"))
    let history = try bench.run("history", "--lang", "zh").output
    #expect(history.contains("可用率") && history.contains("每日最差状态"))
    try bench.write(
      """
      at=1795255200
      fresh=30
      verdict=served
      local=false
      language=en
      plain=english
      tmux=t
      other-plain=中文
      other-tmux=中

      """, to: ".local/state/goproxytop/status")
    #expect(try bench.run("status", "--lang", "zh").output.hasPrefix("? 中文 ("))
    #expect(try bench.run("status").output.hasPrefix("? english ("))
    #expect(try bench.run("status", "--lang", "en").output.hasPrefix("? english ("))
  }

  /// go puts `noproxy` in front of a list for what GONOPROXY matches; nobody wrote it.
  @Test func theSettingIsShownAsWritten() throws {
    let text = try ProgramBench().run(
      "explain", "a.example,direct", environment: ["GOPRIVATE": "corp.example"]
    ).output
    #expect(text.contains("GOPROXY  https://a.example , direct  (from: option)\n"))
  }

  /// Nothing is first where nothing is asked.
  @Test func useSaysThatGoproxyIsOff() throws {
    let result = try ProgramBench().run(
      "use", "m", "--mirror", "m=https://a.example", "--dry-run",
      environment: ["GOPROXY": "off", "GOPRIVATE": "corp.example"])
    #expect(result.code == 2)
    #expect(result.errors.contains("GOPROXY is off"))
  }

  @Test func entriesAndSteps() throws {
    let (_, object) = try ProgramBench().json([
      "explain", "https://u:secret@a.example|b.example,direct", "--assume", "1=502",
      "--assume", "2=ok", "--kind", "mod",
    ])
    let entries = try #require(object["entries"] as? [[String: Any]])
    #expect(entries.map { $0["kind"] as? String } == ["proxy", "proxy", "direct"])
    #expect(entries.map { $0["entry"] as? Int } == [0, 1, 2])
    #expect(entries[0]["url"] as? String == "https://u:xxxxx@a.example")
    #expect(entries[0]["falls_through_on"] as? String == "any_error")
    #expect(entries[1]["falls_through_on"] as? String == "not_found")
    #expect(entries[2]["falls_through_on"] is NSNull)
    let walks = try #require(object["walks"] as? [[String: Any]])
    let steps = try #require(walks[0]["steps"] as? [[String: Any]])
    #expect(steps.map { $0["result"] as? String } == ["failure", "ok"])
    #expect(steps[0]["phase"] as? String == "processing")
    #expect(steps[0]["cause"] as? String == "status 502")
    #expect(steps[0]["falls_through"] as? Bool == true)
    let goproxy = try #require(object["goproxy"] as? [String: Any])
    #expect(goproxy["source"] as? String == "option")
    #expect(goproxy["value"] as? String == "https://u:xxxxx@a.example|b.example,direct")
  }

  @Test("The setting comes from where go takes it") func sources() throws {
    let bench = try ProgramBench()
    func source(_ environment: [String: String] = [:]) throws -> [String] {
      let (_, object) = try bench.json(["explain"], environment: environment)
      let goproxy = object["goproxy"] as? [String: Any]
      return [goproxy?["value"] as? String ?? "", goproxy?["source"] as? String ?? ""]
    }
    #expect(try source() == ["https://proxy.golang.org,direct", "default"])
    try bench.write("GOPROXY=https://root.example\n", to: "goroot/go.env")
    let root = ["GOROOT": bench.home.path + "/goroot"]
    #expect(try source(root) == ["https://root.example", "GOROOT/go.env"])
    try bench.write("GOPROXY=https://file.example,direct\n", to: ".config/go/env")
    #expect(try source(root) == ["https://file.example,direct", "go env file"])
    #expect(
      try source(["GOPROXY": "https://env.example"]) == ["https://env.example", "environment"])
    let file = try bench.write("goproxy = \"https://config.example\"\n", to: "config.toml")
    let (_, configured) = try bench.json(["explain", "--config", file])
    #expect((configured["goproxy"] as? [String: Any])?["source"] as? String == "config")
    #expect(try source(root.merging(["GOENV": "off"]) { $1 })[1] == "GOROOT/go.env")
  }

  @Test("No password reaches the output") func redaction() throws {
    let result = try ProgramBench().run("explain", "https://u:secret@a.example,direct")
    #expect(!result.output.contains("secret"))
    #expect(result.output.contains("https://u:xxxxx@a.example"))
  }

  @Test("What to do stands below the step that decides, and only there") func remedy() throws {
    let bench = try ProgramBench()
    let hint = "     hint: nothing listens there: check host and port\n"
    func explain(_ chain: String, _ outcome: String) throws -> String {
      try bench.run("explain", chain, "--kind", "info", "--assume", "1=\(outcome)").output
    }
    #expect(try explain("a.example,direct", "refused").contains(hint))
    #expect(!(try explain("a.example|direct", "refused").contains("hint:")))
    #expect(!(try explain("a.example", "404").contains("hint:")))
  }

  @Test("Colours only where they are asked for") func colours() throws {
    let bench = try ProgramBench()
    #expect(!(try bench.run("explain", "direct").output.contains("\u{1B}")))
    #expect(try bench.run("explain", "direct", "--color", "always").output.contains("\u{1B}["))
    #expect(!(try bench.run("explain", "direct", "--color", "never").output.contains("\u{1B}")))
  }
}
