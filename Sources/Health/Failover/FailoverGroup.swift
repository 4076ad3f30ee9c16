import GoRules

/// Failovers of several kinds that are told as one: one fault, of one cause, moves each kind of request when that kind is
/// asked next, all within one round, and so does its end.
package struct FailoverGroup: Sendable, Hashable {
  /// The newest of them.
  package var failover: Failover
  /// In the order of `RequestKind.allCases`.
  package var kinds: [RequestKind]

  package init(failover: Failover, kinds: [RequestKind]) {
    self.failover = failover
    self.kinds = kinds
  }

  /// How far apart failovers of different kinds may begin and end.
  private static let together = Duration.seconds(3)

  /// Those of `failovers`, in their order: the last one first.
  package static func all(of failovers: [Failover]) -> [FailoverGroup] {
    var groups: [FailoverGroup] = []
    for failover in failovers {
      if let index = groups.index(
        of: { $0.takesIn(failover) },
        near: { areTogether($0.failover.at.wall, failover.at.wall) })
      {
        groups[index].kinds.append(failover.kind)
      } else {
        groups.append(FailoverGroup(failover: failover, kinds: [failover.kind]))
      }
    }
    for index in groups.indices {
      let kinds = groups[index].kinds
      groups[index].kinds = RequestKind.allCases.filter(kinds.contains)
    }
    return groups
  }

  private func takesIn(_ other: Failover) -> Bool {
    failover.from == other.from && failover.to == other.to && failover.reason == other.reason
      && failover.canary == other.canary
      && !kinds.contains(other.kind) && failover.meansDatabase == other.meansDatabase
      && Self.areTogether(failover.at.wall, other.at.wall)
      && Self.areTogether(failover.end, other.end)
  }

  /// These are ends, or beginnings, of one thing; nil: it lasts.
  package static func areTogether(_ one: Duration?, _ other: Duration?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs((one - other).seconds) <= together.seconds
  }
}

extension Array {
  /// The last element that fits, among the last ones that lie near; the search ends at the first that does not, and after
  /// more than happen within a moment, so that a list of any length is gone through once.
  package func index(
    of fits: (Element) -> Bool, near: (Element) -> Bool
  ) -> Int? {
    var index = endIndex
    let first = Swift.max(startIndex, endIndex - 256)
    while index > first {
      index -= 1
      if fits(self[index]) { return index }
      if !near(self[index]) { return nil }
    }
    return nil
  }
}

extension Failover {
  /// `direct` is the checksum database itself here, not version control.
  fileprivate var meansDatabase: Bool { kind == .sumdb && (from == .direct || to == .direct) }

  /// The wall time of its end; nil while it lasts.
  fileprivate var end: Duration? { lasted.map { at.wall + $0 } }
}
