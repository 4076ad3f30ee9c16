import GoRules

/// Requests that have no answer yet, and the states and walks that say so.
extension Monitor {
  mutating func requestWaits(_ open: OpenRequest) {
    guard open.startedAt.monotonic >= epoch, !ending.contains(open.mirror),
      let index = list.index(of: open.mirror),
      schedule.isInFlight(index) || list[index].lane(of: open.request) != .fresh
    else { return }
    list[index].requestWaits(open)
    waiting.insert(open.mirror)
  }

  /// Shows which mirrors do not answer at `now`.
  mutating func judgeWaiting(at now: Timestamp) -> [MonitorCommand] {
    if waiting.isEmpty { return [] }
    var commands: [MonitorCommand] = []
    for index in waiting.compactMap(list.index).sorted() {
      commands += settle(index, at: now) + goOn(index, at: now)
    }
    waiting = waiting.filter { mirror in
      list.index(of: mirror).map { list[$0].hasOpenRequests } ?? false
    }
    return commands
  }

  /// Where the round of the mirror at `index` waits behind one request, that is made apart and the round ends: what it
  /// did not come to is asked in the next, which follows at once.
  private mutating func goOn(_ index: Int, at now: Timestamp) -> [MonitorCommand] {
    guard schedule.isInFlight(index), let overdue = list[index].moveOverdue() else { return [] }
    let mirror = list[index].mirror
    return [
      .cancel(mirror.id, .fresh),
      .probe(round(in: .apart(overdue.kind), of: mirror, [overdue])),
    ]
  }

  /// Nothing is waited for any longer: what is overdue at `now` counts as if our deadline had passed.
  mutating func patienceEnded(at now: Timestamp) -> [MonitorCommand] {
    var commands: [MonitorCommand] = []
    for index in list.indices {
      judgeOpenRequests(of: index, at: now)
      for open in list[index].openRequests.overdue {
        var result = ProbeResult(
          mirror: open.mirror, request: open.request, startedAt: open.startedAt,
          outcome: RequestOutcome(patienceEndedIn: open.phase))
        result.timings.total = now.since(open.startedAt)
        commands += take(result, ofMirrorAt: index, at: now)
      }
    }
    return commands
  }

  /// When a request becomes overdue next; nil where none will.
  func nextOverdue(after now: Timestamp) -> Duration? {
    waiting.compactMap(list.index).compactMap { list[$0].nextOverdue(after: now) }.min()
  }

  /// What is overdue at the mirror at `index` is known, and its state and the walks say so.
  mutating func settle(_ index: Int, at now: Timestamp) -> [MonitorCommand] {
    judgeOpenRequests(of: index, at: now)
    return note(list[index].stateSettled(nil, at: now))
  }

  mutating func judgeOpenRequests(of index: Int, at now: Timestamp) {
    let isInDoubt = localFault.holds(list[index].mirror.id)
    let questions = list[index].judgeOpenRequests(at: now, isInDoubt: isInDoubt)
    guard list[index].mirror.isInChain else { return }
    for question in questions { chainWatch.walkLive(question, over: list) }
  }
}
