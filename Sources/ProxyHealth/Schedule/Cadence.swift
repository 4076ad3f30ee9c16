/// Which requests one mirror gets in its next round.
///
/// Every round asks for `.info`, on a new connection and again on the open one; the other kinds come
/// on slower turns, and all of them in a mirror's first round.
package struct Cadence: Sendable, Hashable {
  /// Rounds planned so far.
  package private(set) var turn = 0

  package init() {}

  /// The requests of the next round, in order. `canaries` begins with the mirror's own.
  package mutating func nextRound(canaries: [Canary]) -> [ProbeRequest] {
    guard let own = canaries.first else { return [] }
    var requests: [ProbeRequest] = []
    if turn > 0 { requests.append(ProbeRequest(.info, canary: own, use: .idle)) }
    requests.append(ProbeRequest(.info, canary: own, use: .cold))
    requests.append(ProbeRequest(.info, canary: own, use: .warm))
    var kinds: [RequestKind] = []
    if turn % 6 == 0 { kinds += [.list, .latest, .mod, .sumdb] }
    if turn % 60 == 0 { kinds.append(.zip) }
    for canary in canaries {
      if canary != own { requests.append(ProbeRequest(.info, canary: canary, use: .warm)) }
      for kind in kinds where canary == own || kind != .sumdb {
        requests.append(ProbeRequest(kind, canary: canary, use: .warm))
      }
    }
    turn += 1
    return requests
  }
}
