import GoRules

/// What is to be asked next.
extension Race {
  /// Goes on as far as the events and the time allow.
  mutating func advance(at now: Duration) -> [Order] {
    if isFinished { return [] }
    var orders: [Order] = []
    for index in lanes.indices {
      if isSilent(index, at: now) { orders += leave(index, at: now) }
      if isLongEnough(index, at: now) { orders += endTransfer(of: index) }
      if lanes[index].stage == .rounds, lanes[index].ticket == nil {
        if hasMadeItsRounds(index, at: now) {
          lanes[index].stage = .waitsForTransfer
        } else {
          orders.append(ask(index, [.info, .info], at: now))
        }
      }
    }
    orders += nextTransfer(at: now)
    if isOver(at: now) {
      isFinished = true
      for index in lanes.indices where lanes[index].ticket != nil { orders += drop(index) }
    }
    return orders
  }

  private mutating func ask(_ index: Int, _ kinds: [RequestKind], at now: Duration) -> Order {
    let isFirst = lanes[index].contender.rounds == 0
    let time = isFirst || lanes[index].stage == .transfer ? now : now + Self.pause
    tickets += 1
    lanes[index].ticket = tickets
    lanes[index].heardAt = time
    return .ask(ticket: tickets, lanes[index].contender.mirror, kinds, at: time)
  }

  /// The round under way ends with what it has brought.
  private mutating func drop(_ index: Int, silentIn phase: Phase? = nil) -> [Order] {
    guard let ticket = lanes[index].ticket else { return [] }
    endRound(of: index, silentIn: phase)
    return [.drop(ticket: ticket)]
  }

  // MARK: - Silence

  private func isSilent(_ index: Int, at now: Duration) -> Bool {
    guard let wait = lanes[index].wait(at: now), let patience = patience(with: index) else {
      return false
    }
    return wait >= patience
  }

  /// How long a silence of this mirror is borne: twice what the slowest other one took that served, and 2 s at least;
  /// nil where no other has served, since then the silence may be this machine's own.
  private func patience(with index: Int) -> Duration? {
    let others = lanes.indices.filter { $0 != index }.map { lanes[$0].contender }
    let slowest = others.filter(\.hasServed).compactMap { $0.cold.max }.max()
    return slowest.map { max(Self.patience, $0 * 2) }
  }

  private mutating func leave(_ index: Int, at now: Duration) -> [Order] {
    lanes[index].stage = .left(after: now - lanes[index].heardAt)
    return drop(index, silentIn: lanes[index].waitsIn ?? .processing)
  }

  // MARK: - Rounds and transfers

  private var hasServed: Bool { lanes.contains { $0.contender.hasServed } }

  private func hasPassed(_ share: Double, at now: Duration) -> Bool {
    guard let limit = rules.limit else { return false }
    return hasServed && now - start >= limit * share
  }

  /// Half the time is for short requests.
  private func hasMadeItsRounds(_ index: Int, at now: Duration) -> Bool {
    let rounds = lanes[index].contender.rounds
    return rounds >= rules.rounds || rounds > 0 && hasPassed(0.5, at: now)
  }

  /// The zips that came will do, or none came in time.
  private func isLongEnough(_ index: Int, at now: Duration) -> Bool {
    guard lanes[index].stage == .transfer else { return false }
    let bytes = transferred(by: index)
    return now - lanes[index].heardAt >= Self.longestZip || bytes >= Self.enoughBytes
      || bytes > 0 && now - lanes[index].transferSince >= Self.enoughTime
  }

  private mutating func endTransfer(of index: Int) -> [Order] {
    drop(index, silentIn: transferred(by: index) > 0 ? nil : lanes[index].waitsIn ?? .transfer)
  }

  /// Bytes of the zips that came whole in the round under way.
  private func transferred(by index: Int) -> Int {
    lanes[index].results.filter { $0.request.kind == .zip && $0.outcome == .ok }
      .reduce(0) { $0 + $1.bodyBytes }
  }

  /// The best mirrors that have made their rounds send zips, one at a time, so that none takes another's line.
  private mutating func nextTransfer(at now: Duration) -> [Order] {
    guard !lanes.contains(where: { $0.stage == .transfer }) else { return [] }
    for mirror in ranking.finalists() {
      guard
        let index = lanes.firstIndex(where: {
          $0.contender.mirror.id == mirror.id && $0.stage == .waitsForTransfer
        })
      else { continue }
      lanes[index].stage = .transfer
      lanes[index].transferSince = now
      let zips = [RequestKind](repeating: .zip, count: Self.zips)
      return [ask(index, [.info] + zips, at: now)]
    }
    return []
  }

  private func isOver(at now: Duration) -> Bool {
    hasPassed(1, at: now) || lanes.allSatisfy { $0.stage.isLast }
  }
}

extension Race.Stage {
  /// Nothing more comes of it, unless the mirrors before it leave.
  fileprivate var isLast: Bool {
    switch self {
    case .rounds, .transfer: false
    case .waitsForTransfer, .done, .left: true
    }
  }
}
