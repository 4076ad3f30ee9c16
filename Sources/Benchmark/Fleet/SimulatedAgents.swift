import GoRules
import Health
import Metrics
import Platform
import Serving

/// The pages of agents that do not exist, as an agent would write them: `/N/metrics` for agent N.
struct SimulatedAgents {
  let count: Int
  let mirrors: Int

  /// Of each this many agents have the same page.
  private static let variants = 10
  /// Servers that share them: each takes few connections.
  static let servers = 16

  /// Of every hundred agents go fails at one.
  static func isBroken(_ agent: Int) -> Bool { agent % 100 == 0 }

  /// Listens, says where, and serves until standard input ends.
  func serve() throws {
    let now = SystemClock.now()
    let pages = (0..<Self.variants).map { page(isBroken: false, variant: $0, now) }
    let broken = page(isBroken: true, variant: 0, now)
    let servers = try (0..<Self.servers).map { _ in
      let server = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0)) { request, reply in
        let agent = request.path.split(separator: "/").first.flatMap { Int($0) } ?? 0
        let text = Self.isBroken(agent) ? broken : pages[agent % Self.variants]
        reply.send(HTTPServer.Page(text, type: Exposition.openMetrics.contentType))
      }
      say("\(server.address)")
      return server
    }
    while readLine() != nil {}
    for server in servers { server.stop() }
  }

  /// What the agent has that sees `mirrors` mirrors, the first of them down where go fails.
  private func page(isBroken: Bool, variant: Int, _ now: Timestamp) -> String {
    var chain = Chain(entries: [])
    var watched: [MirrorSnapshot] = []
    var counters = MetricCounters()
    for index in 0..<mirrors {
      let url = ProxyURL(scheme: .https, host: "mirror\(index).example")
      chain.entries.append(
        Chain.Entry(.proxy(url), separator: index < mirrors - 1 ? .comma : nil))
      let isDown = isBroken && index == 0
      var mirror = MirrorSnapshot(
        mirror: Mirror(name: url.host, url: url, entry: index), state: isDown ? .down : .up)
      mirror.stateSince = now
      var statistics = MirrorStatistics()
      statistics.total.p50 = .milliseconds(20 + index)
      statistics.total.p95 = .milliseconds(40 + index * 3 + variant)
      mirror.statistics[.quarterHour] = statistics
      for kind in RequestKind.allCases {
        let result = result(of: mirror.mirror, kind, isDown: isDown, variant, now)
        mirror.latest[kind] = result
        if kind == .info { mirror.lastCold = result }
        counters.take(.sample(result))
      }
      watched.append(mirror)
    }
    var snapshot = Snapshot(
      now: now, setting: GoproxySetting(value: chain.redacted, source: .option), chain: chain,
      chainError: nil, interval: .seconds(5))
    snapshot.mirrors = watched
    snapshot.walks = RequestKind.allCases.map { kind in
      chain.walk(Question(kind, .standard)) { entry in
        watched[entry].latest[kind].map { Answer($0.outcome) }
      }
    }
    let place = Failover.Place.mirror(watched[0].id, name: watched[0].mirror.name)
    counters.take(
      .failover(
        Failover(
          at: now, kind: .info, canary: .standard, from: place,
          to: isBroken ? .nowhere(.broken, at: watched[0].mirror.name) : place,
          cause: isBroken ? "status 502 (,)" : "recovered")))
    if isBroken { snapshot.breakdown = Breakdown(begin: now) }
    let process = ProcessMetrics(
      processorTime: .seconds(1), residentBytes: 20 << 20, openDescriptors: 30,
      mostDescriptors: 1024, start: now.wall, version: "benchmark")
    return Exposition.openMetrics.text(snapshot.metrics(counters) + process.families)
  }

  private func result(
    of mirror: Mirror, _ kind: RequestKind, isDown: Bool, _ variant: Int, _ now: Timestamp
  ) -> ProbeResult {
    var result = ProbeResult(
      mirror: mirror.id, request: ProbeRequest(kind, canary: .standard, use: .cold),
      startedAt: now,
      outcome: isDown ? .failure(RequestFailure(.processing, .status(502))) : .ok)
    for (index, phase) in Phase.allCases.enumerated() {
      result.timings[phase] = .milliseconds(index * 7 + variant + 1)
    }
    result.timings.total = .milliseconds(75 + variant)
    result.status = isDown ? 502 : 200
    return result
  }
}
