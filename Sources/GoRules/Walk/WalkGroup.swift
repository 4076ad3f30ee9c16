/// Request kinds for which go would do the same.
package struct WalkGroup: Sendable {
  package var kinds: [RequestKind]
  /// The walk of the first kind; the others differ in cost alone.
  package var walk: Walk
  /// The least and the most of the kinds' costs; nil where none is measured.
  package var costs: ClosedRange<Duration>?
}

extension [Walk] {
  /// Kinds with the same answer together, in the order of their first; `exactly`: only those for which each entry on the
  /// way gave the same answer, too.
  package func groups(exactly: Bool = false) -> [WalkGroup] {
    var groups: [WalkGroup] = []
    for walk in self {
      let costs = walk.cost.map { $0...$0 }
      let same = groups.firstIndex { $0.walk.isAnswered(as: walk, exactly: exactly) }
      guard let same else {
        groups.append(WalkGroup(kinds: [walk.kind], walk: walk, costs: costs))
        continue
      }
      groups[same].kinds.append(walk.kind)
      if let costs {
        let known = groups[same].costs ?? costs
        groups[same].costs =
          Swift.min(
            known.lowerBound, costs.lowerBound)...Swift.max(known.upperBound, costs.upperBound)
      }
    }
    return groups
  }

  /// More than one module is asked for: walks name theirs.
  package var haveSeveralCanaries: Bool { contains { $0.canary != first?.canary } }
}

extension Walk {
  fileprivate func isAnswered(as other: Walk, exactly: Bool) -> Bool {
    guard verdict == other.verdict, active == other.active, canary == other.canary,
      waiting == other.waiting, isWaiting == other.isWaiting, isStale == other.isStale
    else { return false }
    if exactly { return steps.map(\.outcome) == other.steps.map(\.outcome) }
    return steps.count == other.steps.count && stop == other.stop
      && (active != nil || steps.last?.outcome == other.steps.last?.outcome)
  }
}
