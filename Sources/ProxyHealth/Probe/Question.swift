/// What can be asked of a mirror: one kind of request for one module.
package struct Question: Sendable, Hashable {
  package var kind: RequestKind
  package var canary: Canary

  package init(_ kind: RequestKind, _ canary: Canary) {
    self.kind = kind
    self.canary = canary
  }

  /// All that a mirror is asked about `canaries`: every kind of each, but `sumdb`, which is about no
  /// module, of the first alone. Not `latest`: go asks it only about modules without a tagged version,
  /// mirrors may lack it, and a canary is a version.
  package static func all(about canaries: [Canary]) -> [Question] {
    var questions: [Question] = []
    for canary in canaries {
      for kind in RequestKind.allCases where kind != .latest {
        if kind == .sumdb && canary != canaries.first { continue }
        questions.append(Question(kind, canary))
      }
    }
    return questions
  }
}
