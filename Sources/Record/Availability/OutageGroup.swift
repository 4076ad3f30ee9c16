import GoRules
import Health

/// Outages that are told as one: one of a mirror, or those of the chain that one fault made for several kinds.
package struct OutageGroup: Sendable, Hashable {
  /// The newest of them.
  package var outage: Outage
  /// Of the chain those that were broken, in the order of `RequestKind.allCases`; none of a mirror.
  package var kinds: [RequestKind]

  /// Those of `outages`, in their order.
  package static func all(of outages: [Outage]) -> [OutageGroup] {
    var groups: [OutageGroup] = []
    for outage in outages {
      guard case .chain(let kind, _) = outage.subject else {
        groups.append(OutageGroup(outage: outage, kinds: []))
        continue
      }
      if let index = groups.index(
        of: { $0.takesIn(outage, kind) },
        near: { FailoverGroup.areTogether($0.outage.from.wall, outage.from.wall) })
      {
        groups[index].kinds.append(kind)
      } else {
        groups.append(OutageGroup(outage: outage, kinds: [kind]))
      }
    }
    for index in groups.indices {
      let kinds = groups[index].kinds
      groups[index].kinds = RequestKind.allCases.filter(kinds.contains)
    }
    return groups
  }

  private func takesIn(_ other: Outage, _ kind: RequestKind) -> Bool {
    guard case .chain(_, let canary) = outage.subject, !kinds.contains(kind) else { return false }
    return other.subject == .chain(kind, canary) && outage.cause == other.cause
      && outage.end == other.end && FailoverGroup.areTogether(outage.from.wall, other.from.wall)
      && FailoverGroup.areTogether(outage.until, other.until)
  }
}
