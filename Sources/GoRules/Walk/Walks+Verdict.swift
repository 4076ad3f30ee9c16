extension [Walk] {
  /// What happens to go as a whole: the worst answer to what every download asks (`info`, `mod`, `zip`). `list` and
  /// `latest` count only where go would fail on them or wait forever: go mostly does without. So does `sumdb`, and where
  /// it is not known: whoever answers it, go takes the sums. A walk of a single kind counts by itself.
  package var verdict: Walk.Verdict {
    let counted = filter { walk in
      switch walk.kind {
      case .info, .mod, .zip: true
      case .list, .latest:
        walk.verdict.isBad || walk.isWaiting || allSatisfy { $0.kind == walk.kind }
      case .sumdb:
        walk.standing.isBad || walk.standing == .unknown
          || allSatisfy { $0.kind == walk.kind }
      }
    }
    return counted.map(\.standing).max { $0.severity < $1.severity } ?? .unknown
  }
}
