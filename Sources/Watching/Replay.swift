import GoRules
import Health
import History
import Record

/// A walk through the history: a monitor of its own goes through the recorded probes, over the chain that was in
/// force, and what it knows at a moment is what the screen shows of that moment.
struct Replay: Sendable {
  private let history: HistoryStore
  /// Today's, with all mirrors that are on record.
  private let present: MonitorSettings
  /// Those of the moment that was gone to last.
  private var settings: MonitorSettings
  private var monitor: Monitor
  private let period: RecordedPeriod
  /// Failovers on record, newest first.
  private let failovers: [Failover]
  /// Chains on record that are not in force yet, oldest first.
  private var chains: ArraySlice<RecordedChain>
  private let offset: UTCOffset
  /// Read and not gone through yet, oldest first.
  private var probes: ArraySlice<ProbeResult> = []
  /// Up to where was read, in wall time.
  private var readUntil: Duration
  private var lastProbe: Duration?

  /// How much is read at once.
  private static let chunk = Duration.seconds(1800)
  /// How far back before the start the list of failovers and the calendar reach.
  private static let reach = Duration.seconds(86_400)

  /// A walk that begins at the wall time `from` and can go on until `until`.
  init(
    _ history: HistoryStore, settings: MonitorSettings, from: Duration, until: Duration,
    offset: @escaping UTCOffset
  ) async throws(HistoryError) {
    // What happened at the end itself belongs to its screen.
    period = try await history.period(
      from: from - Self.reach, until: until + .microseconds(1))
    failovers = period.failovers()
    var settings = settings
    for id in period.mirrors where !settings.mirrors.contains(where: { $0.id == id }) {
      // A mirror that is watched no more was seen then.
      guard let url = try? ProxyURL(parsing: id.rawValue), let canary = settings.canaries.first
      else { continue }
      settings.mirrors.append(Mirror(url: url, canary: canary))
    }
    settings.mirrors.tellApart()
    present = settings
    self.history = history
    self.offset = offset
    readUntil = from
    let chains = period.chains
    let begun = chains.prefix { $0.at.wall <= from }
    self.chains = chains[begun.endIndex...]
    // Before the first chain on record that first one is taken.
    let first = (begun.last ?? chains.first).map { settings.withRecordedChain($0.value) }
    self.settings = first ?? settings
    let start = Self.time(from)
    monitor = Monitor(settings: self.settings, seed: 0, at: start)
    for span in MirrorMeasurements.spansOnRecord(before: start) {
      monitor.recall(try await history.measured(in: span), before: start, at: start)
    }
  }

  /// The same of a moment from which something is told: goes on from there, for at most `limit`, until it was confirmed.
  mutating func advance(
    to moment: Duration, confirmingWithin limit: Duration
  ) async throws(HistoryError) -> Snapshot {
    try await goOn(to: moment)
    let told = failovers(toldOf: moment)
    var later = self
    var place = moment
    var probes = 0
    while !later.shows(told, of: moment, at: place) {
      // First from probe to probe: a short outage is over before the next step.
      probes += 1
      let next =
        probes <= Self.mostProbes ? try await later.nextProbe(before: moment + limit) : nil
      place = next ?? place + Self.step
      guard place <= moment + limit else { return picture(of: moment) }
      try await later.goOn(to: place)
    }
    self = later
    return picture(of: place)
  }

  private static let step = Duration.milliseconds(250)
  private static let mostProbes = 64

  /// What belongs to an event may have begun so long before it, and as the record has it a moment after.
  private static func near(_ moment: Duration) -> ClosedRange<Duration> {
    (moment - RecordMap.together)...(moment + .milliseconds(1))
  }

  /// The last one of each question.
  private func failovers(toldOf moment: Duration) -> [Question: Failover] {
    let near = Self.near(moment)
    var told: [Question: Failover] = [:]
    for failover in failovers where near.contains(failover.at.wall) {
      let question = Question(failover.kind, failover.canary)
      // The newest comes first.
      if told[question] == nil { told[question] = failover }
    }
    return told
  }

