import GoRules

/// Looks for the change of the chain that is proved to help: by go's own rules, over what was measured.
///
/// It tries separators, then another order, then mirrors that are watched beside the chain; each is walked for every
/// question. What is missing, old or being waited for proves nothing.
package struct CureSearch: Sendable {
  package var chain: Chain
  /// As they are now, over the same answers.
  package var walks: [Walk]
  /// Those of the chain in its order, then the watched ones beside it.
  package var entries: [MeasuredEntry]
  /// The checksum database itself; nil where it is not watched.
  package var database: MeasuredEntry?
  package var isPrivate: @Sendable (ProxyURL) -> Bool

  /// Who waits longer than this for every request looks for something else.
  private static let longWait = Duration.seconds(5)
  /// How many entries are moved, and how many others are added, in search of a cure.
  private static let limit = 24

  package init(
    chain: Chain, walks: [Walk], entries: [MeasuredEntry], database: MeasuredEntry? = nil,
    isPrivate: @escaping @Sendable (ProxyURL) -> Bool
  ) {
    self.chain = chain
    self.walks = walks
    self.entries = entries
    self.database = database
    self.isPrivate = isPrivate
  }

  /// nil where go does not fail.
  package var finding: CureFinding? {
    let broken = walks.filter(\.verdict.isBad)
    guard !broken.isEmpty else { return nil }
    var isOpen = false
    var best: (key: Key, cure: Cure)?
    for candidates in [[CureCandidate(chain)], reordered(broken), extended(broken)] {
      for candidate in candidates {
        let candidate = withPipes(candidate, broken)
        guard candidate != CureCandidate(chain) else { continue }
        switch judged(candidate, broken) {
        case .proved(let cure):
          let key = Key(cure, isLong: cure.wait.map { $0 > Self.longWait } ?? false)
          if best.map({ key < $0.key }) ?? true { best = (key, cure) }
        case .open: isOpen = true
        case .none: break
        }
      }
      // Someone who is not in the chain is asked for only where nobody in it helps soon.
      if let best, !best.key.isLong { break }
    }
    return best.map { .proved($0.cure) } ?? (isOpen ? .open : CureFinding.none)
  }

  /// Which of two cures is better: the lesser.
  private struct Key: Comparable {
    var isLong: Bool
    var isUnwell: Bool
    var leaks: Bool
    var isReordered: Bool
    var changes: Int
    var wait: Duration

    init(_ cure: Cure, isLong: Bool) {
      self.isLong = isLong
      isUnwell = cure.state != .up
      leaks = cure.leak != nil
      isReordered = cure.steps.contains { if case .pipe = $0 { false } else { true } }
      changes = cure.steps.count
      wait = cure.wait ?? Duration.seconds(3600)
    }

    private var ranks: [Int] {
      [isLong ? 1 : 0, isUnwell ? 1 : 0, leaks ? 1 : 0, isReordered ? 1 : 0, changes]
    }

    static func < (left: Key, right: Key) -> Bool {
      let (one, other) = (left.ranks, right.ranks)
      return one == other ? left.wait < right.wait : one.lexicographicallyPrecedes(other)
    }
  }

  // MARK: - Candidates

  /// With `|` for each `,` at which one of the broken walks stops: no fewer would do, and walks that end well do not
  /// come to them.
  private func withPipes(_ candidate: CureCandidate, _ broken: [Walk]) -> CureCandidate {
    var changed = candidate
    for walk in broken {
      let question = Question(walk.kind, walk.canary)
      while case let now = self.walk(changed, question), now.stopReason == .comma,
        let stop = now.stop
      {
        changed.slots[stop].separator = .pipe
        changed.pipes.append(changed.slots[stop].entry)
      }
    }
    return changed
  }

  /// Proxies in another order: one from further on before where go stops, or the one that stops go further back.
  private func reordered(_ broken: [Walk]) -> [CureCandidate] {
    let now = CureCandidate(chain)
    let proxies = chain.entries.indices.filter { chain.entries[$0].url != nil }.prefix(Self.limit)
    let stops = Set(broken.compactMap(\.stop)).filter(proxies.contains)
    guard let first = stops.min() else { return [] }
    let forward = proxies.filter { $0 > first }.map {
      now.moving($0, before: first, separator: separator(after: $0))
    }
    let back = stops.sorted().flatMap { stop in
      proxies.filter { $0 > stop }.map {
        now.moving(stop, behind: $0, separator: separator(after: $0))
      }
    }
    return forward + back
  }

  /// With a watched mirror before the place where go stops: those that answered all that is broken, the fastest first.
  private func extended(_ broken: [Walk]) -> [CureCandidate] {
    // Nobody can write anything before `noproxy`; and where nobody is to be asked, nobody is added.
    guard let least = chain.entries.firstIndex(where: { $0.target != .noproxy }),
      chain.entries[least].target != .off
    else { return [] }
    let now = CureCandidate(chain)
    let stops = broken.map { $0.stop ?? $0.steps.last?.entry ?? chain.entries.count }
    let place = max(least, stops.min() ?? least)
    let questions = broken.map { Question($0.kind, $0.canary) }
    let others = entries.indices.dropFirst(chain.entries.count).filter { index in
      entries[index].isHealthy
        && questions.allSatisfy { entries[index].answers[$0]?.answer.outcome == .ok }
    }
    func cost(_ index: Int) -> Duration {
      questions.compactMap { entries[index].answers[$0]?.answer.cost }.max() ?? .zero
    }
    return others.sorted { (cost($0), $0) < (cost($1), $1) }.prefix(Self.limit).map {
      now.adding($0, at: place, separator: separator(after: $0))
    }
  }

  /// What is to stand after an entry that had nothing after it.
  private func separator(after index: Int) -> Chain.Separator {
    entries[index].url.map(isPrivate) == true ? .comma : .pipe
  }

  // MARK: - Proof

  private func written(_ candidate: CureCandidate) -> Chain {
    var changed = chain
    changed.entries = candidate.slots.map {
      Chain.Entry(entries[$0.entry].target, separator: $0.separator)
    }
    return changed
  }

  private func walk(_ candidate: CureCandidate, _ question: Question) -> Walk {
    written(candidate).walk(
      question, database: { database?.answers[question]?.answer },
      answer: { entries[candidate.slots[$0].entry].answers[question]?.answer })
  }

  /// Does go get on for all that is broken, and as well as now for the rest?
  private func judged(_ candidate: CureCandidate, _ broken: [Walk]) -> CureFinding {
    var servers: [MeasuredEntry] = []
    var wait: Duration? = .zero
    var isOpen = false
    for before in walks {
      let question = Question(before.kind, before.canary)
      let after = walk(candidate, question)
      if after.verdict.isBad { return .none }
      // What is not broken may stay as it is.
      let isSame = after.active.map { candidate.slots[$0].entry } == before.active
      if !before.verdict.isBad && (isSame || before.standing == .unknown) { continue }
      guard let server = server(of: after, candidate), isProved(after, candidate, question) else {
        isOpen = true
        continue
      }
      guard before.verdict.isBad else { continue }
      if !servers.contains(server) { servers.append(server) }
      wait = wait.flatMap { longest in after.cost.map { max(longest, $0) } }
    }
    guard !isOpen else { return .open }
    var kinds: [RequestKind] = []
    for walk in broken where !kinds.contains(walk.kind) { kinds.append(walk.kind) }
    return .proved(
      Cure(
        chain: written(candidate), steps: steps(candidate), servers: servers.map(\.name),
        state: servers.map(\.state).max { $0.severity < $1.severity } ?? .up, kinds: kinds,
        wait: wait, leak: leak(candidate)))
  }

  /// Who answers at the end of a walk; nil where nobody does that is known to be well.
  private func server(of walk: Walk, _ candidate: CureCandidate) -> MeasuredEntry? {
    let server =
      if walk.database != nil { database } else {
        walk.active.map { entries[candidate.slots[$0].entry] }
      }
    guard walk.verdict != .unknown, let server, server.isHealthy else { return nil }
    return server
  }

  /// Each answer on the way is of now.
  private func isProved(_ walk: Walk, _ candidate: CureCandidate, _ question: Question) -> Bool {
    walk.steps.allSatisfy { step in
      let entry = entries[candidate.slots[step.entry].entry]
      let asked = walk.database != nil && entry.url == nil ? database : entry
      return asked?.answers[question]?.isOfNow == true
    } && (walk.database == nil || database?.answers[question]?.isOfNow == true)
  }

  // MARK: - What to say of it

  private func steps(_ candidate: CureCandidate) -> [Cure.Step] {
    func name(_ entry: Int) -> String { entries[entry].name }
    let change: Cure.Step? =
      switch candidate.change {
      case .move(let entry, let other): .move(name(entry), before: name(other))
      case .moveBehind(let entry, let other): .moveBehind(name(entry), after: name(other))
      case .add(let entry, let other): .add(name(entry), before: other.map(name))
      case nil: nil
      }
    let pipes = candidate.pipes.sorted().map { Cure.Step.pipe(after: name($0)) }
    return (change.map { [$0] } ?? []) + pipes
  }
}
