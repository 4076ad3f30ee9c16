import GoRules

/// What was last answered to one question, and how much that says of now.
package struct MeasuredAnswer: Sendable, Hashable {
  package var answer: Answer
  /// Since it was asked.
  package var age: Duration
  /// So old that it says nothing of now, as `Walk.Proof.isStale`.
  package var isStale = false
  /// It has been asked again, and has had no answer for longer than usual.
  package var isWaiting = false

  package init(
    _ answer: Answer, age: Duration, isStale: Bool = false, isWaiting: Bool = false
  ) {
    self.answer = answer
    self.age = age
    self.isStale = isStale
    self.isWaiting = isWaiting
  }

  /// go, asked now, would meet the same as far as anyone can know.
  package var isOfNow: Bool { !isStale && !isWaiting }
}

/// Someone whom go can ask, or could if it were in the chain: how it is, and what it answers.
package struct MeasuredEntry: Sendable, Hashable {
  package var target: Chain.Entry.Target
  package var name: String
  package var state: HealthState
  package var answers: [Question: MeasuredAnswer]

  package init(
    _ target: Chain.Entry.Target, name: String, state: HealthState,
    answers: [Question: MeasuredAnswer] = [:]
  ) {
    self.target = target
    self.name = name
    self.state = state
    self.answers = answers
  }

  /// The URL of a proxy; nil for the others.
  var url: ProxyURL? {
    if case .proxy(let url) = target { url } else { nil }
  }

  /// It answers now, well or badly; one that is down, silent or not measured proves nothing good.
  var isHealthy: Bool { [.up, .slow, .degraded].contains(state) }
}
