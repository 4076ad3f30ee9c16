import GoRules

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
  /// What the checksum database has on record of the canaries, as far as it was asked.
  var recordedSums: [ModuleVersion: RecordedSums] = [:]
  var random: SplitMix64
  var localFault = LocalFault()
  var gaps: ClockGap
  /// Mirrors of which a request has had no answer for a while.
  var waiting: Set<Mirror.ID> = []
  /// Results of probes that began before this (monotonic) count for nothing.
  var epoch: Duration
  /// The monotonic time of the last `wake`; nil where it has passed.
  var wake: Duration?
  /// Newest first, bounded.
  var stateChanges: [StateChange] = []

  static let stateChangeLimit = 200

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
    // `off` needs no answer to be known.
    let known = chainWatch.walkAllConfirmed(over: list, at: now).map { HistoryRecord($0) }
    return ([.chain(chainWatch.redacted, at: now)] + known).map { .record($0) }
      + startRound(at: now)
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
    case .requestWaits(let open): requestWaits(open)
    case .probeFinished(let result): commands += probeFinished(result, at: now)
    case .roundFinished(let mirror, .fresh): commands += roundFinished(mirror, at: now)
    case .roundFinished(let mirror, let lane): roundFinished(mirror, in: lane)
    case .settingsChanged(let settings): commands += settingsChanged(to: settings, at: now)
    case .patienceEnded: commands += patienceEnded(at: now)
    case .gatewayCameOrWent:
      for index in list.indices where list[index].mirror.isGateway {
        schedule.hasten(index, at: now)
      }
    case .probeNowRequested:
      for index in list.indices { list[index].askAgain(at: now) }
      schedule.hastenAll(at: now)
    }
    return commands + judgeWaiting(at: now) + startRound(at: now)
  }

  /// A failure may be this machine's own, and counts for nothing until another mirror has answered; or the chain leads
  /// to the checksum database, whose first answer is not there yet.
  package var isInDoubt: Bool {
    localFault.isSuspected
      || list.indices.contains { index in
        list[index].isIncomplete
          || list[index].mirror.service == .checksumDatabase && isAsked(index)
            && (list[index].round == 0 || schedule.isInFlight(index))
      }
  }

  /// The names of those of whose zips `probeNowRequested` would not read all now, since that would be too much.
  package func mirrorsSparedZips(at now: Timestamp) -> [String] {
    list.indices.filter { index in
      list[index].mirror.service == .proxy && !list[index].knowledge.isUnreachable
        && list[index].sparesZips(at: now, interval: settings.interval)
    }.map { list[$0].mirror.name }
  }

  /// The mirror at `index` takes part: a checksum database does only where the chain leads to it.
  func isAsked(_ index: Int) -> Bool {
    list[index].mirror.service != .checksumDatabase || chainWatch.reachesDatabase
  }

  /// Newest first.
  package var failovers: [Failover] { chainWatch.journal.failovers }

  /// The first place that was known of each question since the start (`Failover.isFirst`).
  package var firstPlaces: [Failover] { chainWatch.journal.firsts }

  /// All that the screen shows at `now`.
  package func snapshot(at now: Timestamp) -> Snapshot { snapshot(at: now, ofRecord: false) }

  /// `ofRecord`: what was asked how often is not known.
  func snapshot(at now: Timestamp, ofRecord: Bool) -> Snapshot {
    var mirrors: [MirrorSnapshot] = []
    mirrors.reserveCapacity(list.count)
    for index in list.indices where isAsked(index) {
      var view = list[index].view
      view.nextRound = schedule.due(index).map { now.advanced(by: $0 - now.monotonic) }
      mirrors.append(view)
    }
    var walks = chainWatch.walks(at: now, over: list, settings)
    if !ofRecord {
      for index in walks.indices where walks[index].proof?.isStale == true {
        walks[index].failureIsOutdated()
      }
    }
    var snapshot = Snapshot(
      now: now, setting: settings.setting, chain: settings.chain, chainError: settings.chainError,
      walks: walks, mirrors: mirrors, failovers: failovers,
      stateChanges: stateChanges, interval: settings.interval, isLocal: localFault.isLocal)
    snapshot.breakdown = chainWatch.journal.breakdown
    snapshot.answers = chainWatch.answers(at: now, over: list, settings)
    if !localFault.isLocal {
      snapshot.cure = chainWatch.cure(
        at: now, over: list, settings, walks: walks, answers: snapshot.answers)
    }
    return snapshot
  }

  // MARK: - Rounds

  /// Starts the round that is due, and says when to wake next.
  private mutating func startRound(at now: Timestamp) -> [MonitorCommand] {
    var commands: [MonitorCommand] = []
    if let index = schedule.startDueRound(at: now) {
      guard isAsked(index) else {
        schedule.roundFinished(
          index, pace: .after(Cadence.serviceInterval), at: now, jitter: &random)
        return startRound(at: now)
      }
      // The fresh one last: it is not to wait for the others, nor they for it.
      let lanes = list[index].roundBegan(at: now, interval: settings.interval)
      commands += (lanes.filter { $0.lane != .fresh } + lanes.filter { $0.lane == .fresh })
        .map { .probe(round(in: $0.lane, of: list[index].mirror, $0.requests)) }
    }
    let due = [schedule.nextDue, nextOverdue(after: now)].compactMap(\.self).min()
    if let due, due != wake { commands.append(.wake(at: now.advanced(by: due - now.monotonic))) }
    wake = due
    gaps.eventExpected(by: now.advanced(by: due.map { $0 - now.monotonic } ?? settings.timeout))
    return commands
  }

  func round(
    in lane: ProbeRound.Lane, of mirror: Mirror, _ requests: [ProbeRequest]
  ) -> ProbeRound {
    let chain = settings.chain
    let isChecked =
      mirror.service != .direct || requests.contains { chain?.checksSums(of: $0.canary) == true }
    return ProbeRound(
      of: mirror, lane: lane, database: isChecked ? chain?.checksumDatabase ?? .off : .off,
      requests: requests, timeout: settings.timeout)
  }

  private mutating func roundFinished(
    _ mirror: Mirror.ID, at now: Timestamp
  ) -> [MonitorCommand] {
    guard let index = list.index(of: mirror) else {
      ending.remove(mirror)
      return []
    }
    guard schedule.isInFlight(index) else { return [] }
    if ending.remove(mirror) == nil { list[index].roundFinished(at: now) }
    let pace = pace(of: index)
    if case .fast = pace { list[index].hurried(true) } else { list[index].hurried(false) }
    schedule.roundFinished(index, pace: pace, at: now, jitter: &random)
    return settle(index, at: now)
  }

  private mutating func roundFinished(_ mirror: Mirror.ID, in lane: ProbeRound.Lane) {
    guard let index = list.index(of: mirror) else { return }
    list[index].roundFinished(in: lane)
  }

  /// How soon the mirror at `index` is wanted again.
  private mutating func pace(of index: Int) -> Schedule.Pace {
    // The user asked for it while a round was in flight.
    if list[index].knowledge.wantsAll { return .fast(.zero) }
    if localFault.isLocal { return .normal }
    let fast = settings.thresholds.fastInterval(normal: settings.interval)
    if localFault.holds(list[index].mirror.id) { return .fast(fast) }
    if let delay = list[index].confirmationDelay(fast: fast) { return .fast(delay) }
    if list[index].mirror.service != .proxy {
      return .after(max(settings.interval, Cadence.serviceInterval))
    }
    guard let failures = list[index].failuresWhileDown else { return .normal }
    return .stretched(min(settings.thresholds.maximumStretch, 1 + failures / 3))
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
    if new.chain?.checksumDatabase != settings.chain?.checksumDatabase { recordedSums = [:] }
    settings = new
    settings.interval = Self.clamped(new.interval)
    var commands: [MonitorCommand] = []
    for mirror in watchMirrors(at: now) {
      localFault.forgot(mirror)
      commands += ProbeRound.Lane.all.map { .cancel(mirror, $0) }
    }
    chainWatch.settingsChanged(to: settings, at: now)
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
      let questions = settings.questions(of: mirror)
      let origin = before.index(of: mirror.id)
      if ending.contains(mirror.id) { endingRounds.insert(list.count) }
      var watch =
        origin.map { before[$0] }
        ?? MirrorWatch(
          mirror: mirror, canaries: canaries, questions: questions,
          thresholds: settings.thresholds, limits: limits, at: now)
      watch.settingsChanged(
        mirror: mirror, canaries: canaries, questions: questions,
        thresholds: settings.thresholds, limits: limits)
      watch.readsWholeZips = settings.readsWholeZips
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
