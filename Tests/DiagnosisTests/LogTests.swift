import Diagnosis
import GoRules
import Health
import Testing
import Text

/// What is read in what go printed.
struct LogTests {
  @Test(arguments: LogCase.requests + LogCase.files + LogCase.traces + LogCase.surroundings)
  func causeIsNamed(test: LogCase) throws {
    let explanation = test.explanation
    let findings = explanation.findings
    #expect(findings.map(\.cause.code) == test.causes)
    let finding = try #require(findings.first)
    #expect(finding.side == test.side)
    #expect(finding.confidence == test.confidence)
    #expect(finding.entry == test.entry)
    #expect(explanation.verdict == test.verdict)
    #expect(finding.fix.map(Language.english.text) == test.fix)
    let said = Language.english.text(finding)
    #expect(test.says.isEmpty || said.contains(test.says), "\(said)")
    #expect(!said.contains("{}"), "\(said)")
    if let next = test.next { #expect(explanation.next == next) }
    // Each says where in the log it is seen, in both languages.
    for language in Language.allCases {
      let lines = language.lines(of: finding)
      #expect(lines.contains { $0.hasPrefix("line ") || $0.hasPrefix("第 ") }, "\(lines)")
      #expect(lines.allSatisfy { !$0.isEmpty && !$0.contains("{}") }, "\(lines)")
    }
  }

  /// Logs of other programs, and of a go that works.
  @Test(arguments: [
    ("", Walk.Verdict.unknown),
    ("npm ERR! checksum mismatch\nCargo: connection reset by peer\n", .unknown),
    (
      "x_test.go:10: Get \"http://localhost:8080/api\": dial tcp: connect: connection refused\n",
      .unknown
    ),
    (
      "panic: x\ngoroutine 1:\n/go/pkg/mod/a.example/x@v1.0.0/x.go:13 +0x1d unexpected EOF\n",
      .unknown
    ),
    ("please set GOPROXY=https://goproxy.example\n", .unknown),
    ("go: no modules specified (see 'go help mod download')\n", .unknown),
    ("go: downloading golang.org/x/text v0.14.0\nok  \ta.example/x\t0.004s\n", .served),
    (
      "# get http://127.0.0.1:1/a.example/x/@v/list\n# get http://127.0.0.1:1/a.example/x/@v/list: 200 OK (0.1s)\n",
      .served
    ),
  ])
  func nothingIsFound(log: String, verdict: Walk.Verdict) {
    let explanation = Explanation(reading: log, goproxy: "https://goproxy.example,direct")
    #expect(explanation.findings == [])
    #expect(explanation.verdict == verdict)
    #expect(explanation.settingLine == nil)
  }

  /// The list that go went by is told in many ways; a sentence about one is not such.
  @Test(arguments: [
    "GOPROXY='https://a.example,direct'", "GOPROXY=\"https://a.example,direct\"",
    "set GOPROXY=https://a.example,direct", "export GOPROXY=https://a.example,direct",
    "Step 6/20 : ENV GOPROXY https://a.example,direct",
    "#5 RUN go env -w GOPROXY=https://a.example,direct",
    "  GOPROXY: https://a.example,direct", "$env:GOPROXY = 'https://a.example,direct'",
    "+ unset x; export GOPROXY=https://a.example,direct; go build",
  ]) func listIsReadFromTheLog(line: String) {
    let explanation = Explanation(reading: "x\n\(line)\ny\n", goproxy: "off")
    #expect(explanation.chain?.redacted == "https://a.example,direct")
    #expect(explanation.settingLine == 2)
  }

  /// By the list that is set now, go would have stopped where it moved on.
  @Test func anotherListThen() throws {
    let log = try #require(LogCase.traces.first).log
    let comma = Explanation(
      reading: log, goproxy: "http://127.0.0.1:8001/a,http://127.0.0.1:8002/b")
    #expect(comma.findings.first?.evidence.contains(.anotherListThen) == true)
    let pipe = Explanation(
      reading: log, goproxy: "http://127.0.0.1:8001/a|http://127.0.0.1:8002/b")
    #expect(pipe.findings.first?.evidence.contains(.anotherListThen) == false)
  }

  /// `,` before direct: all before it lacked the module. GOPRIVATE: nobody before was asked.
  @Test func whatIsKnownOfThoseBefore() throws {
    let log =
      "go: a.example/x@v1.0.0: unrecognized import path \"a.example/x\": "
      + "https fetch: Get \"https://a.example/x?go-get=1\": EOF\n"
    let comma = Explanation(reading: log, goproxy: "https://goproxy.example,direct")
    #expect(comma.findings.first?.evidence.contains(.beforeSaidNotFound) == true)
    let pipe = Explanation(reading: log, goproxy: "https://goproxy.example|direct")
    #expect(pipe.findings.first?.evidence.contains(.beforeIsUnknown) == true)
    let own = Explanation(
      reading: log, goproxy: "https://goproxy.example|direct", noproxy: "a.example")
    #expect(own.findings.first?.evidence.contains(.takenFromProxies) == true)
    #expect(own.findings.first?.evidence.contains(.beforeIsUnknown) == false)
  }

  /// What is set already stays, and a private proxy's paths go to nobody else.
  @Test func fixesDoNoHarm() throws {
    let log =
      "go: a.example/x@v1.0.0: verifying module: a.example/x@v1.0.0: reading "
      + "https://sum.golang.org/lookup/a.example/x@v1.0.0: 404 Not Found\n"
    let known = Explanation(reading: log, goproxy: "direct", noproxy: "corp.example")
    #expect(
      known.findings.first?.fix == .command("go env -w GOPRIVATE='corp.example,a.example'"))
    let odd = log.replacing("a.example/x", with: "a.example/$(id)")
    #expect(Explanation(reading: odd, goproxy: "direct").findings.first?.fix == nil)
    let own =
      "go: a.example/x@v1.0.0: reading http://10.0.0.1/a.example/x/@v/v1.0.0.info: 502 Bad Gateway\n"
    let explanation = Explanation(
      reading: own, goproxy: "http://10.0.0.1,https://proxy.golang.org")
    #expect(explanation.findings.first?.cause == .statusBeforeComma)
    #expect(explanation.findings.first?.fix == nil)
  }

