import GoRules
import Health

extension Snapshot {
  /// The walks, kinds with the same answer together, worst first.
  func walkGroups() -> [WalkGroup] {
    walks.groups().enumerated().sorted {
      ($0.element.walk.verdict.severity, -$0.offset)
        > ($1.element.walk.verdict.severity, -$1.offset)
    }.map(\.element)
  }

  /// The walk that stands for all in the shortest answers: of `info`, else the first; nil without walks.
  var mainWalk: Walk? { walks.first { $0.kind == .info } ?? walks.first }

  /// What stands after a chain entry; nil after the last.
  func separator(afterEntry entry: Int) -> Chain.Separator? {
    guard let chain, chain.entries.indices.contains(entry) else { return nil }
    return chain.entries[entry].separator
  }
}
