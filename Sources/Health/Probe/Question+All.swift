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

  /// What version control is asked about a module, which one errand answers: whatever go wants of it, it meets the same
  /// page and host.
  static func direct(about canary: ModuleVersion) -> [Question] {
    RequestKind.allCases.filter { $0 != .sumdb && $0 != .latest }.map { Question($0, canary) }
  }
}
