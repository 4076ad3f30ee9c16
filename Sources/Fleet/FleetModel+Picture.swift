import GoRules
import Health

/// The picture that is made of what is known.
extension FleetModel {
  /// A scrape is late from here on: two of the interval that Prometheus has by itself, and some.
  private static let late = Duration.seconds(150)
  /// Of more nobody makes a picture.
  private static let mostMirrors = 1000

  func isCurrent(_ name: String, in snapshot: FleetSnapshot) -> Bool {
    guard let scraped = presence[name]?.scraped, told.values.contains(where: { $0.contains(name) })
    else { return false }
    return snapshot.age(scraped) <= Self.late
  }

  func make(at now: Timestamp) -> FleetSnapshot {
    var snapshot = FleetSnapshot(now: now)
    snapshot.clockAhead = clockAhead ?? .zero
    snapshot.troubles = troubles
    snapshot.skipped = skipped.values.reduce(0, +)
    snapshot.isPartial = !partial.isEmpty
    snapshot.phases = phases
    let main: [FleetQuery] = [.presence, .verdicts, .states]
    let times = main.compactMap { answeredAt[$0] }
    snapshot.answeredAt = times.count == main.count ? times.min() : nil
    snapshot.vantagePoints = points(in: snapshot)
    let latencyAge = answeredAt[.latencies([])].map { now.since($0) }
    snapshot.mirrors = mirrors(
      seenFrom: snapshot.vantagePoints, hasLatencies: latencyAge.map { $0 <= Self.late } ?? false)
    snapshot.failovers = failovers.sorted(by: FleetFailover.isLater)
    return snapshot
  }

  private func points(in snapshot: FleetSnapshot) -> [VantagePoint] {
    presence.keys.map { name in
      var point = VantagePoint(name)
      let standing = standings[name]
      point.verdict = standing?.verdict
      point.mirror = standing?.mirror ?? ""
      point.since = standing?.since
      point.seen = seen[name]
      point.isCurrent = isCurrent(name, in: snapshot)
      return point
    }.sorted {
      $0.severity != $1.severity ? $0.severity > $1.severity : $0.name < $1.name
    }
  }

  private func mirrors(
    seenFrom points: [VantagePoint], hasLatencies: Bool
  ) -> [FleetMirror] {
    var names: Set<String> = []
    for point in points {
      for name in states[point.name]?.keys ?? [:].keys where names.count < Self.mostMirrors {
        names.insert(name)
      }
    }
    return names.sorted().map { mirror in
      FleetMirror(
        mirror,
        points.map { point in
          var cell = states[point.name]?[mirror]
          if hasLatencies { cell?.p95 = latencies[point.name]?[mirror] }
          return cell
        })
    }
  }
}

extension FleetFailover {
  /// The newest first.
  static func isLater(_ left: FleetFailover, _ right: FleetFailover) -> Bool {
    if left.at != right.at { return left.at > right.at }
    return (left.vantagePoint, left.from, left.to) < (right.vantagePoint, right.from, right.to)
  }
}