  /// In pieces of any size it is the same log.
  @Test(arguments: [1, 2, 3, 7, 64]) func comesInPieces(size: Int) throws {
    for test in LogCase.traces + LogCase.surroundings {
      var log = GoLog()
      var rest = Array(test.log.utf8)[...]
      while !rest.isEmpty {
        Array(rest.prefix(size)).withUnsafeBytes { log.take($0) }
        rest = rest.dropFirst(size)
      }
      log.finish()
      #expect(log.failures == test.explanation.log.failures)
      #expect(log.requests == test.explanation.log.requests)
      #expect(log.count == test.explanation.log.count)
    }
  }

  /// PowerShell writes files in UTF-16.
  @Test(arguments: [true, false], [true, false]) func otherEncodings(isLittle: Bool, hasMark: Bool)
  {
    let text =
      (hasMark ? "\u{FEFF}" : "")
      + "go: a.example/é@v1.0.0: reading \(LogCase.info): 502 Bad Gateway\r\n"
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isLittle ? pair.reversed() : pair
    }
    var log = GoLog()
    bytes.withUnsafeBytes { log.take($0) }
    log.finish()
    #expect(log.failures.first?.module == "a.example/é@v1.0.0")
    #expect(log.count == 1)
  }

  /// go hides passwords; who else writes a log may not.
  @Test func passwordsAreNotShown() throws {
    let url = "https://user:secret@goproxy.example/a.example/x/@v/v1.0.0.info"
    let explanation = Explanation(
      reading: "GOPROXY=https://user:secret@goproxy.example,direct\n# get \(url): EOF\n"
        + "go: a.example/x@v1.0.0: reading \(url): 502 Bad Gateway\n\tserver response: \(url)\n",
      goproxy: "direct")
    let finding = try #require(explanation.findings.first)
    #expect(finding.entry == 0)
    #expect(!"\(explanation)".contains("secret"))
    let shown = Language.english.lines(of: finding)
    #expect(shown.contains { $0.contains("https://user:xxxxx@goproxy.example/a.example/x/@v") })
  }

  /// Of very many lines the first and the last are read.
  @Test func theEndOfALongLogIsRead() {
    var log = GoLog()
    let first = "go: a.example/x@v1.0.0: reading \(LogCase.info): 502 Bad Gateway\n"
    let many = String(repeating: first, count: 1000)
    for _ in 0..<20 { Array(many.utf8).withUnsafeBytes { log.take($0) } }
    let last =
      "go: a.example/y@v1.0.0 requires\n\ta.example/z@v1.0.0: Get \"\(LogCase.info)\": EOF\n"
    Array(last.utf8).withUnsafeBytes { log.take($0) }
    log.finish()
    #expect(log.count == 20_002)
    #expect(log.unread > 10_000)
    #expect(log.failures.map(\.line) == [1, 20_001])
    #expect(log.failures.last?.module == "a.example/z@v1.0.0")
  }

  /// Whatever a log holds, little of it is kept, and nothing of it reaches a terminal as it is.
  @Test func hostileLogs() {
    var log = GoLog()
    let url = "http://h.example/a.example/x\(String(repeating: "y", count: 500))/@v/v1.0"
    for number in 0..<30_000 {
      let line =
        "# get \(url).\(number).zip\ngo: b\(number).example/x@v1.0.0: \u{1B}[2Jreading "
        + "https://h\(number).example/b.example/x/@v/v1.0.0.info: 502 \u{9B}31m\n\t\u{202E}more\n"
      Array(line.utf8).withUnsafeBytes { log.take($0) }
    }
    Array(repeating: UInt8(ascii: "x"), count: 3 << 20).withUnsafeBytes { log.take($0) }
    (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }.withUnsafeBytes {
      log.take($0)
    }
    log.finish()
    #expect(log.failures.count == 200 && log.unread > 0)
    #expect(log.requests.count <= 2000 && log.open.count <= 2000)
    let explanation = Explanation(
      log, setting: GoproxySetting(value: "direct", source: .default), chain: nil)
    for finding in explanation.findings.prefix(20) {
      let shown = [Language.english.text(finding)] + Language.english.lines(of: finding)
      #expect(
        shown.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x9B } })
    }
  }
}
