import GoRules

/// Which requests one mirror gets in its next round.
///
/// Every round asks for `.info` on a new connection, then again on the open one, and first of all
/// on the one kept since the last round. The other kinds come on slower turns. What is in question,
/// since it was never asked, failed last time or changed unconfirmed, is asked in every round.
package struct Cadence: Sendable, Hashable {
  /// What the last rounds taught about a mirror.
  package struct Knowledge: Sendable, Hashable {
    /// The last round left a connection open.
    package var keepsConnection = false
    /// The last cold probe could not connect, or hung: nothing else would fare better.
    package var isUnreachable = false
    /// The last cold probe was answered with a failure: every other answer is in question.
    package var isFailing = false
    /// Asked soon again to confirm a change: only what is in question is asked.
    package var isHurried = false
    /// The address families by which it can be told apart: none for a numeric address.
    package var families: [AddressFamily] = []
    /// One of them had no address or no route when it was last tried.
    package var hasOneFamily = false

    package init() {}
  }

  /// Full rounds planned so far; hurried ones and those of an unreachable mirror do not count.
  package private(set) var turn = 0

  package init() {}

  /// The requests of the next round, in order. `canaries` begins with the mirror's own; `questions`: what the mirror is
  /// asked at all, nil for all about the canaries.
  package mutating func nextRound(
    canaries: [ModuleVersion], of questions: [Question]? = nil, knowing knowledge: Knowledge,
    inQuestion: (Question) -> Bool
  ) -> [ProbeRequest] {
    guard let own = canaries.first else { return [] }
    var requests: [ProbeRequest] = []
    if knowledge.keepsConnection { requests.append(ProbeRequest(.info, canary: own, use: .idle)) }
    requests.append(ProbeRequest(.info, canary: own, use: .cold))
    requests.append(ProbeRequest(.info, canary: own, use: .warm))
    if knowledge.isUnreachable { return requests }
    for question in questions ?? Question.all(about: canaries)
    where question != Question(.info, own) {
      let isTurn = !knowledge.isHurried && turn % Self.period(of: question.kind) == 0
      guard isTurn || knowledge.isFailing || inQuestion(question) else { continue }
      requests.append(ProbeRequest(question.kind, canary: question.canary, use: .warm))
    }
    if knowledge.isHurried { return requests }
    if turn % (knowledge.hasOneFamily ? Self.singleFamilyPeriod : Self.familyPeriod) == 1 {
      for family in knowledge.families {
        requests.append(ProbeRequest(.info, canary: own, use: .cold, family: family))
      }
    }
    turn += 1
    return requests
  }

  /// Between two rounds of what is no proxy, where nothing has changed: its hosts serve more than modules.
  static let serviceInterval = Duration.seconds(30)

  /// Each address family is measured apart every so many rounds, first in the second.
  private static let familyPeriod = 12
  /// The same where one was missing: it may come.
  private static let singleFamilyPeriod = 120

  /// A kind is asked every so many rounds.
  private static func period(of kind: RequestKind) -> Int {
    switch kind {
    case .info: 1
    case .list, .latest, .mod, .sumdb: 6
    case .zip: 60
    }
  }
}
