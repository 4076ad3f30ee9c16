/// What each of several chains would have made of the same time: the recorded outcomes, walked by the
/// same walk as the live ones.
///
/// Only outcomes decide where a walk ends, and times only add up. So observations with equal outcomes are
/// put together, with their mean times, and each chain is walked once for each different set of outcomes,
/// however long the record is.
package struct WhatIf: Sendable {
  /// What every mirror answered over one span of time; a mirror or kind that is missing was not measured.
  package struct Observation: Sendable, Hashable {
    package var length: Duration
    package var answers: [Mirror.ID: [RequestKind: Answer]]

    package init(length: Duration, answers: [Mirror.ID: [RequestKind: Answer]]) {
      self.length = length
      self.answers = answers
    }
  }

  /// What one chain would have made of the time observed. The four lengths add up to it.
  package struct Result: Sendable, Hashable {
    package var candidate: ChainCandidate
    /// A request of some kind failed or waited for ever.
    package var broken: Duration = .zero
    /// All were served, and some not by the first proxy: by a later one or by version control.
    package var fallback: Duration = .zero
    /// All were served by the first proxy.
    package var served: Duration = .zero
    /// Nothing failed that was measured, but not all was measured.
    package var unknown: Duration = .zero
    /// Mean of what a request that is served waits, over time and kinds; nil where no time is known.
    /// Version control is not measured and has no part in it.
    package var expectedWait: Duration?
  }

  private struct Key: Hashable {
    var mirror: Mirror.ID
    var kind: RequestKind
  }

  /// Time with equal outcomes.
  private struct Group {
    var length: Duration = .zero
    /// For each answer that has a time: how long it held, and the sum of its times weighted by that, in s².
    var costs: [Key: (length: Double, sum: Double)] = [:]
  }

  /// What a user needs: all of them served. `go mod download` asks for info, mod and zip.
  private let kinds: [RequestKind]
  private let canary: Canary
  private var groups: [[Key: ProbeOutcome]: Group] = [:]

  package init(kinds: [RequestKind] = [.info], canary: Canary = .standard) {
    self.kinds = kinds
    self.canary = canary
  }

  /// Adds a span of the record; one without length counts for nothing.
  package mutating func observe(_ observation: Observation) {
    guard observation.length > .zero else { return }
    var outcomes: [Key: ProbeOutcome] = [:]
    for (mirror, answers) in observation.answers {
      for kind in kinds {
        if let answer = answers[kind] { outcomes[Key(mirror: mirror, kind: kind)] = answer.outcome }
      }
    }
    let length = observation.length.seconds
    groups[outcomes, default: Group()].length += observation.length
    for key in outcomes.keys {
      guard let cost = observation.answers[key.mirror]?[key.kind]?.cost else { continue }
      var sums = groups[outcomes]?.costs[key] ?? (0, 0)
      sums.length += length
      sums.sum += length * cost.seconds
      groups[outcomes]?.costs[key] = sums
    }
  }

  /// What each candidate would have made of all that was observed, in the order given.
  package func results(of candidates: [ChainCandidate]) -> [Result] {
    candidates.map(result)
  }

  private func result(of candidate: ChainCandidate) -> Result {
    var result = Result(candidate: candidate)
    var waited = 0.0
    var waiting = 0.0
    for (outcomes, group) in groups {
      let walks = kinds.map { walk($0, of: candidate.chain, outcomes, group) }
      let verdicts = Set(walks.map(\.verdict))
      if !verdicts.isDisjoint(with: [.broken, .hangs]) {
        result.broken += group.length
        continue
      }
      if verdicts.contains(.unknown) {
        result.unknown += group.length
        continue
      }
      if verdicts.isDisjoint(with: [.fallback, .direct]) {
        result.served += group.length
      } else {
        result.fallback += group.length
      }
      for walk in walks {
        guard let cost = walk.cost else { continue }
        waited += group.length.seconds * cost.seconds
        waiting += group.length.seconds
      }
    }
    if waiting > 0 { result.expectedWait = .seconds(waited / waiting) }
    return result
  }

  private func walk(
    _ kind: RequestKind, of chain: Chain, _ outcomes: [Key: ProbeOutcome], _ group: Group
  ) -> Walk {
    chain.walk(Question(kind, canary)) { entry in
      guard let url = chain.entries[entry].url else { return nil }
      let key = Key(mirror: Mirror.ID(rawValue: url.redacted), kind: kind)
      guard let outcome = outcomes[key] else { return nil }
      return Answer(outcome, cost: group.costs[key].map { .seconds($0.sum / $0.length) })
    }
  }
}

extension WhatIf.Result {
  /// Which chain would have been better: less time broken, then less wait, then less time on a fallback.
  /// A wait that is not known is no argument.
  package func isBetter(than other: WhatIf.Result) -> Bool {
    if broken != other.broken { return broken < other.broken }
    if unknown != other.unknown { return unknown < other.unknown }
    if let wait = expectedWait, let otherWait = other.expectedWait, wait != otherWait {
      return wait < otherWait
    }
    return fallback < other.fallback
  }
}

extension WhatIf {
  /// The best of `results`; of equals the first, so that the present chain stays unless another is better.
  package static func best(of results: [Result]) -> Result? {
    results.dropFirst().reduce(results.first) { best, next in
      guard let best else { return next }
      return next.isBetter(than: best) ? next : best
    }
  }
}
