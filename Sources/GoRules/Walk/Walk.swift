/// What go would do with the chain for one request kind and one module: entry by entry,
/// who answers or where it stops. A value computed from outcomes; go has no memory between requests.
package struct Walk: Sendable, Hashable {
  package var kind: RequestKind
  package var canary: ModuleVersion
  package var verdict: Verdict
  /// Index of the entry on which the walk ends well; nil where it does not, and for a checksum database
  /// that is asked itself because no entry of a list without `direct` carries it.
  package var active: Int?
  /// The checksum database where go asks it itself; nil elsewhere.
  package var database: Database?
  /// What go would print after `go: m@v: `; nil where it is served, or where its text is not known.
  package var error: String?
  /// The entries go asks, in order.
  package var steps: [Step]
  /// Why go goes no further; nil where the walk ends well.
  package var stopReason: StopReason?
  /// The first entry on the way that has been asked again and has had no answer for longer than usual: what is known of
  /// it is old, and go might wait there. nil where all have answered.
  package var waiting: Int?
  /// How old the oldest answer is on which it rests, and how often that is asked for; nil where there is none.
  package var proof: Proof?
  /// Who would answer if `|` replaced the `,` that stops the walk; nil where none does, or nobody would.
  package var withPipe: Rescue?

  /// How the walk ends; the raw value is the word of JSON and of the history.
  package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    /// By the first entry.
    case served
    /// By a later proxy entry.
    case fallback
    /// By version control.
    case direct
    /// go fails.
    case broken
    /// go waits forever.
    case hangs
    /// An entry that decides has not been measured.
    case unknown

    /// go would fail or wait forever.
    package var isBad: Bool { self == .broken || self == .hangs }

    /// How bad it is, from 0; of several walks, the highest decides.
    package var severity: Int {
      switch self {
      case .served: 0
      case .direct: 1
      case .fallback: 2
      case .unknown: 3
      case .hangs: 4
      case .broken: 5
      }
    }
  }

  /// The age of what a walk rests on.
  package struct Proof: Sendable, Hashable {
    /// The entry that gave the oldest answer; nil for the checksum database itself.
    package var entry: Int?
    /// Since it was asked.
    package var age: Duration
    /// Between two such requests in normal times.
    package var interval: Duration
    /// So old that it says nothing of now: three intervals and more.
    package var isStale: Bool

    /// - Parameter patience: no proof is stale before that.
    package init(
      entry: Int?, age: Duration, interval: Duration, patience: Duration = .seconds(20)
    ) {
      self.entry = entry
      self.age = age
      self.interval = interval
      isStale = age > max(patience, interval * 3)
    }
  }

  /// Why go goes no further.
  package enum StopReason: Sendable, Hashable {
    /// An error before `,`, after which go goes on only after 404 and 410.
    case comma
    /// No entry is left that go would ask.
    case endOfChain
    /// The content is found bad when the list has been walked, or go ends within it: no separator helps.
    case content
    /// The entry does not answer, and go has no deadline.
    case silence
    case notMeasured
  }

  /// What another separator would have led to.
  package struct Rescue: Sendable, Hashable {
    /// The entry that would answer.
    package var entry: Int
    /// What the user would wait in all; nil where that is not known.
    package var cost: Duration?
    /// How old the oldest answer is that this rests on beyond those of the walk; nil where there is none.
    package var proof: Proof?
  }

  /// A checksum database that is asked itself.
  package struct Database: Sendable, Hashable {
    package var name: String
    /// nil: not measured.
    package var outcome: RequestOutcome?
    /// It has been asked again and has had no answer for longer than usual.
    package var isWaiting = false
  }

  /// One entry asked.
  package struct Step: Sendable, Hashable {
    package var entry: Int
    /// nil: not measured. `off` has no outcome.
    package var outcome: RequestOutcome?
    /// go goes on to the next entry.
    package var fallsThrough: Bool
    /// What the user waits for this entry (a 4xx over https is asked twice, and go's deadlines are
    /// not ours); nil where not measured, where version control serves, and where go waits forever.
    package var cost: Duration?
  }

  /// What made go fail is so long ago that it says nothing of now.
  package mutating func failureIsOutdated() {
    guard verdict.isBad else { return }
    verdict = .unknown
    stopReason = .notMeasured
    error = nil
    withPipe = nil
  }

  /// Some of it was asked, and what came says nothing, or nothing of now.
  package var isUnmeasured: Bool {
    verdict == .unknown && (steps.last?.outcome != nil || database?.outcome != nil)
  }

  /// How the walk ends as far as that is known now: an answer that is being waited for is none, nor is one of long ago.
  package var standing: Verdict { isOpen ? .unknown : verdict }

  /// It would end well, but that is not known now.
  package var isOpen: Bool { isWaiting || isStale }

  /// It would end well, but what it rests on is old; not where go would fail anyway.
  package var isStale: Bool { proof?.isStale == true && !verdict.isBad && verdict != .unknown }

  /// An answer that decides is being waited for; not where go would fail anyway.
  package var isWaiting: Bool {
    (waiting != nil || database?.isWaiting == true) && !verdict.isBad
  }

  /// Where go stops without an answer: the entry of the last step; nil where the walk ends well, and at a checksum
  /// database that is asked itself.
  package var stop: Int? {
    if database != nil { return nil }
    return switch verdict {
    case .served, .fallback, .direct: nil
    case .broken, .hangs, .unknown: steps.last?.entry
    }
  }

  /// Nothing is known of whether go comes to ask at all.
  static func notBegun(_ question: Question) -> Walk {
    Walk(
      kind: question.kind, canary: question.canary, verdict: .unknown, steps: [],
      stopReason: .notMeasured)
  }

  /// What the user waits in all; nil where a step was not measured.
  package var cost: Duration? {
    var sum = Duration.zero
    for step in steps {
      guard let cost = step.cost else { return nil }
      sum += cost
    }
    return sum
  }
}
