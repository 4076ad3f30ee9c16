import Dashboard
import Fleet
import GoRules
import Health
import Text

extension Sample {
  /// Five vantage points: two broken, one on a fallback, one well, one gone.
  static var fleet: FleetSnapshot {
    var snapshot = FleetSnapshot(now: now)
    func point(
      _ name: String, _ verdict: Walk.Verdict, _ mirror: String, _ since: Int, seen: Int = 4
    ) -> VantagePoint {
      var point = VantagePoint(name)
      point.verdict = verdict
      point.mirror = mirror
      point.since = now.wall - .seconds(since)
      point.seen = now.wall - .seconds(seen)
      point.isCurrent = seen < 150
      return point
    }
    snapshot.vantagePoints = [
      point("beijing:9916", .broken, "goproxy.cn", 38),
      point("shanghai:9916", .hangs, "goproxy.cn", 12),
      point("berlin:9916", .fallback, "proxy.golang.org", 300),
      point("tokyo:9916", .served, "goproxy.cn", 90_000, seen: 312),
      point("lab:9916", .served, "goproxy.cn", 4000),
    ]
    func cell(_ state: HealthState, _ since: Int, _ p95: Double?) -> FleetMirror.Cell {
      FleetMirror.Cell(
        state, since: now.wall - .seconds(since), p95: p95.map(Sample.milliseconds))
    }
    snapshot.mirrors = [
      FleetMirror(
        "athens.corp.example",
        [nil, nil, cell(.up, 9000, 41), nil, cell(.down, 45, nil)]),
      FleetMirror(
        "goproxy.cn",
        [
          cell(.down, 38, nil), cell(.down, 40, nil), cell(.down, 41, nil),
          cell(.up, 90_000, 57.4), cell(.down, 39, nil),
        ]),
      FleetMirror(
        "proxy.golang.org",
        [
          cell(.slow, 60, 2701), cell(.up, 4000, 561), cell(.up, 4000, 190.2),
          cell(.up, 4000, 212), cell(.up, 4000, 88.4),
        ]),
      FleetMirror(
        "sum.golang.org",
        [
          cell(.up, 4000, 566), cell(.waiting, 7, 130), cell(.up, 4000, 191), nil,
          cell(.unknown, 0, nil),
        ]),
    ]
    snapshot.failovers = [
      failover(12, "shanghai:9916", "goproxy.cn", "hangs", "hang"),
      failover(38, "beijing:9916", "goproxy.cn", "broken", "status_502"),
      failover(300, "berlin:9916", "goproxy.cn", "proxy.golang.org", "refused"),
      failover(90_000, "tokyo:9916", "direct", "goproxy.cn", "recovered"),
    ]
    snapshot.phases = FleetPhases(
      mirror: "goproxy.cn",
      times: ["tokyo:9916": [.resolve: milliseconds(4), .connect: milliseconds(20.4)]])
    snapshot.answeredAt = ago(3)
    return snapshot
  }

  private static func failover(
    _ age: Int, _ point: String, _ from: String, _ to: String, _ cause: String
  ) -> FleetFailover {
    FleetFailover(
      at: now.wall - .seconds(age), vantagePoint: point, from: from, to: to, cause: cause)
  }

  static func fleetState(
    _ glyphs: GlyphSet = .braille, _ language: Language = .english
  ) -> FleetState {
    FleetState(
      settings: DashboardSettings(
        language: language, glyphs: glyphs, themes: ["terminal", "dark", "light"]),
      themeName: "terminal", source: "http://prometheus.example:9090", label: "instance",
      refresh: .seconds(10))
  }
}
