import Fleet
import Glibc
import GoRules
import Health
import Platform
import Probing
import Watching

/// A thousand agents with twenty mirrors each, scraped by a real Prometheus: how soon `fleet` shows them, and what a
/// refresh takes; and what an agent's own work costs beside blackbox_exporter's.
struct FleetScale {
  var agents = 1000
  var mirrors = 20
  var starts = 5
  var refreshes = 20

  private static let patience = Duration.seconds(300)

  func run() async throws -> Report {
    var report = Report("fleet, \(agents) agents with \(mirrors) mirrors each")
    report.figures = try await screen() + cost()
    report.notes = [
      "Prometheus scrapes every minute all that an agent serves, histograms too. First screen: from exec until the"
        + " mirrors are on a terminal of 120x40, the median of \(starts) starts. Refresh: until all questions are"
        + " asked, answered, read and put together, of \(refreshes), a second apart."
    ]
    return report
  }

  // MARK: - The screen

  private func screen() async throws -> [Figure] {
    let served = try ChildProcess.ourselves([Role.agents.rawValue, "\(agents)", "\(mirrors)"])
    let addresses = (0..<SimulatedAgents.servers).compactMap { _ in served.readLine() }
    let prometheus = try PrometheusProcess(scraping: addresses, agents: agents)
    let pool = try ProbePool(ProbePoolConfiguration(probers: 2, userAgent: "benchmark"))
    let source = PrometheusSource(
      url: prometheus.url, label: "instance", timeout: .seconds(30), client: WebClient(pool)
    ) { () throws(PrometheusTrouble) in nil }
    try await waitForAll(source)
    // What it has just learned of two million series it has yet to put in order.
    try await Task.sleep(for: .seconds(30), clock: .suspending)
    var times: [Duration] = []
    var work: [Duration] = []
    for _ in 0..<refreshes {
      let (time, cpu) = try await refresh(source)
      times.append(time)
      work.append(cpu)
      try await Task.sleep(for: .seconds(1), clock: .suspending)
    }
    await pool.close()
    times.sort()
    work.sort()
    var screens: [Duration] = []
    let home = try ScratchFolder()
    for _ in 0..<starts { screens.append(try firstScreen(prometheus.url, home)) }
    screens.sort()
    func median(_ sorted: [Duration]) -> String {
      percentile(0.5, of: sorted).map(readable) ?? "none"
    }
    let memory = try ResourceUsage.memory("VmRSS", of: prometheus.process.id)
    return [
      Figure("first screen after exec", median(screens), target: "1 s"),
      Figure(
        "refresh (median / worst)", "\(median(times)) / \(times.last.map(readable) ?? "none")",
        yardstick: "our own CPU of it: \(median(work))", target: "500 ms"),
      Figure("Prometheus' memory meanwhile", mebibytes(memory)),
    ]
  }

  /// Until Prometheus has scraped them all.
  private func waitForAll(_ source: PrometheusSource) async throws {
    let end = SystemClock.now().monotonic + Self.patience
    while SystemClock.now().monotonic < end {
      if case .success(let samples)? = await source.ask(.states),
        samples.samples.count >= agents * mirrors
      {
        return
      }
      try await Task.sleep(for: .seconds(2), clock: .suspending)
    }
    throw BenchmarkError("Prometheus has not scraped all agents in time")
  }

  private func refresh(_ source: PrometheusSource) async throws -> (time: Duration, cpu: Duration) {
    let (start, cpu) = (SystemClock.now().monotonic, ResourceUsage.ownCPU())
    var model = FleetModel()
    // As a screen of 120x40 does: first how all stands, then the figures of what is in sight.
    let inSight = (0..<20).map { "agent-\($0):9916" }
    for queries in [
      FleetQuery.regular, [.latencies(inSight), .phases(mirror: "mirror0.example", inSight)],
    ] {
      for (query, answer) in await source.answers(to: queries) {
        model.answered(query, answer, at: SystemClock.now())
      }
    }
    let snapshot = model.snapshot(at: SystemClock.now())
    let time = SystemClock.now().monotonic - start
    let broken = (0..<agents).count(where: SimulatedAgents.isBroken)
    guard snapshot.troubles.isEmpty, snapshot.vantagePoints.count == agents,
      snapshot.mirrors.count == mirrors, snapshot.broken.count == broken
    else {
      throw BenchmarkError(
        "\(snapshot.vantagePoints.count) vantage points, \(snapshot.broken.count) broken, "
          + "\(snapshot.troubles)")
    }
    return (time, ResourceUsage.ownCPU() - cpu)
  }

  private func firstScreen(
    _ url: String, _ home: ScratchFolder
  ) throws(BenchmarkError) -> Duration {
    let program = try ChildProcess.ownFolder() + "/goproxytop"
    let terminal = try PseudoTerminal(
      program, ["fleet", "--prometheus", url, "--interval", "60s"],
      environment: [
        "HOME": home.path, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
      ], columns: 120, rows: 40)
    guard let shown = terminal.read(until: "mirror1.example", for: .seconds(20)) else {
      throw BenchmarkError("fleet has shown no mirror")
    }
    return shown - terminal.startedAt
  }

  // MARK: - What an agent costs

  private static let interval = Duration.seconds(15)

  /// CPU of an interval of 15 s: an agent's rounds and a scrape, beside a probe of each mirror by blackbox_exporter.
  private func cost() throws -> [Figure] {
    let served = try MirrorProcess(mirrors)
    let home = try ScratchFolder()
    let agent = try ChildProcess(
      ChildProcess.ownFolder() + "/goproxytop",
      [
        "agent", "--listen", "127.0.0.1:0", "--interval", Self.interval.written, "--cacert",
        served.authority, "--canary", "golang.org/x/sync@v0.10.0", "--goproxy",
        served.urls.joined(separator: ","),
      ], errors: .pipe,
      environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "GOSUMDB": "off"])
    var address: Substring?
    while address == nil, let line = agent.readLine() {
      address = line.split(separator: "/").dropFirst().first
        .flatMap { line.contains("serving http://") ? $0 : nil }
    }
    guard let address else { throw BenchmarkError("the agent does not listen") }
    let metrics = BareCurl(urls: ["http://\(address)/metrics"], authority: "/dev/null")
    // When every mirror gets every kind of request.
    wait(Self.interval * 2)
    let before = try ResourceUsage.cpu(of: agent.id)
    let intervals = 4
    for _ in 0..<intervals {
      wait(Self.interval)
      _ = try metrics.run(1)
    }
    let whole = try (ResourceUsage.cpu(of: agent.id) - before) / intervals
    let start = try ResourceUsage.cpu(of: agent.id)
    _ = try metrics.run(100)
    let scrape = try (ResourceUsage.cpu(of: agent.id) - start) / 100
    let exporter = try BlackboxExporter(
      probing: served.urls[0] + MirrorProcess.path, authorities: served.authority)
    let theirs = try exporter.cpuPerProbe(200) * mirrors
    return [
      Figure(
        "agent, \(mirrors) mirrors, 15 s: its rounds and a scrape (CPU)", readable(whole),
        yardstick: "blackbox_exporter, \(mirrors) probes: \(readable(theirs))",
        ratio: whole / theirs),
      Figure(
        "the scrape alone", readable(scrape), yardstick: readable(theirs), ratio: scrape / theirs),
    ]
  }

  private func wait(_ time: Duration) { usleep(UInt32(time.inNanoseconds / 1000)) }
}
