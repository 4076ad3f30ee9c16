import Foundation
import MirrorLab
import Testing

/// Two agents that a real Prometheus scrapes, and the fleet's screen as a user sees it.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct FleetScreenTests {
  /// An agent whose two mirrors, of its own, are called alpha and beta.
  private static func agent() throws -> AgentStage {
    let lab = try CheckTests.Lab()
    return try AgentStage(
      lab,
      options: [
        "--mirror", "alpha=\(lab.first.url)", "--mirror", "beta=\(lab.second.url)", "--no-history",
      ])
  }

  /// A Prometheus that scrapes these agents twice a second.
  private final class Server {
    private let process: ChildProcess
    let url: String

    init(_ bench: ProgramBench, scraping addresses: [String]) throws {
      let home = bench.home.path
      let port = try ListeningSocket().port
      url = "http://127.0.0.1:\(port)"
      let targets = addresses.map { "\"\($0)\"" }.joined(separator: ", ")
      try bench.write(
        """
        scrape_configs:
          - job_name: agents
            scrape_interval: 500ms
            static_configs: [{targets: [\(targets)]}]
        """, to: "prometheus.yml")
      let log = open(home + "/prometheus.log", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      defer { close(log) }
      process = try ChildProcess(
        Prometheus.server,
        [
          "--config.file=\(home)/prometheus.yml", "--storage.tsdb.path=\(home)/prometheus",
          "--web.listen-address=127.0.0.1:\(port)",
        ], environment: bench.environment(), passing: [1: log, 2: log])
    }

    deinit {
      process.signal(SIGTERM)
      process.wait()
    }
  }

  @Test("One place loses a mirror, then its agent: what is local is told, and what is old")
  func twoVantagePoints() throws {
    let (near, far) = (try Self.agent(), try Self.agent())
    let bench = try ProgramBench()
    let server = try Server(bench, scraping: [near.address, far.address])
    var environment = bench.environment()
    environment["PROGRAM"] = Goproxytop.path
    let tmux = try Tmux(
      "$PROGRAM fleet --interval 500ms --prometheus \(server.url); echo ended=$?; exec sh -i",
      columns: 120, rows: 40, environment: environment)
    try tmux.waitFor("both") {
      $0.contains("▶ served at all 2 vantage points") && $0.contains("alpha")
        && $0.contains("beta") && $0.contains(near.address) && $0.contains(far.address)
    }
    // The chain has commas: with 502 from the first, go stops.
    far.lab.first.fault = .answer(.status(502))
    try tmux.waitFor("what is broken at one") {
      $0.contains("BROKEN at 1 of 2") && $0.contains("alpha down only at \(far.address)")
        && $0.contains("alpha ▶ BROKEN") && $0.contains("HTTP 502")
    }
    let (code, object) = try bench.json(["fleet", "--prometheus", server.url])
    #expect(code == 4 && object["verdict"] as? String == "broken")
    let mirrors = object["mirrors"] as? [[String: Any]] ?? []
    #expect(mirrors.map { $0["scope"] as? String } == ["local", "none"])

    near.lab.first.fault = .answer(.status(502))
    try tmux.waitFor("what is broken everywhere") {
      $0.contains("BROKEN at 2 of 2") && $0.contains("alpha down everywhere")
    }
    far.process.signal(SIGKILL)
    far.process.wait()
    try tmux.waitFor("what is old") {
      $0.contains("BROKEN at 1 of 2") && $0.contains("? 1 gone") && $0.contains("? gone")
        && $0.contains("? down") && !$0.contains("everywhere")
    }
    near.lab.first.fault = .none
    try tmux.waitFor("the recovery") {
      $0.contains("▶ served at 1 of 2") && $0.contains("BROKEN ▶ alpha") && $0.contains("? down")
    }
    // Who looks only now is told of the one that is gone, too.
    let (later, known) = try bench.json(["fleet", "--prometheus", server.url])
    #expect(later == 6)
    let points = known["vantage_points"] as? [[String: Any]] ?? []
    let gone = points.first { $0["current"] as? Bool == false }
    #expect(gone?["name"] as? String == far.address && gone?["verdict"] as? String == "broken")
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
