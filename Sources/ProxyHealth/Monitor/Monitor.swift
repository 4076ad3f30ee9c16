/// All that is decided: what to ask when, what the answers mean, and what goes into the record.
///
/// A value with one owner. Events go in with the time at which they happened, commands come out;
/// the same seed and the same events give the same commands.
package struct Monitor: Sendable {
  private var settings: MonitorSettings
  private var random: SplitMix64
  private var schedule: Schedule
  private var watches: [MirrorWatch]
  private var indexes: [Mirror.ID: Int]

  /// A monitor that has asked nothing yet; `start(at:)` begins.
  package init(settings: MonitorSettings, seed: UInt64, at now: Timestamp) {
    self.settings = settings
    random = SplitMix64(seed: seed)
    watches = settings.mirrors.map(MirrorWatch.init(mirror:))
    indexes = Dictionary(
      settings.mirrors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    schedule = Schedule(
      count: settings.mirrors.count, interval: settings.interval, at: now)
  }

  /// The first commands: the first round, and when to wake for the next.
  package mutating func start(at now: Timestamp) -> [MonitorCommand] {
    startRounds(at: now)
  }

  /// What is to be done after `event`, which happened `now`.
  package mutating func handle(_ event: MonitorEvent, at now: Timestamp) -> [MonitorCommand] {
    switch event {
    case .timeReached:
      return startRounds(at: now)
    case .probeFinished(let result):
      guard let index = indexes[result.mirror] else { return [] }
      watches[index].probeFinished(result)
      return [.record(.sample(result))]
    case .roundFinished(let mirror):
      guard let index = indexes[mirror], schedule.isInFlight(index) else { return [] }
      schedule.roundFinished(index, pace: .normal, at: now, jitter: &random)
      return startRounds(at: now)
    case .settingsChanged, .probeNowRequested, .intervalChanged:
      return startRounds(at: now)
    }
  }

  /// All that the screen shows at `now`.
  package func snapshot(at now: Timestamp) -> Snapshot {
    var mirrors: [MirrorSnapshot] = []
    mirrors.reserveCapacity(watches.count)
    for (index, watch) in watches.enumerated() {
      var view = watch.view
      view.nextRound = schedule.due(index).map { now.advanced(by: $0 - now.monotonic) }
      mirrors.append(view)
    }
    return Snapshot(
      now: now, setting: settings.setting, chain: settings.chain,
      chainError: settings.chainError, mirrors: mirrors, interval: settings.interval)
  }

  /// Starts what is due, and says when to wake next.
  private mutating func startRounds(at now: Timestamp) -> [MonitorCommand] {
    var commands: [MonitorCommand] = []
    if let index = schedule.startDueRound(at: now) {
      let mirror = watches[index].mirror
      var canaries = [mirror.canary]
      if mirror.entry != nil {
        canaries += settings.canaries.filter { $0 != mirror.canary }
      }
      let requests = watches[index].cadence.nextRound(canaries: canaries)
      commands.append(
        .probe(
          ProbeRound(
            mirror: mirror.id, url: mirror.url, requests: requests, timeout: settings.timeout)))
    }
    if let due = schedule.nextDue {
      commands.append(.wake(at: now.advanced(by: due - now.monotonic)))
    }
    return commands
  }
}
