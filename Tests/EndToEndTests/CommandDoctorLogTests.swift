import Foundation
import GoRules
import Health
import MirrorLab
import TestServers
import Testing
import Text

/// `doctor -` and `doctor --explain`: what the real go printed is explained, and nobody is asked.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DoctorLogTests {
  /// Runs the real go against the two mirrors of `clinic`, its output piped into `doctor -`.
  private func explain(
    _ clinic: DoctorTests.Clinic, _ command: String = "mod download", _ goproxy: String? = nil,
    _ options: [String] = [], debug: String = ""
  ) throws -> CommandResult {
    let bench = clinic.lab.bench
    let go = try RealGo().executable.path
    let script =
      "\(go) \(command) \(ModuleVersion.standard) 2>&1 | \(Goproxytop.path) doctor - "
      + options.joined(separator: " ")
    return try CommandResult(
      "/bin/sh", ["-c", script],
      environment: bench.environment([
        "PATH": clinic.path,
        "GOPROXY": goproxy ?? "\(clinic.lab.first.url),\(clinic.lab.second.url)",
        "SSL_CERT_FILE": clinic.lab.authority, "GOPATH": bench.home.path + "/go", "GOENV": "off",
        "GOFLAGS": "-modcacherw", "GODEBUG": debug, "GOTOOLCHAIN": "local",
      ]))
  }

  private func report(_ result: CommandResult) throws -> DoctorTests.Report {
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try DoctorTests.Report(result.code, try #require(object as? [String: Any]))
  }

  /// By go's words alone, without `-x`.
  @Test(arguments: [
    (FaultKind.http502, "status-before-comma", "chain"), (.http429, "status-before-comma", "chain"),
    (.http401, "credentials", "you"), (.refused, "refused", "mirror"),
    (.tlsAlert, "tls-alert", "mirror"), (.tlsStall, "tls-timed-out", "path"),
    (.expired, "certificate-expired", "mirror"),
    (.untrusted, "certificate-not-trusted", "path"),
    (.wrongHost, "certificate-wrong-host", "mirror"), (.plainHTTP, "plain-http", "you"),
    (.closed, "closed", "mirror"), (.reset, "reset|closed", "path|mirror"),
    // Not GOAWAY, after which go may dial again without an end and without a pause.
    (.streamReset, "http2-stream", "mirror"),
    (.truncatedBody, "truncated", "mirror"), (.redirectLoop, "too-many-redirects", "mirror"),
    (.redirectToHTTP, "insecure-redirect", "mirror"), (.htmlPage, "html-page", "path"),
    (.emptyBody, "empty", "mirror"), (.wrongVersion, "wrong-version", "mirror"),
  ]) func causeIsNamed(fault: FaultKind, code: String, side: String) throws {
    let clinic = try DoctorTests.Clinic()
    clinic.lab.first.fault = fault.fault
    let result = try explain(clinic, options: ["--json"])
    let report = try self.report(result)
    #expect(report.code == 4)
    #expect(report.verdict == "broken")
    let finding = try #require(report.findings.first, "\(result)")
    #expect(code.split(separator: "|").contains(Substring(finding.code)), "\(finding)")
    #expect(side.split(separator: "|").contains(Substring(finding.side)), "\(finding)")
    // Of some, go names no proxy.
    #expect(finding.entry == ([.wrongVersion, .redirectLoop].contains(fault) ? nil : 0))
    #expect(finding.evidence.contains { $0.hasPrefix("line 1: go: \(ModuleVersion.standard)") })
    #expect(report.steps.isEmpty)
  }

  private func explain(
    _ clinic: DoctorTests.Clinic, options: [String]
  ) throws -> CommandResult { try explain(clinic, "mod download", nil, options) }

  @Test func whatHappenedFirstIsSeenWithX() throws {
    let clinic = try DoctorTests.Clinic()
    clinic.lab.first.fault = .status(502)
    let chain = "\(clinic.lab.first.url)|\(clinic.lab.second.url)"
    let served = try report(explain(clinic, "mod download -x", chain, ["--json"]))
    #expect(served.code == 3)
    #expect(served.verdict == "fallback")
    #expect(served.findings.map(\.code) == ["status"])
    #expect(served.findings[0].text.hasSuffix("HTTP 502 Bad Gateway, and go moves on"))

    // With caches of its own.
    let other = try DoctorTests.Clinic()
    other.lab.first.fault = .status(502)
    other.lab.second.fault = .status(503)
    let broken = try explain(
      other, "mod download -x", "\(other.lab.first.url)|\(other.lab.second.url)",
      ["--color", "never"])
    #expect(broken.code == 4)
    let lines = broken.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("! 127.0.0.1:\(other.lab.first.port): HTTP 502"), "\(broken)")
    #expect(lines.contains { $0.hasPrefix("✕ 127.0.0.1:\(other.lab.second.port): HTTP 503") })
    #expect(lines.contains { $0.contains("this failed first") })
    #expect(lines.contains { $0.hasPrefix("  next  goproxytop doctor \(ModuleVersion.standard)") })
  }

  @Test func framesOfHTTP2AreEvidence() throws {
    let clinic = try DoctorTests.Clinic()
    clinic.lab.first.fault = FaultKind.streamReset.fault
    let result = try explain(clinic, "mod download", nil, ["--json"], debug: "http2debug=1")
    let finding = try #require(self.report(result).findings.first, "\(result)")
    #expect(finding.code == "http2-stream")
    #expect(finding.evidence.contains { $0.contains("http2: Transport received RST_STREAM") })
  }

  @Test func aGoThatWorksHasNoFinding() throws {
    let clinic = try DoctorTests.Clinic()
    let result = try explain(clinic, "mod download -x", nil, ["--color", "never", "--ascii"])
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("+ no download failed in this log\n"))
    let chinese = try explain(clinic, "mod download -x", nil, ["--lang", "zh"])
    // All is in go's cache now: it prints nothing.
    #expect(chinese.output.hasPrefix("! 日志为空"))
    #expect(chinese.code == 6)
  }

  @Test func aFileIsRead() throws {
    let bench = try ProgramBench()
    let url = "https://goproxy.internal/x/gitlab.corp.example/team/lib/@v/v1.0.0.info"
    let log = try bench.write(
      "go: gitlab.corp.example/team/lib@v1.0.0: reading \(url): 502 Bad Gateway\n", to: "log")
    let environment = [
      "GOPROXY": "https://goproxy.internal/x,direct", "GOPRIVATE": "gitlab.corp.example",
      "GONOPROXY": "none",
    ]
    let result = try bench.run("doctor", "--explain", log, "--redact", environment: environment)
    #expect(result.code == 4)
    #expect(result.output.contains("HTTP 502 Bad Gateway"))
    #expect(!result.output.contains("corp.example"), "\(result.output)")
    #expect(!result.output.contains("goproxy.internal"), "\(result.output)")
    let github = try bench.run("doctor", "--github", "--explain", log, environment: environment)
    #expect(github.output.hasPrefix("::error"), "\(github.output)")
    let junit = try bench.run("doctor", "--junit", "-", "--explain", log, environment: environment)
    #expect(junit.output.contains("<failure"))
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let bench = try ProgramBench()
    for (file, reason) in [("/nonexistent", "No such file"), (bench.home.path, "Is a directory")] {
      let result = try bench.run("doctor", "--explain", file)
      #expect(result.code == 2)
      #expect(result.errors.hasPrefix("goproxytop: doctor: \"\(file)\": \(reason)"))
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(result.output.isEmpty)
    }
    let both = try bench.run("doctor", "--explain", "-", "a.example/x@v1.0.0")
    #expect(both.code == 2)
  }

  /// What was read so far is explained when the user has had enough; go in the same pipe ends by the same key.
  @Test func anInterruptionEndsTheLog() throws {
    let bench = try ProgramBench()
    var input: [Int32] = [0, 0]
    var output: [Int32] = [0, 0]
    #expect(pipe(&input) == 0 && pipe(&output) == 0)
    let null = open("/dev/null", O_WRONLY)
    let child = try ChildProcess(
      Goproxytop.path, ["doctor", "-"], environment: bench.environment(),
      passing: [0: input[0], 1: output[1], 2: null])
    close(input[0])
    close(output[1])
    close(null)
    // Longer than a pipe: once all is written, it reads.
    let noise = String(repeating: "x", count: 1 << 20) + "\n"
    let said =
      "go: a.example/x@v1.0.0: reading https://h.example/a.example/x/@v/v1.0.0.info: 502 x\n"
    FileHandle(fileDescriptor: input[1]).write(Data((said + noise).utf8))
    child.signal(SIGINT)
    let shown = FileHandle(fileDescriptor: output[0]).readDataToEndOfFile()
    #expect(String(decoding: shown, as: UTF8.self).contains("HTTP 502"))
    #expect(child.wait() >> 8 == 4)
    close(input[1])
    close(output[0])
  }
}
