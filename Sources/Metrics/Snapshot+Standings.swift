import GoRules
import Health

/// How things stand and since when, a sample for each mirror and one for the whole: who reads a thousand agents need not
/// ask for every state of every mirror.
extension Snapshot {
  func standings(_ names: MirrorNames) -> [MetricFamily] {
    var verdict = MetricFamily(
      "goproxy_verdict_since_seconds", .gauge,
      "Since when go would meet this, in Unix time, 0 where that is not known; mirror: who serves, or where it ends"
    )
    let (standing, who) = whole(names)
    verdict.add(
      since(standing)?.seconds ?? 0, MetricFamily.Label("verdict", standing.rawValue),
      MetricFamily.Label("mirror", who))
    var state = MetricFamily(
      "goproxy_mirror_since_seconds", .gauge,
      "Since when the mirror has been in this state, in Unix time, 0 where that is not known")
    var recent = MetricFamily(
      "goproxy_recent_p95_seconds", .gauge,
      "95th percentile of how long requests on new connections took over the last 15 minutes")
    for mirror in mirrors {
      let name = MetricFamily.Label("mirror", names[mirror.id])
      state.add(
        mirror.shownSince?.wall.seconds ?? 0, name,
        MetricFamily.Label("state", mirror.state.rawValue))
      recent.add(mirror.statistics[.quarterHour]?.total.p95?.seconds, name)
    }
    return [verdict, state, recent]
  }

  /// What go would meet as a whole, and who serves or stops it; empty where nobody does.
  private func whole(_ names: MirrorNames) -> (Walk.Verdict, String) {
    guard let chain else { return (.broken, "") }
    let verdict = walks.verdict
    guard let walk = walks.first(where: { $0.standing == verdict }),
      let entry = walk.active ?? walk.stop
    else { return (verdict, "") }
    guard chain.entries.indices.contains(entry), let mirror = chain.entries[entry].mirror else {
      return (verdict, name(ofEntry: entry))
    }
    return (verdict, names.has(mirror) ? names[mirror] : name(ofEntry: entry))
  }

  /// Wall time; nil where it is not known.
  private func since(_ verdict: Walk.Verdict) -> Duration? {
    switch verdict {
    case .broken, .hangs:
      guard let breakdown, breakdown.end == nil else { return nil }
      return breakdown.begin.wall
    case .served, .fallback, .direct: return failovers.map(\.at.wall).max()
    case .unknown: return nil
    }
  }
}
