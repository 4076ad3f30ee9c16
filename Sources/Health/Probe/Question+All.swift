import GoRules

extension Question {
  /// All that a mirror is asked about `canaries`: every kind of each, but `sumdb`, which is about no
  /// module, of the first alone. Not `latest`: go asks it only about modules without a tagged version,
  /// mirrors may lack it, and a canary is a version.
  package static func all(about canaries: [ModuleVersion]) -> [Question] {
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
