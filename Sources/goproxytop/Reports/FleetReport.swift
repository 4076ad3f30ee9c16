import Fleet
import GoRules
import Health
import Text
import Watching

/// `fleet --json`.
struct FleetReport {
  let snapshot: FleetSnapshot
  let source: PrometheusSource

  init(_ snapshot: FleetSnapshot, _ source: PrometheusSource) {
    self.snapshot = snapshot
    self.source = source
  }

  /// Written row by row: there may be tens of thousands of cells.
  func write(to console: Console) throws {
    var troubles = snapshot.troubles.map {
      Trouble(query: $0.key.name, message: Language.english.text($0.value))
    }
    if snapshot.hasNameless {
      troubles.append(
        Trouble(
          query: FleetQuery.presence.name,
          message: Language.english.say(.namelessAgents, source.label)))
    }
    troubles.sort { $0.query < $1.query }
    let fields: [String: JSONOutput.Field] = [
      "schema": .value(1), "time": .value(WallTime.rfc3339(snapshot.now.wall)),
      "prometheus": .value(source.name), "label": .value(source.label),
      "verdict": .value(snapshot.verdict.rawValue),
      "samples_skipped": .value(snapshot.skipped), "partial": .value(snapshot.isPartial),
      "errors": .value(troubles),
      "vantage_points": .rows(snapshot.vantagePoints) { PointReport($0) },
      "mirrors": .rows(snapshot.mirrors) { MirrorReport($0, snapshot) },
      "failovers": .rows(snapshot.failovers) { FailoverReport($0) },
    ]
    var text = ""
    try JSONOutput.write(fields) { piece in
      text += piece
      guard text.utf8.count > 1 << 16 else { return }
      console.print(whole: text)
      text = ""
    }
    console.print(whole: text)
  }

  struct Trouble: Encodable {
    /// `presence`, `verdicts`, `states`, `p95` or `failovers`.
    var query: String
    var message: String
  }

  private struct PointReport: Encodable {
    var name: String
    /// Its agent answers Prometheus, and in time; where not, the rest is of `seen`.
    var current: Bool
    @Nullable var verdict: String?
    /// Who serves, or where go stops.
    @Nullable var mirror: String?
    @Nullable var since: String?
    @Nullable var seen: String?

    init(_ point: VantagePoint) {
      name = point.name
      current = point.isCurrent
      verdict = point.verdict?.rawValue
      mirror = point.mirror.isEmpty ? nil : point.mirror
      since = point.since.map(WallTime.rfc3339)
      seen = point.seen.map(WallTime.rfc3339)
    }
  }

  private struct MirrorReport: Encodable {
    var name: String
    /// How many vantage points tell of it now, and at how many of these it is down.
    var seen: Int
    var down: Int
    /// `none`, `local` (down at one), `several`, `everywhere`, or `alone` (nobody else asks it).
    var scope: String
    var cells: [Cell]

    struct Cell: Encodable {
      var vantagePoint: String
      var current: Bool
      var state: String
      @Nullable var since: String?
      @Nullable var p95Ms: Double?
    }

    init(_ mirror: FleetMirror, _ snapshot: FleetSnapshot) {
      let spread = snapshot.spread(of: mirror)
      name = mirror.name
      seen = spread.seen.count
      down = spread.down.count
      scope = spread.scope.rawValue
      cells = zip(snapshot.vantagePoints, mirror.cells).compactMap { point, cell in
        cell.map {
          Cell(
            vantagePoint: point.name, current: point.isCurrent, state: $0.state.rawValue,
            since: $0.since.map(WallTime.rfc3339), p95Ms: $0.p95?.roundedMilliseconds)
        }
      }
    }
  }

  private struct FailoverReport: Encodable {
    var time: String
    var vantagePoint: String
    var from: String
    var to: String
    var cause: String

    init(_ failover: FleetFailover) {
      time = WallTime.rfc3339(failover.at)
      vantagePoint = failover.vantagePoint
      from = failover.from
      to = failover.to
      cause = failover.cause
    }
  }
}
