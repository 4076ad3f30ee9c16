import Foundation
import MirrorLab
import Testing
import Text

/// `agent`: the core without a screen, as a scraper, a journal and systemd see it.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct AgentTests {
  private static let openMetrics = "application/openmetrics-text;version=1.0.0;q=0.9,*/*;q=0.1"

  @Test func itServesWhatItMeasures() throws {
    let stage = try AgentStage(try CheckTests.Lab())
    let (first, second) = (stage.lab.first, stage.lab.second)
    let name = "127.0.0.1:\(first.port)"
    let good = try stage.waitForMetrics("a verdict") {
      $0.contains("goproxy_verdict{verdict=\"served\"} 1")
        && $0.contains("goproxy_active_entry{kind=\"zip\"")
    }
    #expect(good.contains("probe_success{mirror=\"\(name)\",kind=\"info\"} 1\n"))
    #expect(good.contains("probe_http_duration_seconds{mirror=\"\(name)\",phase=\"tls\"} "))
    #expect(good.contains("probe_http_status_code{mirror=\"\(name)\",kind=\"info\"} 200\n"))
    #expect(good.contains("probe_ssl_earliest_cert_expiry{mirror=\"\(name)\"} "))
    #expect(good.contains("goproxy_mirror_state{mirror=\"\(name)\",state=\"up\"} 1\n"))
    #expect(good.contains("process_resident_memory_bytes "))
    try Self.expectSound(good)

    first.fault = .status(502)
    let bad = try stage.waitForMetrics("the outage") {
      $0.contains("goproxy_verdict{verdict=\"broken\"} 1")
    }
    #expect(
      bad.contains(
        "goproxy_probe_failures_total{mirror=\"\(name)\",phase=\"processing\",cause=\"status_502\"} "
      ))
    let log = try stage.waitForLog("the outage in the log") {
      $0.contains("info: \(name) -> broken at \(name)")
    }
    #expect(log.split(separator: "\n").allSatisfy { $0.contains("Z ") }, "\(log)")

    let (code, status) = try Self.status(of: stage)
    #expect(code == 200)
    #expect(status["verdict"] as? String == "broken")

    first.fault = .none
    try stage.waitForMetrics("the recovery") {
      $0.contains("goproxy_verdict{verdict=\"served\"} 1")
        && $0.contains(
          "goproxy_failovers_total{from=\"broken\",to=\"\(name)\",cause=\"recovered\"}")
    }
    #expect(second.port > 0)
    let open = try stage.get("/metrics", accept: Self.openMetrics)
    #expect(open.type == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    #expect(open.body.hasSuffix("\n# EOF\n"))
    #expect(open.body.contains("# TYPE goproxy_failovers counter\n"))
  }

  /// As Prometheus' own tool judges it; without it, each line by its shape.
  private static func expectSound(_ metrics: String) throws {
    let lines = metrics.split(separator: "\n")
    let series = lines.filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != " " } }
    #expect(Set(series).count == series.count, "each once")
    let checked = try CommandResult(
      "/bin/sh", ["-c", "printf %s \"$1\" | \"$0\" check metrics", Prometheus.tool, metrics],
      environment: [:])
    #expect(checked.code == 0, "\(checked.output)\(checked.errors)")
  }

  private static func status(of stage: AgentStage) throws -> (Int, [String: Any]) {
    let answer = try stage.get("/status.json")
    let object = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
    return (answer.status, try #require(object as? [String: Any]))
  }

  @Test func itAnswersWhatElseIsAsked() throws {
    let stage = try AgentStage(try CheckTests.Lab())
    let health = try stage.get("/healthz")
    #expect(health.status == 200 && health.body == "ok\n")
    #expect(try stage.get("/").body.contains("/metrics"))
    #expect(try stage.get("/metrics/../etc").status == 404)
    let posted = try stage.get("/metrics", method: "POST")
    #expect(posted.status == 405 && posted.body == "only GET and HEAD\n")
    #expect(try stage.get("/healthz", method: "HEAD").body == "")
    let (_, status) = try Self.status(of: stage)
    #expect(status["schema"] as? Int == 1)
  }

  @Test func aPortInUseIsTold() throws {
    let stage = try AgentStage(try CheckTests.Lab())
    let other = try stage.lab.bench.run(
      "agent", "--listen", stage.address, "--goproxy", stage.lab.first.url.description)
    #expect(other.code == 1)
    #expect(other.errors == "goproxytop: agent: \(stage.address): Address already in use\n")
    for address in ["9916", "example.com:1", "127.0.0.1:70000", "[127.0.0.1]:1", "::1:2x"] {
      let wrong = try stage.lab.bench.run("agent", "--listen", address)
      #expect(wrong.code == 2)
      #expect(
        wrong.errors
          == "goproxytop: --listen: \"\(address)\": expected ADDRESS:PORT, for example 127.0.0.1:9916\n"
      )
    }
  }

  @Test func whatIsOnRecordIsCountedAfterARestart() throws {
    let lab = try CheckTests.Lab()
    func count(
      _ metrics: String, _ name: String = "goproxy_failovers_total{",
      _ label: String = "to=\"broken\""
    ) -> Int? {
      let line = metrics.split(separator: "\n").first {
        $0.hasPrefix(name) && $0.contains(label)
      }
      return line?.split(separator: " ").last.flatMap { Int($0) }
    }
    func failures(_ metrics: String) -> Int {
      count(metrics, "goproxy_probe_failures_total{", "cause=\"status_503\"") ?? 0
    }
    func probes(_ metrics: String) -> Int {
      count(metrics, "goproxy_probes_total{", "mirror=") ?? 0
    }
    var stage = try AgentStage(lab)
    try stage.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    lab.first.fault = .status(503)
    var (counted, failed, asked) = (0, 0, 0)
    try stage.waitForMetrics("all failovers") {
      (counted, failed, asked) = (count($0) ?? 0, failures($0), probes($0))
      return counted >= 4 && failed >= 4
    }
    lab.first.fault = .none
    stage.process.signal(SIGTERM)
    #expect(stage.process.wait() == 0)
    #expect(stage.lines.last?.hasSuffix(" ended") == true)
    stage = try AgentStage(lab)
    var after = 0
    try stage.waitForMetrics("those on record") {
      after = failures($0)
      return (count($0) ?? 0) >= counted && after >= failed && probes($0) > asked
    }
    // None is counted twice: since the restart nothing failed.
    try stage.waitForMetrics("more requests") {
      probes($0) >= asked + 20 && failures($0) == after
    }
  }

  @Test func aHangupReadsTheSettingsAgain() throws {
    let lab = try CheckTests.Lab()
    let file = lab.bench.home.path + "/goproxytop.toml"
    try lab.bench.write("interval = \"1s\"\n", to: "goproxytop.toml")
    let stage = try AgentStage(lab, options: ["--config", file])
    try stage.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    try lab.bench.write("interval = \"1s\"\nnonsense = 1\n", to: "goproxytop.toml")
    stage.process.signal(SIGHUP)
    try stage.waitForLog("what is wrong") { $0.contains("error ") && $0.contains("nonsense") }
    // What held goes on to hold.
    #expect(try stage.get("/healthz").status == 200)
    try lab.bench.write(
      "[[mirror]]\nname = \"more\"\nurl = \"\(lab.second.url)/more\"\n", to: "goproxytop.toml")
    stage.process.signal(SIGHUP)
    try stage.waitForMetrics("the new mirror") {
      $0.contains("goproxy_mirror_info{mirror=\"more\"")
    }
  }

  @Test func aFileIsKeptUpAndTakenAway() throws {
    let lab = try CheckTests.Lab()
    let file = lab.bench.home.path + "/goproxytop.prom"
    let stage = try AgentStage(lab, options: ["--textfile", file])
    let text = try AgentStage.wait("the file", in: file) {
      $0.contains("goproxy_verdict{verdict=\"served\"} 1")
    }
    #expect(!text.contains("# EOF"))
    #expect(
      try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o644)
    stage.process.signal(SIGINT)
    #expect(stage.process.wait() == 0)
    #expect(!FileManager.default.fileExists(atPath: file))

    // What is somebody's, or no file, stays.
    let notes = try lab.bench.write("my notes\n", to: "notes.prom")
    let link = lab.bench.home.path + "/link.prom"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: notes)
    for path in [notes, link, "/dev/full", lab.bench.home.path] {
      let refused = try lab.bench.run("agent", "--textfile", path)
      #expect(refused.code == 2)
      #expect(refused.errors.hasSuffix("is there, and not a file of metrics; name another\n"))
    }
    #expect(try lab.bench.read("notes.prom") == "my notes\n")

    let lost = try AgentStage(lab, options: ["--textfile", "/dev/null/goproxytop.prom"])
    try lost.waitForLog("the failure") {
      $0.contains("metrics are not written: /dev/null/goproxytop.prom: Not a directory")
    }
    #expect(try lost.get("/healthz").status == 200)
  }

  /// As systemd does: a datagram when it is ready, one now and then, and one at the end; and a journal's priorities.
  @Test func systemdHearsOfIt() throws {
    let lab = try CheckTests.Lab()
    let heard = lab.bench.home.path + "/notified"
    let script = """
      import os, socket, subprocess, sys
      path = sys.argv[1] + '.socket'
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(path); s.settimeout(60)
      child = subprocess.Popen(sys.argv[2:], env={**os.environ, 'NOTIFY_SOCKET': path, 'WATCHDOG_USEC': '400000', 'JOURNAL_STREAM': '8:1'})
      seen = []
      while seen.count(b'WATCHDOG=1') < 3: seen.append(s.recv(999))
      child.terminate()
      while seen[-1] != b'STOPPING=1': seen.append(s.recv(999))
      code = child.wait()
      open(sys.argv[1], 'w').write(','.join(m.decode() for m in seen) + ' %d\\n' % code)
      """
    let stage = try AgentStage(
      lab, through: ["/usr/bin/env", "python3", "-c", script, heard])
    let text = try AgentStage.wait("all", in: heard) { $0.hasSuffix("\n") }
    #expect(text.hasPrefix("READY=1,WATCHDOG=1,"))
    #expect(text.hasSuffix("STOPPING=1 0\n"))
    #expect(stage.lines.allSatisfy { $0.hasPrefix("<") }, "\(stage.lines)")
    #expect(stage.lines.first == "<6>mirrors watched: 2")
  }

  @Test func theUnitIsOneThatSystemdTakes() throws {
    let bench = try ProgramBench()
    let unit = try bench.run(
      "agent", "--unit", "--listen", "127.0.0.1:9917", "--canary", "a.b/c@v1.0.0")
    #expect(unit.code == 0)
    #expect(
      unit.output.contains(
        "ExecStart=\(Goproxytop.path) agent --listen 127.0.0.1:9917 --canary a.b/c@v1.0.0\n"))
    let verify = "/usr/bin/systemd-analyze"
    if FileManager.default.isExecutableFile(atPath: verify) {
      try bench.write(unit.output, to: "goproxytop.service")
      let checked = try CommandResult(
        verify, ["verify", bench.home.path + "/goproxytop.service"],
        environment: ["PATH": "/usr/bin:/bin"])
      #expect(!checked.errors.contains("goproxytop.service"), "\(checked.errors)")
    }
  }

  @Test func aUnitHoldsNoPassword() throws {
    let unit = try ProgramBench().run(
      "agent", "--unit", "--goproxy", "https://user:S3cr3t@a.example|direct")
    #expect(unit.code == 2)
    #expect(!(unit.output + unit.errors).contains("S3cr3t"))
    let folder = try ProgramBench().run("agent", "--unit", "--textfile", "/var/lib/metrics/go.prom")
    #expect(folder.output.contains("\nReadWritePaths=/var/lib/metrics\n"))
  }

  @Test func oneFileAtATime() throws {
    let bench = try ProgramBench()
    let both = try bench.run("agent", "--rules", "--unit")
    #expect(both.code == 2)
    #expect(both.errors == "goproxytop: --unit and --rules cannot be combined\n")
    let grafana = try bench.run("agent", "--grafana")
    let object = try JSONSerialization.jsonObject(with: Data(grafana.output.utf8))
    #expect((object as? [String: Any])?["uid"] as? String == "goproxytop")
  }
}
