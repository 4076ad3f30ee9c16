import GoRules

/// How the newest version of a mirror stands to the newest of all that are compared.
package enum VersionStanding: Sendable, Hashable {
  /// There is none newer.
  case newest
  /// It lacks so many newer ones that others have, or more where `isLeast`.
  case behind(Int, isLeast: Bool)
  /// Of a module without tags: another has a commit so much later; nil where the time is not known.
  case older(by: Duration?)

  /// Of each of `mirrors` that has told its versions, among those with the same canary's module.
  package static func all(of mirrors: [MirrorComparison]) -> [Mirror.ID: VersionStanding] {
    var standings: [Mirror.ID: VersionStanding] = [:]
    for (_, group) in Dictionary(grouping: mirrors, by: \.mirror.canary.module) {
      let told = group.filter { $0.versions?.isEmpty == false }
      guard let best = told.compactMap({ $0.versions?.first }).max() else { continue }
      let all = Set(told.flatMap { $0.versions ?? [] }.filter { $0.rank == best.rank })
      for mirror in told {
        guard let own = mirror.versions?.first else { continue }
        standings[mirror.id] =
          own == best
          ? .newest
          : standing(of: own, to: best, newer: all.count { $0 > own }, among: told)
      }
    }
    return standings
  }

  private static func standing(
    of own: ListedVersion, to best: ListedVersion, newer: Int, among told: [MirrorComparison]
  ) -> VersionStanding {
    if best.rank == .pseudo {
      guard let later = best.commitTime, let earlier = own.commitTime else {
        return .older(by: nil)
      }
      return .older(by: .seconds(later - earlier))
    }
    // What was cut from a list might lie between.
    let isLeast = told.contains {
      $0.hasMoreVersions && ($0.versions?.last).map { $0 > own } == true
    }
    return .behind(newer, isLeast: isLeast)
  }
}
