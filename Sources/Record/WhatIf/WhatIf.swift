import GoRules
import Health

/// What each of several chains would have made of the same time: the recorded outcomes, walked by the
/// same walk as the live ones.
///
/// Only outcomes decide where a walk ends, and times only add up. So times in which all mirrors answered one kind
/// of request in the same way are put together, with the mean times, and each chain is walked once for each
/// such pattern, however long the history is.
package struct WhatIf: Sendable {
  /// What a download asks for, all of which a user needs. Not `latest`, which go asks only about modules without a
  /// tagged version, nor `sumdb`, which go finds elsewhere where no proxy has it.
  package static let standardKinds: [RequestKind] = [.list, .info, .mod, .zip]

  /// What all mirrors answered to one kind of request, by their numbers; nil: not measured.
  typealias Pattern = [Int?]

  /// An answer by the number of its outcome; nil: none.
  struct Numbered {
    var outcome: Int?
    /// In seconds; nil where it is not known.
    var cost: Double?

    static let none = Numbered(outcome: nil, cost: nil)
  }

  /// A pattern, and how long each answer took.
  struct Answers {
    fileprivate(set) var pattern: Pattern
    fileprivate var costs: [Double?]

    fileprivate init(mirrors count: Int) {
      pattern = Pattern(repeating: nil, count: count)
      costs = Array(repeating: nil, count: count)
    }

    mutating func set(_ answer: Numbered, of mirror: Int) {
      pattern[mirror] = answer.outcome
      costs[mirror] = answer.cost
    }
  }

  struct PatternCosts {
    /// For each mirror the time in which its answer had a length, and the sum of these lengths weighted by that
    /// time, in s².
    var costs: [(length: Double, sum: Double)] = []

    /// The mean; nil for none.
    func cost(of mirror: Int) -> Duration? {
      guard costs.indices.contains(mirror), costs[mirror].length > 0 else { return nil }
      return .seconds(costs[mirror].sum / costs[mirror].length)
    }
  }

  struct Patterns {
    var numbers: [Pattern: Int] = [:]
    var all: [(pattern: Pattern, costs: PatternCosts)] = []

    mutating func number(of pattern: Pattern) -> Int {
      if let known = numbers[pattern] { return known }
      numbers[pattern] = all.count
      all.append((pattern, PatternCosts()))
      return all.count - 1
    }
  }

  /// Time in which the pattern of every kind, by its number, and the chain in force were the same.
  struct Situation: Hashable {
    var patterns: [Int]
    /// By its number; nil where the history does not tell.
    var chain: Int?
  }

  let kinds: [RequestKind]
  package let canary: ModuleVersion
  /// How often each canary was asked about: what can be walked.
  package internal(set) var recordedCanaries: [ModuleVersion: Int] = [:]
  /// The kinds that were asked of any mirror: the others decide nothing.
  package internal(set) var recordedKinds: Set<RequestKind> = []
  var mirrors: [Mirror.ID: Int] = [:]
  private var outcomeNumbers: [RequestOutcome: Int] = [:]
  private(set) var outcomes: [RequestOutcome] = []
  /// One for each of `kinds`.
  var patterns: [Patterns]
  var lengths: [Situation: Duration] = [:]
  /// The chains that were in force, redacted, in the order of their first appearance.
  package private(set) var chains: [String] = []
  private var chain: Int?
  /// How the chains in force in fact fared; nil where the history does not tell.
  package var recorded: RecordedStanding?
  /// The newest answers of each mirror, by its number, from one minute of the history to the next.
  var newest: [NewestAnswers] = []
  /// The mirrors that were asked about the canary on a new connection.
  var askedAnew: Set<Mirror.ID> = []

  package init(kinds: [RequestKind] = Self.standardKinds, canary: ModuleVersion = .standard) {
    self.kinds = kinds
    self.canary = canary
    patterns = kinds.map { _ in Patterns() }
  }

  /// From now on this chain was in force, redacted as the history has it.
  package mutating func chainChanged(to value: String) {
    if let known = chains.firstIndex(of: value) {
      chain = known
    } else {
      chain = chains.count
      chains.append(value)
    }
  }

  /// Adds a span of time; `fill` sets what the mirrors answered to the kind at a place.
  mutating func add(_ length: Duration, fill: (_ kind: Int, inout Answers) -> Void) {
    guard length > .zero else { return }
    let seconds = length.seconds
    var situation = Situation(patterns: [], chain: chain)
    for place in kinds.indices {
      var answers = Answers(mirrors: mirrors.count)
      fill(place, &answers)
      let number = patterns[place].number(of: answers.pattern)
      patterns[place].all[number].costs.add(answers.costs, over: seconds)
      situation.patterns.append(number)
    }
    lengths[situation, default: .zero] += length
  }

  /// The mirrors that ever answered any of it.
  package var answered: Set<Mirror.ID> {
    let places = Set(
      patterns.flatMap(\.all).flatMap { pattern, _ in
        pattern.indices.filter { mirror in pattern[mirror].map { outcomes[$0].isAlive } == true }
      })
    return Set(mirrors.filter { places.contains($0.value) }.keys)
  }

  mutating func number(of mirror: Mirror.ID) -> Int {
    if let known = mirrors[mirror] { return known }
    mirrors[mirror] = mirrors.count
    return mirrors.count - 1
  }

  mutating func numbered(_ outcome: RequestOutcome, cost: Double?) -> Numbered {
    Numbered(outcome: number(of: outcome), cost: cost)
  }

  private mutating func number(of outcome: RequestOutcome) -> Int {
    // By far the most are the same as the first.
    if let first = outcomes.first, first == outcome { return 0 }
    if let known = outcomeNumbers[outcome] { return known }
    outcomeNumbers[outcome] = outcomes.count
    outcomes.append(outcome)
    return outcomes.count - 1
  }
}

extension WhatIf.PatternCosts {
  fileprivate mutating func add(_ new: [Double?], over length: Double) {
    while costs.count < new.count { costs.append((0, 0)) }
    for (mirror, cost) in new.enumerated() {
      guard let cost else { continue }
      costs[mirror].length += length
      costs[mirror].sum += length * cost
    }
  }
}