  /// What is told from `moment` on is seen at `place`: of failovers where they lead, else a change of a mirror's state.
  private func shows(
    _ told: [Question: Failover], of moment: Duration, at place: Duration
  ) -> Bool {
    let snapshot = monitor.recordedSnapshot(at: Self.time(place))
    if told.isEmpty {
      return snapshot.stateChanges.contains { $0.at.wall >= Self.near(moment).lowerBound }
    }
    return told.allSatisfy { question, failover in
      snapshot.walks.contains { walk in
        guard walk.kind == question.kind, walk.canary == question.canary else { return false }
        switch failover.to {
        case .mirror(let id, _):
          return walk.active.flatMap(snapshot.mirror(ofEntry:))?.id == id
        case .direct: return walk.verdict == .direct
        case .nowhere(let verdict, _): return walk.verdict == verdict
        }
      }
    }
  }

  /// Goes on to the wall time `moment`, and returns what was known then.
  mutating func advance(to moment: Duration) async throws(HistoryError) -> Snapshot {
    try await goOn(to: moment)
    return picture(of: moment)
  }

  private mutating func goOn(to moment: Duration) async throws(HistoryError) {
    while true {
      while let probe = probes.first, probe.startedAt.wall <= moment {
        changeChain(until: probe.startedAt.wall)
        take(probe)
        probes.removeFirst()
      }
      if readUntil >= moment { break }
      try await readOn(towards: moment)
    }
    changeChain(until: moment)
    endSilence(before: moment)
  }

  /// What was known at `moment`, to which it has gone on.
  private func picture(of moment: Duration) -> Snapshot {
    var snapshot = monitor.recordedSnapshot(at: Self.time(moment))
    snapshot.failovers = failovers(at: moment)
    var until = period
    until.from = moment - .seconds(86_400)
    until.until = moment
    snapshot.calendar = until.calendar(by: .hour, offset: offset)
    return snapshot
  }

  /// The wall time of the next probe on record; nil where there is none before `limit`.
  mutating func nextProbe(before limit: Duration) async throws(HistoryError) -> Duration? {
    while probes.isEmpty, readUntil < limit { try await readOn(towards: limit) }
    return probes.first.map(\.startedAt.wall).flatMap { $0 < limit ? $0 : nil }
  }

  /// Not beyond the moment by more than a minute: the newest part of the history still grows.
  private mutating func readOn(towards moment: Duration) async throws(HistoryError) {
    let end = min(readUntil + Self.chunk, max(moment, readUntil + .seconds(60)))
    probes = try await history.replay(from: readUntil, until: end)[...]
    readUntil = end
  }

  /// Takes over the chains that came into force by `wall`.
  private mutating func changeChain(until wall: Duration) {
    while let next = chains.first, next.at.wall <= wall {
      chains.removeFirst()
      let changed = present.withRecordedChain(next.value)
      if changed == settings { continue }
      settings = changed
      monitor.replay(changed, at: Self.time(next.at.wall))
    }
  }

  /// Nothing at all is known of the moment that was gone to last.
  var isSilent: Bool { lastProbe == nil }

  private mutating func take(_ result: ProbeResult) {
    let wall = result.startedAt.wall
    endSilence(before: wall)
    var result = result
    result.startedAt = Self.time(wall)
    monitor.replay(result, at: result.startedAt)
    lastProbe = wall
  }

  /// After a long time without record, what was known before tells nothing.
  private mutating func endSilence(before wall: Duration) {
    let limit = max(.seconds(120), settings.interval * 12)
    guard let last = lastProbe, wall - last > limit else { return }
    monitor = Monitor(settings: settings, seed: 0, at: Self.time(wall))
    lastProbe = nil
  }

  /// The newest up to `moment`; the one that held then has no length yet.
  private func failovers(at moment: Duration) -> [Failover] {
    failovers.lazy.filter { $0.at.wall <= moment }.prefix(HistoryView.limit).map { failover in
      var failover = failover
      failover.at = Self.time(failover.at.wall)
      if let lasted = failover.lasted, failover.at.wall + lasted > moment { failover.lasted = nil }
      return failover
    }
  }

  /// The history has one clock: between two runs of the program only wall times can be compared.
  private static func time(_ wall: Duration) -> Timestamp { Timestamp(monotonic: wall, wall: wall) }
}
