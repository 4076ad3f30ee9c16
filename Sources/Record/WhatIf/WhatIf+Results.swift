import GoRules
import Health

extension WhatIf {
  /// What one chain would have made of the time observed. The four lengths add up to it.
  package struct Result: Sendable, Hashable {
    package var candidate: ChainCandidate
    /// A request of some kind failed or waited forever.
    package var broken: Duration = .zero
    /// The part of it, by kind: where several kinds were broken at one time, it counts for each.
    package var brokenByKind: [RequestKind: Duration] = [:]
    /// All were served, and some not by the first proxy: by a later one or by version control.
    package var fallback: Duration = .zero
    /// All were served by the first proxy.
    package var served: Duration = .zero
    /// Nothing failed that was measured, but not all was measured.
    package var unknown: Duration = .zero
    /// Mean of what a request that is served waits, over time and kinds; nil where no time is known.
    /// Version control is not measured and has no part in it.
    package var expectedWait: Duration?

    /// How much of the time is known.
    package var observed: Duration { broken + fallback + served }

    /// Times the wait, and the sum of both.
    fileprivate var waiting = 0.0
    fileprivate var waited = 0.0
  }

  /// What each candidate would have made of all that was observed, in the order given.
  package func results(of candidates: [ChainCandidate]) -> [Result] {
    let asked = Set(
      candidates.flatMap { $0.chain.entries.compactMap { $0.url.map { Mirror.ID($0) } } })
    let relevant = narrowed(to: asked)
    return candidates.map { candidate in
      var result = Result(candidate: candidate)
      relevant.walk(candidate.chain, over: relevant.lengths, into: &result)
      result.sumUp()
      return result
    }
  }

  /// What the chains that were in force made of the time, each of its own; nil where the history names none. How it was
  /// is told as it is on record, where it is, and only what requests waited is walked. Its candidate's chain is the last
  /// of them. `parse` reads a chain that is on record, nil where go refused it.
  package func recordedResult(parse: (String) -> Chain?) -> Result? {
    let parsed = chains.map(parse)
    guard let last = parsed.lazy.compactMap({ $0 }).last else { return nil }
    var result = Result(candidate: ChainCandidate(last, .recorded))
    let byChain = Dictionary(grouping: lengths) { $0.key.chain }
    for (number, chain) in parsed.enumerated() {
      let own = Dictionary(uniqueKeysWithValues: byChain[number] ?? [])
      if let chain {
        walk(chain, over: own, into: &result)
      } else {
        // go does nothing at all with a value that it refuses.
        result.broken += own.values.reduce(.zero, +)
      }
    }
    result.unknown += (byChain[nil] ?? []).reduce(.zero) { $0 + $1.value }
    result.sumUp()
    guard let recorded else { return result }
    (result.broken, result.brokenByKind) = (recorded.broken, recorded.brokenByKind)
    (result.fallback, result.served) = (recorded.fallback, recorded.served)
    result.unknown = recorded.unknown
    return result
  }

  /// The walk of one kind over one pattern.
  private struct Walked {
    var verdict: Walk.Verdict
    var cost: Duration?
  }

  private func walk(_ chain: Chain, over lengths: [Situation: Duration], into result: inout Result)
  {
    let places = kinds.indices.filter { recordedKinds.contains(kinds[$0]) }
    let mirrors = chain.entries.map { entry in entry.url.flatMap { self.mirrors[Mirror.ID($0)] } }
    var known = places.map { [Walked?](repeating: nil, count: patterns[$0].all.count) }
    for (situation, length) in lengths {
      var walks: [Walked] = []
      for (index, place) in places.enumerated() {
        let number = situation.patterns[place]
        let walked = known[index][number] ?? walk(kinds[place], of: chain, mirrors, place, number)
        known[index][number] = walked
        walks.append(walked)
      }
      result.add(walks.map(\.verdict), of: places.map { kinds[$0] }, for: length)
      let verdicts = walks.map(\.verdict)
      if verdicts.contains(where: { $0.isBad || $0 == .unknown }) { continue }
      for cost in walks.compactMap(\.cost) {
        result.waited += length.seconds * cost.seconds
        result.waiting += length.seconds
      }
    }
  }

