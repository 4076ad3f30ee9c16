import GoRules
import Health

/// Someone whom go asks, or would ask, and who does not serve: an entry of the chain, or the checksum database itself.
package struct Trouble: Sendable, Hashable {
  /// nil for the checksum database itself.
  package var entry: Int?
  /// nil for who is not watched.
  package var mirror: Mirror?
  package var name: String
  /// The first that ends so.
  package var question: Question
  /// All that end so.
  package var kinds: [RequestKind]
  package var outcome: RequestOutcome
  /// The newest probe of that kind; nil where there was none.
  package var result: ProbeResult?
  /// Why go goes no further; nil where it goes on.
  package var stop: Walk.StopReason?
  /// go comes to it.
  package var isNeeded = true
  /// What go prints; nil where that is not known.
  package var goText: String?
  /// go went on from here to version control, which failed too: its message is of that.
  var isHidden = false

  package var failure: RequestFailure? { outcome.failure }

  var silence: Silence? { result?.silence }
  /// Something was answered, and it is no good.
  var isAnswer: Bool { failure?.phase == .processing || failure?.phase == .transfer }
  var isHang: Bool { if case .hang = outcome { true } else { false } }

  func has(_ codes: FailureCause.Code...) -> Bool {
    failure.map { codes.contains($0.cause.code) } ?? false
  }

  /// It is asked over a connection of our own, not through a forward proxy, and on no other host than the mirror's.
  var isOnOwnConnection: Bool {
    result.map { $0.connection.forwardProxy == nil && $0.redirects == 0 } ?? false
  }
}

extension Trouble {
  /// What go needs most is told first; who fails at that is not told of again for the rest, but for the checksum database.
  private static let order: [RequestKind] = [.info, .mod, .zip, .list, .latest, .sumdb]

  /// All of a snapshot: one of each entry, and one more where its checksum database fails otherwise.
  static func all(_ snapshot: Snapshot) -> [Trouble] {
    guard let chain = snapshot.chain else { return [] }
    var all: [Trouble] = []
    let walks = order.flatMap { kind in snapshot.walks.filter { $0.kind == kind } }
    for walk in walks {
      // `off` has no answer.
      let last = walk.steps.last { $0.outcome != nil }?.entry
      for step in walk.steps {
        let isEnd = walk.verdict.isBad && step.entry == last
        guard let outcome = step.outcome, outcome.isTrouble(isEnd: isEnd && walk.isUnanimous)
        else { continue }
        var trouble = Trouble(walk, outcome, at: step.entry, in: snapshot)
        if isEnd || walk.verdict == .unknown {
          trouble.stop = walk.stopReason
          trouble.goText = walk.error
        } else if walk.verdict == .broken, case .failure = outcome, let last,
          chain.entries[last].isVersionControl
        {
          trouble.isHidden = true
        }
        add(trouble, to: &all)
      }
      if let database = walk.database,
        !walk.steps.contains(where: { $0.outcome == database.outcome }),
        let outcome = database.outcome, outcome.isTrouble(isEnd: true)
      {
        var trouble = Trouble(walk, outcome, at: nil, in: snapshot)
        trouble.stop = walk.stopReason
        trouble.goText = walk.error
        add(trouble, to: &all)
      }
    }
    return all + spares(snapshot, beside: all)
  }

  /// Proxies that fail and that go does not come to, as things are.
  private static func spares(_ snapshot: Snapshot, beside known: [Trouble]) -> [Trouble] {
    guard let chain = snapshot.chain else { return [] }
    let asked = Set(snapshot.walks.flatMap { $0.steps.map(\.entry) })
    return chain.entries.indices.compactMap { index in
      guard chain.entries[index].url != nil, !asked.contains(index),
        let mirror = snapshot.mirror(ofEntry: index),
        !known.contains(where: { $0.mirror == mirror.mirror }),
        let kind = order.first(where: { mirror.latest[$0]?.outcome.isTrouble(isEnd: false) == true }
        ),
        let result = mirror.latest[kind]
      else { return nil }
      var trouble = Trouble(
        entry: index, mirror: mirror.mirror, name: mirror.mirror.name,
        question: Question(kind, result.request.canary), kinds: [kind], outcome: result.outcome,
        result: result)
      trouble.isNeeded = false
      return trouble
    }
  }

  /// `entry`: nil for the checksum database itself, to which `direct` leads too.
  private init(_ walk: Walk, _ outcome: RequestOutcome, at entry: Int?, in snapshot: Snapshot) {
    let isDatabase =
      walk.database != nil && entry.map { snapshot.chain?.entries[$0].url == nil } ?? true
    let mirror =
      isDatabase
      ? snapshot.mirrors.first { $0.mirror.service == .checksumDatabase }
      : entry.flatMap(snapshot.mirror)
    let known = [mirror?.latest[walk.kind], mirror?.lastCold].compactMap(\.self)
    self.init(
      entry: isDatabase ? nil : entry, mirror: mirror?.mirror,
      name: mirror?.mirror.name ?? walk.database?.name ?? entry.map(snapshot.name) ?? "",
      question: Question(walk.kind, walk.canary), kinds: [walk.kind], outcome: outcome,
      result: known.first { $0.outcome == outcome })
  }

  private static func add(_ trouble: Trouble, to all: inout [Trouble]) {
    let known = all.firstIndex {
      $0.entry == trouble.entry && $0.name == trouble.name
        && (trouble.question.kind != .sumdb || $0.outcome.isSame(as: trouble.outcome))
    }
    guard let known else { return all.append(trouble) }
    if all[known].outcome.isSame(as: trouble.outcome),
      !all[known].kinds.contains(trouble.question.kind)
    {
      all[known].kinds.append(trouble.question.kind)
    }
    if trouble.isHidden { (all[known].isHidden, all[known].stop) = (true, nil) }
    if all[known].stop == nil, !all[known].isHidden { all[known].stop = trouble.stop }
  }
}

extension Walk {
  /// All who were asked lack it.
  fileprivate var isUnanimous: Bool {
    steps.allSatisfy { if case .notFound = $0.outcome { true } else { false } }
  }
}

extension RequestOutcome {
  /// It is more than a plain "lacks it", or that and nobody else has it either.
  fileprivate func isTrouble(isEnd: Bool) -> Bool {
    switch self {
    case .ok: false
    case .notFound(let found):
      found.disguise.map { $0 != .notCached } ?? isEnd
    case .failure, .hang: true
    }
  }

  /// The same way to fail, whatever the peer's words.
  fileprivate func isSame(as other: RequestOutcome) -> Bool {
    switch (self, other) {
    case (.failure(let one), .failure(let two)):
      one.cause.code == two.cause.code && one.cause.number == two.cause.number
    case (.hang, .hang), (.notFound, .notFound), (.ok, .ok): true
    default: false
    }
  }
}
