import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// Hooks of a running instance, through a real fault.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct HookLiveTests {
  private static func configuration(_ lab: CheckTests.Lab, _ hooks: String) throws -> String {
    try lab.bench.write(hooks, to: "hooks.toml")
  }

  private static let quick = "hold = \"0s\"\nevery = \"0s\"\n"

  /// Each line that the hooks of a home have written, once there are so many.
  private static func lines(_ lab: CheckTests.Lab, _ count: Int) throws -> [String] {
    let text = try AgentStage.wait("\(count) lines", in: lab.bench.home.path + "/told") {
      $0.split(separator: "\n").count >= count
    }
    return text.split(separator: "\n").map(String.init)
  }

  @Test func aFaultIsToldAndItsEnd() throws {
    let lab = try CheckTests.Lab()
    // The first answer is an error, the second asks for a while.
    let server = try WebReceiver { _, before in
      var answer = WebReceiver.Answer(before == 0 ? 500 : before == 1 ? 429 : 200)
      if before == 1 { answer.headers = [("Retry-After", "1")] }
      return answer
    }
    defer { server.close() }
    let file = try Self.configuration(
      lab,
      """
      [[hook]]
      name = "script"
      on = ["broken", "recovered", "down"]
      command = "cat >> $HOME/told"
      \(Self.quick)
      [[hook]]
      name = "chat"
      url = "\(server.url)/services/TOPSECRET?token=TOPSECRET"
      format = "slack"
      \(Self.quick)
      [[hook]]
      name = "failing"
      command = "echo in vain; exit 7"
      \(Self.quick)
      """)
    let stage = try AgentStage(lab, options: ["--config", file])
    try stage.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    lab.first.fault = .status(502)
    let reports = try Self.lines(lab, 1).map(HookBench.object)
    #expect(reports.first?["event"] as? String == "broken")
    #expect(reports.first?["verdict"] as? String == "broken")
    #expect(reports.first?["cause"] as? String == "HTTP 502 Bad Gateway (,)")
    #expect(reports.first?["test"] as? Bool == false)
    let name = "127.0.0.1:\(lab.first.port)"
    #expect((reports.first?["mirror"] as? [String: Any])?["name"] as? String == name)
    let requests = server.wait(for: 3)
    let texts = try requests.prefix(3).map { try HookBench.object($0.body)["text"] as? String }
    #expect(Set(texts).count == 1)
    #expect(texts.first??.contains("go fails at \(name): HTTP 502 Bad Gateway (,)") == true)
    try stage.waitForLog("the failure") { log in
      log.contains("warning hook failing: failed: exit status 7: in vain")
        && log.contains("info hook chat: delivered: broken")
    }
    lab.first.fault = .none
    try AgentStage.wait("the recovery", in: lab.bench.home.path + "/told") {
      $0.contains("\"over\":\"broken\"")
    }
    _ = server.wait(for: 4)
    let metrics = try stage.waitForMetrics("what came of it") {
      $0.contains("goproxytop_hook_runs_total{hook=\"chat\",result=\"delivered\"} 2")
    }
    #expect(metrics.contains("goproxytop_hook_runs_total{hook=\"chat\",result=\"failed\"} 2"))
    #expect(metrics.contains("goproxytop_hook_runs_total{hook=\"failing\",result=\"failed\"}"))
    try Self.expectNoSecret(stage)
  }

  private static func expectNoSecret(_ stage: AgentStage) throws {
    let log = stage.lines.joined(separator: "\n")
    #expect(log.contains("hook chat: failed: http://127.0.0.1:"))
    #expect(!log.contains("TOPSECRET"))
    #expect(!AgentStage.read("/proc/\(stage.process.id)/cmdline").contains("TOPSECRET"))
    stage.process.signal(SIGTERM)
    stage.process.wait()
    let folder = stage.lab.bench.home.appendingPathComponent(".local/state/goproxytop")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.contains("history.sqlite"))
    for file in files {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(file))
      #expect(bytes.range(of: Data("TOPSECRET".utf8)) == nil, "\(file)")
    }
  }

  /// Of several instances the one that records tells; one without a record knows of no other.
  @Test func onlyTheRecorderTells() throws {
    let lab = try CheckTests.Lab()
    let file = try Self.configuration(
      lab,
      "[[hook]]\nname = \"h\"\non = [\"broken\"]\ncommand = \"echo $AGENT >> $HOME/told\"\n\(Self.quick)"
    )
    let first = try AgentStage(lab, options: ["--config", file], environment: ["AGENT": "first"])
    try first.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    try AgentStage.wait(
      "the record", in: lab.bench.home.path + "/.local/state/goproxytop/history.sqlite.lock"
    ) { _ in true }
    let second = try AgentStage(lab, options: ["--config", file], environment: ["AGENT": "second"])
    let third = try AgentStage(
      lab, options: ["--config", file, "--no-history"], environment: ["AGENT": "third"])
    for stage in [second, third] {
      try stage.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    }
    lab.first.fault = .status(502)
    for stage in [first, second, third] {
      try stage.waitForMetrics("the fault") { $0.contains("{verdict=\"broken\"} 1") }
    }
    #expect(Set(try Self.lines(lab, 2)) == ["first", "third"])
    try second.waitForMetrics("every kind") { metrics in
      metrics.split(separator: "\n").count {
        $0.hasPrefix("goproxy_walk_verdict{") && $0.hasSuffix("verdict=\"broken\"} 1")
      } >= 4
    }
    #expect(try Self.lines(lab, 2).count == 2)
  }

  /// A hook that does not come back holds up nobody, and is gone with the agent.
  @Test func aHookThatHangsHoldsUpNobody() throws {
    let lab = try CheckTests.Lab()
    let file = try Self.configuration(
      lab,
      "[[hook]]\nname = \"h\"\non = [\"broken\"]\ntimeout = \"1h\"\n"
        + "command = \"trap '' TERM; ls -l /proc/$$/fd > $HOME/fd; echo $$ >> $HOME/told; "
        + "while :; do sleep 1; done\"\n\(Self.quick)"
    )
    let stage = try AgentStage(lab, options: ["--config", file])
    try stage.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    lab.first.fault = .status(502)
    let process = try #require(pid_t(try Self.lines(lab, 1)[0]))
    try stage.waitForMetrics("the fault") { $0.contains("{verdict=\"broken\"} 1") }
    lab.first.fault = .none
    try stage.waitForMetrics("the recovery") { $0.contains("{verdict=\"served\"} 1") }
    #expect(kill(process, 0) == 0)
    // What the agent has open: sockets, timers, the record.
    let files = try lab.bench.read("fd")
    for own in ["anon_inode", "sqlite"] { #expect(!files.contains(own), "\(files)") }
    // Sockets of the tests get there through the agent; its own must not.
    let own = try Self.listeningSocket(at: stage.address)
    #expect(!files.contains("socket:[\(own)]"), "\(files)")
    stage.process.signal(SIGTERM)
    #expect(stage.process.wait() == 0)
    let end = Date(timeIntervalSinceNow: 30)
    while kill(process, 0) == 0, Date() < end { sched_yield() }
    #expect(kill(process, 0) != 0)
  }

  /// The inode of the socket that listens there.
  private static func listeningSocket(at address: String) throws -> Substring {
    let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
    let digits = String(port, radix: 16, uppercase: true)
    let end = ":" + String(repeating: "0", count: 4 - digits.count) + digits
    // Number, local and remote address, state (0A: it listens), ..., inode. The kernel may leave out some while others come
    // and go.
    for _ in 0..<100 {
      let sockets = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
        .split(separator: "\n").map { $0.split(separator: " ") }
      let own = sockets.first { $0.count > 9 && $0[1].hasSuffix(end) && $0[3] == "0A" }
      if let own { return own[9] }
    }
    throw EndToEndError("nobody listens at \(address)")
  }

  @Test func aFaultFromTheStartHasItsCause() throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .status(502)
    let file = try Self.configuration(
      lab,
      "[[hook]]\nname = \"h\"\ncommand = \"echo $GOPROXYTOP_CAUSE >> $HOME/told\"\n\(Self.quick)")
    let stage = try AgentStage(lab, options: ["--config", file])
    #expect(try Self.lines(lab, 1) == ["HTTP 502 Bad Gateway (,)"])
    #expect(try stage.get("/healthz").status == 200)
  }

  @Test func aReloadChangesTheHooks() throws {
    let lab = try CheckTests.Lab()
    let file = try Self.configuration(lab, "interval = \"1s\"\n")
    let stage = try AgentStage(lab, options: ["--config", file])
    try stage.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    lab.first.fault = .status(502)
    try stage.waitForMetrics("the fault") { $0.contains("{verdict=\"broken\"} 1") }
    try lab.bench.write(
      "[[hook]]\nname = \"h\"\ncommand = \"echo $GOPROXYTOP_EVENT >> $HOME/told\"\n\(Self.quick)",
      to: "hooks.toml")
    stage.process.signal(SIGHUP)
    #expect(try Self.lines(lab, 1) == ["broken"])
  }

  // MARK: - In the dashboard

  @Test func theDashboardTellsToo() throws {
    let stage = try ScreenTests.Stage()
    let file = try stage.bench.write(
      "[[hook]]\nname = \"h\"\ncommand = \"echo $GOPROXYTOP_EVENT >> $HOME/told\"\n\(Self.quick)"
        + "[[hook]]\nname = \"bad\"\ncommand = \"echo in vain; exit 7\"\n\(Self.quick)",
      to: "hooks.toml")
    let tmux = try stage.start(",", options: "--interval 500ms --config \(file)")
    try tmux.waitForBothUp()
    stage.first.fault = .status(502)
    try tmux.waitFor("the failed hook") { $0.contains("hook bad: failed: exit status 7: in vain") }
    let told = stage.bench.home.path + "/told"
    try AgentStage.wait("the fault", in: told) { $0 == "broken\n" }
    stage.first.fault = .none
    try AgentStage.wait("its end", in: told) { $0 == "broken\nrecovered\n" }
  }

  /// The demo's outages are nobody's.
  @Test func theDemoTellsNobody() throws {
    let bench = try ProgramBench()
    let file = try bench.write(
      "[[hook]]\nname = \"h\"\non = [\"broken\", \"down\"]\n"
        + "command = \"echo $GOPROXYTOP_EVENT >> \(bench.home.path)/told\"\n\(Self.quick)",
      to: "hooks.toml")
    let tmux = try Tmux(
      "\(Goproxytop.path) demo --speed 60 --config \(file); echo ended=$?; exec sh -i",
      columns: 120, rows: 40, environment: bench.environment())
    try tmux.waitFor("an outage") { $0.contains("✕ down") }
    try tmux.waitFor("what go would meet") { $0.contains("BROKEN") || $0.contains("HANGS") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(!FileManager.default.fileExists(atPath: bench.home.path + "/told"))
  }
}