  private func walk(
    _ kind: RequestKind, of chain: Chain, _ mirrors: [Int?], _ place: Int, _ number: Int
  ) -> Walked {
    let (pattern, costs) = patterns[place].all[number]
    let walk = chain.walk(Question(kind, canary)) { entry in
      if chain.entries[entry].isVersionControl { return Answer(.ok) }
      guard let mirror = mirrors[entry], pattern.indices.contains(mirror),
        let outcome = pattern[mirror]
      else { return nil }
      return Answer(outcomes[outcome], cost: costs.cost(of: mirror))
    }
    return Walked(verdict: walk.verdict, cost: walk.cost)
  }
}

extension WhatIf.Result {
  fileprivate mutating func add(
    _ verdicts: [Walk.Verdict], of kinds: [RequestKind], for length: Duration
  ) {
    var isBroken = false
    for (verdict, kind) in zip(verdicts, kinds) where verdict.isBad {
      isBroken = true
      brokenByKind[kind, default: .zero] += length
    }
    if isBroken {
      broken += length
    } else if verdicts.isEmpty || verdicts.contains(.unknown) {
      unknown += length
    } else if verdicts.contains(.fallback) || verdicts.contains(.direct) {
      fallback += length
    } else {
      served += length
    }
  }

  fileprivate mutating func sumUp() {
    expectedWait = waiting > 0 ? .seconds(waited / waiting) : nil
  }

  /// The wait as it is shown: in tenths of a millisecond.
  private var toldWait: Double? { expectedWait.map { ($0.milliseconds * 10).rounded() } }

  /// The times as they are told: in whole seconds.
  private var told: (broken: Int64, unknown: Int64, fallback: Int64) {
    (broken.components.seconds, unknown.components.seconds, fallback.components.seconds)
  }

  /// Which chain would have been better: less time broken, then less of it not known, less wait, less time on a
  /// fallback. Times are compared as they are shown, in seconds; what shows as the same, or is not known, does not count. Of equals the present chain, then the one with
  /// fewer `|`, after which go passes on whatever failed.
  package func isBetter(than other: WhatIf.Result) -> Bool {
    let (mine, others) = (told, other.told)
    if mine.broken != others.broken { return mine.broken < others.broken }
    if mine.unknown != others.unknown { return mine.unknown < others.unknown }
    if let wait = toldWait, let otherWait = other.toldWait, wait != otherWait {
      return wait < otherWait
    }
    if mine.fallback != others.fallback { return mine.fallback < others.fallback }
    let isPresent = candidate.change == .present
    if isPresent != (other.candidate.change == .present) { return isPresent }
    return candidate.chain.pipes < other.candidate.chain.pipes
  }
}

extension Chain {
  fileprivate var pipes: Int { entries.count { $0.separator == .pipe } }
}

extension WhatIf {
  /// The best of `results`; of equals the first.
  package static func best(of results: [Result]) -> Result? {
    results.dropFirst().reduce(results.first) { best, next in
      guard let best else { return next }
      return next.isBetter(than: best) ? next : best
    }
  }

  /// The same without the mirrors that no candidate asks: fewer patterns are left.
  private func narrowed(to asked: Set<Mirror.ID>) -> WhatIf {
    var narrow = self
    let kept = mirrors.filter { asked.contains($0.key) }.values.sorted()
    narrow.mirrors = [:]
    for (mirror, number) in mirrors {
      narrow.mirrors[mirror] = kept.firstIndex(of: number)
    }
    var renumbered: [[Int]] = []
    for place in kinds.indices {
      var patterns = Patterns()
      var numbers: [Int] = []
      for (pattern, costs) in self.patterns[place].all {
        let number = patterns.number(
          of: kept.map { pattern.indices.contains($0) ? pattern[$0] : nil })
        patterns.all[number].costs.add(costs, of: kept)
        numbers.append(number)
      }
      narrow.patterns[place] = patterns
      renumbered.append(numbers)
    }
    narrow.lengths = [:]
    for (situation, length) in lengths {
      let numbers = zip(renumbered, situation.patterns).map { $0[$1] }
      narrow.lengths[Situation(patterns: numbers, chain: nil), default: .zero] += length
    }
    return narrow
  }
}

extension WhatIf.PatternCosts {
  /// Adds those of some mirrors, in their order.
  fileprivate mutating func add(_ other: WhatIf.PatternCosts, of mirrors: [Int]) {
    while costs.count < mirrors.count { costs.append((0, 0)) }
    for (place, mirror) in mirrors.enumerated() where other.costs.indices.contains(mirror) {
      costs[place].length += other.costs[mirror].length
      costs[place].sum += other.costs[mirror].sum
    }
  }
}
