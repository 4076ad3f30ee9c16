import GoRules
import Health
import Text

/// Request kinds for which go would do the same.
struct WalkGroup: Sendable {
  var kinds: [RequestKind]
  /// The walk of the first kind; the others differ in cost alone.
  var walk: Walk
  /// The least and the most of the kinds' costs; nil where none is measured.
  var costs: ClosedRange<Duration>?
}

extension Snapshot {
  /// The walks, kinds with the same answer together, worst first; one group for each walk unless `merged`.
  func walkGroups(merged: Bool = true) -> [WalkGroup] {
    var groups: [WalkGroup] = []
    for walk in walks {
      let costs = walk.cost.map { $0...$0 }
      let same = merged ? groups.firstIndex { $0.walk.answersAs(walk) } : nil
      guard let same else {
        groups.append(WalkGroup(kinds: [walk.kind], walk: walk, costs: costs))
        continue
      }
      groups[same].kinds.append(walk.kind)
      if let costs {
        let known = groups[same].costs ?? costs
        groups[same].costs =
          min(known.lowerBound, costs.lowerBound)...max(known.upperBound, costs.upperBound)
      }
    }
    guard merged else { return groups }
    return groups.enumerated().sorted {
      ($0.element.walk.verdict.severity, -$0.offset)
        > ($1.element.walk.verdict.severity, -$1.offset)
    }.map(\.element)
  }

  /// The walk that stands for all in the shortest answers: of `info`, else the first; nil without walks.
  var mainWalk: Walk? { walks.first { $0.kind == .info } ?? walks.first }

  /// More than one module is asked for: walks name theirs.
  var hasSeveralCanaries: Bool { walks.contains { $0.canary != walks.first?.canary } }

  /// What stands after a chain entry; nil after the last.
  func separator(afterEntry entry: Int) -> Chain.Separator? {
    guard let chain, chain.entries.indices.contains(entry) else { return nil }
    return chain.entries[entry].separator
  }
}

extension Walk {
  /// go does the same: only the costs may differ.
  fileprivate func answersAs(_ other: Walk) -> Bool {
    verdict == other.verdict && active == other.active && canary == other.canary
      && steps.count == other.steps.count && stop == other.stop
      && (active != nil || steps.last?.outcome == other.steps.last?.outcome)
  }
}
