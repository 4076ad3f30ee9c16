import GoRules
import Health

/// The picture that is made of what is known.
extension FleetModel {
  /// A scrape is late from here on: two of the interval that Prometheus has by itself, and some.
  private static let late = Duration.seconds(150)
  /// Of more nobody makes a picture.
  private static let mostMirrors = 1000
  /// Those that the headline is made of.
  private static let main: [FleetQuery] = [.presence, .verdicts, .states]

  func isCurrent(_ name: String, in snapshot: FleetSnapshot) -> Bool {
    guard let scraped = presence[name]?.scraped, told.values.contains(where: { $0.contains(name) })
    else { return false }
    // A scrape that is yet to come tells as little.
    return snapshot.age(scraped) <= Self.late && scraped - snapshot.theirNow <= Self.late
  }

  func make(at now: Timestamp) -> FleetSnapshot {
    var snapshot = FleetSnapshot(now: now)
    snapshot.clockAhead = clockAhead ?? .zero
    snapshot.troubles = troubles
    snapshot.skipped = skipped.values.reduce(0, +)
    snapshot.isPartial = !partial.isEmpty
    snapshot.phases = phases
    snapshot.hasNameless = hasNameless
    let times = Self.main.compactMap { answeredAt[$0] }
    snapshot.answeredAt = times.count == Self.main.count ? times.min() : nil
    snapshot.vantagePoints = points(in: snapshot)
    let latencyAge = answeredAt[.latencies([])].map { now.since($0) }
    let (mirrors, mirrorCount) = mirrors(
      seenFrom: snapshot.vantagePoints, hasLatencies: latencyAge.map { $0 <= Self.late } ?? false)
    snapshot.mirrors = mirrors
    snapshot.failovers = failovers.sorted(by: FleetFailover.isLater)
    snapshot.skipped += max(0, mirrorCount - Self.mostMirrors)
    snapshot.isWhole =
      !hasNameless && partial.isDisjoint(with: Self.main)
      && Self.main.allSatisfy { skipped[$0] ?? 0 == 0 }
    return snapshot
  }

  private func points(in snapshot: FleetSnapshot) -> [VantagePoint] {
    presence.keys.map { name in
      var point = VantagePoint(name)
      point.isCurrent = isCurrent(name, in: snapshot)
      // An agent that answers and does not tell what go would meet does not know it any more.
      let standing = isKept(name, .verdicts, point.isCurrent) ? standings[name] : nil
      point.verdict = standing?.verdict
      point.mirror = standing?.mirror ?? ""
      point.since = standing?.since
      point.seen = seen[name]
      return point
    }.sorted {
      $0.severity != $1.severity ? $0.severity > $1.severity : $0.name < $1.name
    }
  }

  /// What was told of it stands: in the newest answer, or as the last that is known of one that is gone.
  private func isKept(_ name: String, _ query: FleetQuery, _ isCurrent: Bool) -> Bool {
    !isCurrent || told[query]?.contains(name) == true
  }

  /// By name, at most `mostMirrors`; and how many there are.
  private func mirrors(
    seenFrom points: [VantagePoint], hasLatencies: Bool
  ) -> (mirrors: [FleetMirror], count: Int) {
    let known = points.map { isKept($0.name, .states, $0.isCurrent) ? states[$0.name] : nil }
    let names = known.reduce(into: Set<String>()) { $0.formUnion(($1 ?? [:]).keys) }
    let mirrors = names.sorted().prefix(Self.mostMirrors).map { mirror in
      FleetMirror(
        mirror,
        zip(points, known).map { point, states in
          var cell = states?[mirror]
          if hasLatencies { cell?.p95 = latencies[point.name]?[mirror] }
          return cell
        })
    }
    return (mirrors, names.count)
  }
}

extension FleetFailover {
  /// The newest first.
  static func isLater(_ left: FleetFailover, _ right: FleetFailover) -> Bool {
    if left.at != right.at { return left.at > right.at }
    return (left.vantagePoint, left.from, left.to) < (right.vantagePoint, right.from, right.to)
  }
}
