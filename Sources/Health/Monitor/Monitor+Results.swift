import GoRules

/// What the answers mean: for their mirrors, for this machine, for the walks and for the history.
extension Monitor {
  mutating func probeFinished(
    _ result: ProbeResult, at now: Timestamp
  ) -> [MonitorCommand] {
    guard result.startedAt.monotonic >= epoch, !ending.contains(result.mirror),
      let index = list.index(of: result.mirror),
      schedule.isInFlight(index) || list[index].lane(of: result.request) != .fresh
    else { return [] }
    let taken = list[index].fetches.taking(list[index].taking(result), at: now)
    return take(taken, ofMirrorAt: index, at: now)
  }

  /// What a result means that counts: for its mirror, for the walks and for the history.
  mutating func take(
    _ result: ProbeResult, ofMirrorAt index: Int, at now: Timestamp
  ) -> [MonitorCommand] {
    let result = checked(result)
    let reading = list[index].resultCame(result)
    if reading.isPassedOver { return settle(index, at: now) }
    var commands: [MonitorCommand] = [.record(.sample(result))]
    if reading.endsRound { commands.append(.cancel(result.mirror, .fresh)) }
    if reading.isDecisive {
      commands += decisiveProbeFinished(result, at: now)
    } else if !localFault.isLocal, !localFault.holds(result.mirror) {
      commands += count(result, isDecisive: false, at: now)
    }
    if let sums = result.recordedSums { recordCame(sums, of: result.request.canary, at: now) }
    if list[index].mirror.isInChain {
      for question in reading.answered {
        guard let reached = chainWatch.walkLive(question, over: list) else { continue }
        // Asked now and then, it decides all of a sudden.
        if let index = list.index(of: reached) { schedule.hasten(index, at: now) }
      }
    }
    return commands + settle(index, at: now)
  }

  /// A mirror's own cold `info` probe has ended: first of all, whose fault is it?
  private mutating func decisiveProbeFinished(
    _ result: ProbeResult, at now: Timestamp
  ) -> [MonitorCommand] {
    switch localFault.coldProbeFinished(result, watched: list.indices.count(where: isAsked)) {
    case .counts(let results):
      return results.flatMap { count($0, isDecisive: true, at: now) }
    case .held:
      if let witness = witness() { schedule.hasten(witness, at: now) }
      return []
    case .lost:
      return list.indices.flatMap { index in
        note(list[index].networkLost(at: now))
      }
    case .found(let result):
      schedule.hastenAll(at: now)
      return count(result, isDecisive: true, at: now)
    }
  }

  /// The mirror to ask next whether this machine has a network; nil where one is being asked.
  private func witness() -> Int? {
    guard localFault.isSuspected else { return nil }
    var chosen: (index: Int, due: Duration)?
    for index in list.indices where isAsked(index) && !localFault.holds(list[index].mirror.id) {
      guard let due = schedule.due(index) else { return nil }
      if let earlier = chosen, earlier.due <= due { continue }
      chosen = (index, due)
    }
    return chosen?.index
  }

  /// A result counts for its mirror; where that changes a confirmed outcome, for the journal too.
  private mutating func count(
    _ result: ProbeResult, isDecisive: Bool, at now: Timestamp
  ) -> [MonitorCommand] {
    guard let index = list.index(of: result.mirror) else { return [] }
    judgeOpenRequests(of: index, at: now)
    let counted = list[index].resultCounted(result, isDecisive: isDecisive, at: now)
    var commands = note(counted.change)
    if list[index].mirror.isInChain, !localFault.isLocal {
      for (question, since) in counted.confirmed {
        guard let failover = chainWatch.walkConfirmed(question, over: list, at: since)
        else { continue }
        commands.append(.record(HistoryRecord(failover)))
      }
    }
    return commands
  }

  mutating func note(_ change: StateChange?) -> [MonitorCommand] {
    guard let change else { return [] }
    stateChanges.insert(change, at: 0)
    if stateChanges.count > Self.stateChangeLimit { stateChanges.removeLast() }
    return [.record(.stateChange(change))]
  }

  /// Nothing was measured for a while: what was begun before tells nothing about now.
  mutating func gapPassed(at now: Timestamp) {
    epoch = now.monotonic
    wake = nil
    localFault.gapPassed()
    for index in list.indices { list[index].gapPassed() }
    schedule.hastenAll(at: now)
  }
}
