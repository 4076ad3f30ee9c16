extension [Walk] {
  /// What happens to go as a whole: the worst answer to what every download asks (`info`, `mod`, `zip`). The
  /// other kinds count only where go would fail on them or wait forever: most mirrors lack one of them, and
  /// go does without. A walk of a single kind counts by itself.
  package var verdict: Walk.Verdict {
    let counted = filter { walk in
      switch walk.kind {
      case .info, .mod, .zip: true
      case .list, .latest, .sumdb:
        walk.verdict.isBad || walk.isWaiting || allSatisfy { $0.kind == walk.kind }
      }
    }
    return counted.map(\.standing).max { $0.severity < $1.severity } ?? .unknown
  }
}
