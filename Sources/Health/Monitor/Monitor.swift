/// All that is decided: what to ask when, what the answers mean, and what goes into the history.
///
/// A value with one owner. Events go in with the time at which they happened, commands come out;
/// the same seed and the same events give the same commands.
package struct Monitor: Sendable {
  var settings: MonitorSettings
  var schedule: Schedule
  var list = WatchList()
  /// Mirrors watched no more whose last round has not ended yet.
  var ending: Set<Mirror.ID> = []
  var chainWatch: ChainWatch
  private var random: SplitMix64
  private var localFault = LocalFault()
  private var gaps: ClockGap
  /// Results of probes that began before this (monotonic) count for nothing.
  private var epoch: Duration
  /// The monotonic time of the last `wake`; nil where it has passed.
  private var wake: Duration?
  /// Newest first, bounded.
  private var stateChanges: [StateChange] = []

  private static let stateChangeLimit = 200

  /// A monitor that has asked nothing yet; `start(at:)` begins.
  package init(settings: MonitorSettings, seed: UInt64, at now: Timestamp) {
    self.settings = settings
    random = SplitMix64(seed: seed)
    schedule = Schedule(count: 0, interval: settings.interval, at: now)
    chainWatch = ChainWatch(settings: settings)
    gaps = ClockGap(at: now)
    epoch = now.monotonic
    watchMirrors(at: now)
  }

  /// The first commands: the chain for the history, the first round, and when to wake.
  package mutating func start(at now: Timestamp) -> [MonitorCommand] {
    [.record(.chain(chainWatch.redacted, at: now))] + startRound(at: now)
  }

  /// What is to be done after `event`, which happened `now`.
  package mutating func handle(_ event: MonitorEvent, at now: Timestamp) -> [MonitorCommand] {
    var commands: [MonitorCommand] = []
    if let gap = gaps.eventCame(at: now, tolerance: settings.interval * 3) {
      gapPassed(at: now)
      commands.append(.record(.gap(gap)))
    }
    switch event {
    case .timeReached: wake = nil
    case .probeFinished(let result): commands += probeFinished(result, at: now)
    case .roundFinished(let mirror): roundFinished(mirror, at: now)
    case .settingsChanged(let settings): commands += settingsChanged(to: settings, at: now)
    case .probeNowRequested: schedule.hastenAll(at: now)
    }
    return commands + startRound(at: now)
  }

  /// A failure may be this machine's own, and counts for nothing until another mirror has answered.
  package var isInDoubt: Bool { localFault.isSuspected }

  /// All that the screen shows at `now`.
  package func snapshot(at now: Timestamp) -> Snapshot {
    var mirrors: [MirrorSnapshot] = []
    mirrors.reserveCapacity(list.count)
    for index in list.indices {
      var view = list[index].view
      view.nextRound = schedule.due(index).map { now.advanced(by: $0 - now.monotonic) }
      mirrors.append(view)
    }
    return Snapshot(
      now: now, setting: settings.setting, chain: settings.chain, chainError: settings.chainError,
      walks: chainWatch.walks, mirrors: mirrors, failovers: chainWatch.journal.failovers,
      stateChanges: stateChanges, interval: settings.interval, isLocal: localFault.isLocal)
  }

  // MARK: - Rounds

  /// Starts the round that is due, and says when to wake next.
  private mutating func startRound(at now: Timestamp) -> [MonitorCommand] {
    var commands: [MonitorCommand] = []
    if let index = schedule.startDueRound(at: now) {
      let mirror = list[index].mirror
      commands.append(
        .probe(
          ProbeRound(
            mirror: mirror.id, url: mirror.url, service: mirror.service,
            requests: list[index].roundBegan(), timeout: settings.timeout)))
    }
    let due = schedule.nextDue
    if let due, due != wake { commands.append(.wake(at: now.advanced(by: due - now.monotonic))) }
    wake = due
    gaps.eventExpected(by: now.advanced(by: due.map { $0 - now.monotonic } ?? settings.timeout))
    return commands
  }

  private mutating func roundFinished(_ mirror: Mirror.ID, at now: Timestamp) {
    guard let index = list.index(of: mirror) else {
      ending.remove(mirror)
      return
    }
    guard schedule.isInFlight(index) else { return }
    if ending.remove(mirror) == nil { list[index].roundFinished(at: now) }
    let pace = pace(of: index)
    if case .fast = pace { list[index].hurried(true) } else { list[index].hurried(false) }
    schedule.roundFinished(index, pace: pace, at: now, jitter: &random)
  }

  /// How soon the mirror at `index` is wanted again.
  private func pace(of index: Int) -> Schedule.Pace {
    if localFault.isLocal { return .normal }
    if list[index].isToBeConfirmed || localFault.holds(list[index].mirror.id) {
      return .fast(settings.thresholds.fastInterval(normal: settings.interval))
    }
    if list[index].mirror.service != .proxy {
      return .after(max(settings.interval, Cadence.serviceInterval))
    }
    guard let failures = list[index].failuresWhileDown else { return .normal }
    return .stretched(min(settings.thresholds.maximumStretch, 1 + failures / 3))
  }

  // MARK: - Results

  private mutating func probeFinished(
    _ result: ProbeResult, at now: Timestamp
  ) -> [MonitorCommand] {
    guard result.startedAt.monotonic >= epoch, !ending.contains(result.mirror),
      let index = list.index(of: result.mirror), schedule.isInFlight(index)
    else { return [] }
    return take(result, ofMirrorAt: index, at: now)
  }

  /// What a result means that counts: for its mirror, for the walks and for the history.
  mutating func take(
    _ result: ProbeResult, ofMirrorAt index: Int, at now: Timestamp
  ) -> [MonitorCommand] {
    var commands: [MonitorCommand] = [.record(.sample(result))]
    let reading = list[index].resultCame(result)
    if reading.endsRound { commands.append(.cancel(result.mirror)) }
    if reading.isDecisive {
      commands += decisiveProbeFinished(result, at: now)
    } else if !localFault.isLocal, !localFault.holds(result.mirror) {
      commands += count(result, isDecisive: false, at: now)
    }
    if list[index].mirror.entry != nil {
      for question in reading.answered {
        guard let reached = chainWatch.walkLive(question, over: list) else { continue }
        // Asked now and then, it decides all of a sudden.
        if let index = list.index(of: reached) { schedule.hasten(index, at: now) }
      }
    }
    return commands
  }

  /// A mirror's own cold `info` probe has ended: first of all, whose fault is it?
  private mutating func decisiveProbeFinished(
    _ result: ProbeResult, at now: Timestamp
  ) -> [MonitorCommand] {
    switch localFault.coldProbeFinished(result, watched: list.count) {
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
    for index in list.indices where !localFault.holds(list[index].mirror.id) {
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
    let counted = list[index].resultCounted(result, isDecisive: isDecisive, at: now)
    var commands = note(counted.change)
    if list[index].mirror.entry != nil, !localFault.isLocal {
      for question in counted.confirmed {
        guard let failover = chainWatch.walkConfirmed(question, over: list, at: now)
        else { continue }
        commands.append(.record(HistoryRecord(failover)))
      }
    }
    return commands
  }

  private mutating func note(_ change: StateChange?) -> [MonitorCommand] {
    guard let change else { return [] }
    stateChanges.insert(change, at: 0)
    if stateChanges.count > Self.stateChangeLimit { stateChanges.removeLast() }
    return [.record(.stateChange(change))]
  }

  /// Nothing was measured for a while: what was begun before tells nothing about now.
  private mutating func gapPassed(at now: Timestamp) {
    epoch = now.monotonic
    wake = nil
    localFault.gapPassed()
    for index in list.indices { list[index].gapPassed() }
    schedule.hastenAll(at: now)
  }

  // MARK: - Settings

  /// Intervals from 100 ms to an hour are honoured.
  private static func clamped(_ interval: Duration) -> Duration {
    min(max(interval, .milliseconds(100)), .seconds(3600))
  }

  mutating func settingsChanged(
    to new: MonitorSettings, at now: Timestamp
  ) -> [MonitorCommand] {
    let chainChanged = new.chain != settings.chain || new.canaries != settings.canaries
    settings = new
    settings.interval = Self.clamped(new.interval)
    var commands: [MonitorCommand] = []
    for mirror in watchMirrors(at: now) {
      localFault.forgot(mirror)
      commands.append(.cancel(mirror))
    }
    chainWatch.settingsChanged(to: settings)
    chainWatch.walkAllLive(over: list)
    guard chainChanged else { return commands }
    commands.append(.record(.chain(chainWatch.redacted, at: now)))
    for failover in chainWatch.walkAllConfirmed(over: list, at: now) {
      commands.append(.record(HistoryRecord(failover)))
    }
    return commands
  }

  /// Watches the mirrors of the settings, keeps what is known of those that stay, and returns those
  /// that are watched no more and have a round in flight.
  @discardableResult
  private mutating func watchMirrors(at now: Timestamp) -> [Mirror.ID] {
    let before = list
    let limits = MirrorWatch.Limits(mirrors: settings.mirrors.count)
    list = WatchList()
    var origins: [Int?] = []
    var endingRounds: Set<Int> = []
    for mirror in settings.mirrors where list.index(of: mirror.id) == nil {
      let canaries = settings.canaries(of: mirror)
      let origin = before.index(of: mirror.id)
      if ending.contains(mirror.id) { endingRounds.insert(list.count) }
      var watch =
        origin.map { before[$0] }
        ?? MirrorWatch(
          mirror: mirror, canaries: canaries, thresholds: settings.thresholds, limits: limits,
          at: now)
      watch.settingsChanged(
        mirror: mirror, canaries: canaries, thresholds: settings.thresholds, limits: limits)
      list.append(watch)
      origins.append(origin)
    }
    let gone = before.indices.filter {
      list.index(of: before[$0].mirror.id) == nil && schedule.isInFlight($0)
    }.map { before[$0].mirror.id }
    ending.formUnion(gone)
    schedule.mirrorsChanged(
      origins, endingRounds: endingRounds, interval: settings.interval, at: now)
    return gone
  }
}
