import GoRules

/// A time in which go would fail, or wait for ever, for at least one kind of request: over confirmed outcomes.
package struct Breakdown: Sendable, Hashable {
  package var begin: Timestamp
  /// It was there already when that was first known: it lasts at least as long as from `begin`.
  package var isOlder = false
  /// nil while it lasts.
  package var end: Timestamp?

  package init(begin: Timestamp, isOlder: Bool = false, end: Timestamp? = nil) {
    self.begin = begin
    self.isOlder = isOlder
    self.end = end
  }
}

/// The last breakdown, made of how each question stands.
struct BreakdownLog: Sendable {
  private(set) var last: Breakdown?
  private var broken: Set<Question> = []

  /// A question stands well or badly from `time` on; `isFirst`: it was not known before.
  ///
  /// That is known later, and what began first need not be known first.
  mutating func stands(_ question: Question, isBad: Bool, isFirst: Bool, at time: Timestamp) {
    if isBad {
      began(at: time, isFirst: isFirst)
      broken.insert(question)
    } else if broken.remove(question) != nil, broken.isEmpty {
      let begin = last?.begin ?? time
      last?.end = max(begin, time)
    }
  }

  private mutating func began(at time: Timestamp, isFirst: Bool) {
    guard let before = last, before.end.map({ time <= $0 }) ?? true else {
      last = Breakdown(begin: time, isOlder: isFirst)
      return
    }
    last?.end = nil
    if time < before.begin { last?.begin = time }
  }

  /// No others are asked any more.
  mutating func keep(_ questions: [Question], at now: Timestamp) {
    guard !broken.isEmpty else { return }
    broken.formIntersection(questions)
    if broken.isEmpty { last?.end = now }
  }
}
