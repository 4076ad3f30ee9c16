import GoRules
import Health
import History
import Platform
import Probing
import Record

/// The headless core: what is watched, by which settings, and what is known of it. It owns the monitor, the probers, the
/// record and the settings; its loop alone changes them, and a `Face` says what is wanted.
///
/// Nothing is awaited while an event is handled. What takes time runs beside the loop as a job and comes back as an
/// event.
package struct Watcher {
  let pool: ProbePool
  package let history: HistoryStore?
  let send: @Sendable (CoreEvent) -> Void
  let mainThread: MainThread
  let alarm: Alarm

  package private(set) var layers: LayeredSettings
  /// What the layers make together.
  package private(set) var settings: MonitorSettings
  /// For what is summed up by hours and days.
  package var offset: UTCOffset
  var monitor: Monitor

  /// Newest last; started by the loop after each event.
  private var jobs: [Job] = []
  /// What the face has not heard yet, newest last.
  private var news: [News] = []
  var rounds: [RoundID: JobHandle] = [:]
  /// When the monitor wants the next round to start.
  var due: Timestamp
  private let seed: UInt64
  private var isStarted = false
  private var isEnding = false

  var record: HistoryView
  package internal(set) var historyStatus: HistoryStatus?
  /// Changes of GOPROXY on record, newest first; nil until the record was read.
  package internal(set) var settingChanges: [SettingChange]?
  /// Of the mirror whose chart of a day was looked at last; nil where none is.
  var day: ChartedDay?
  var isDayBeingRead = false
  var stay = StayInThePast()
  /// The measurement under way.
  var measuring: JobHandle?
  /// The run of the real go under way.
  var hearing: JobHandle?
  /// The examination under way.
  var examining: JobHandle?
  /// Such examinations begun.
  var examinations = 0
  /// Looking at go commands.
  var goWatch: JobHandle?
  var gatewayWatch = GatewayWatch()
  /// Such runs begun.
  var hearings = 0
  /// The comparison of mirrors under way, or the last one.
  var comparing: JobHandle?
  /// Such comparisons begun.
  var comparisons = 0
  /// When the last of them begins, or has begun, on the monotonic clock.
  var compareAt = Duration.zero
  /// Measurements begun: tells the events of one from those of another that was cancelled.
  var measurements = 0

  /// A watcher that has asked nothing yet. It closes the pool and the history at the end of its loop.
  package init<Own: Sendable>(
    _ layers: LayeredSettings, pool: ProbePool, history: HistoryStore? = nil,
    on mainThread: MainThread, events: EventStream<Own>, offset: @escaping UTCOffset = { _ in 0 },
    seed: UInt64 = .random(in: 0...UInt64.max)
  ) {
    self.layers = layers
    self.pool = pool
    self.history = history
    self.mainThread = mainThread
    self.offset = offset
    send = { events.send(.core($0)) }
    alarm = Alarm(on: mainThread) { events.send(.core(.alarm)) }
    settings = layers.resolved
    self.seed = seed
    let now = SystemClock.now()
    monitor = Monitor(settings: settings, seed: seed, at: now)
    record = HistoryView(start: now)
    due = now
  }

  // MARK: - The loop

  /// Runs until `end` was asked for, with `face` before it and jobs beside it; then closes what the watcher owns.
  ///
  /// `files` are watched for changes.
  package mutating func run<Shown: Face>(
    _ face: inout Shown, _ events: EventStream<Shown.Event>, watching files: [String] = []
  ) async {
    let fileWatch = FileWatch(on: mainThread) { [send] in send(.filesChanged) }
    if !files.isEmpty { await fileWatch.watch(files) }
    await withDiscardingTaskGroup { group in
      let start = SystemClock.now()
      face.began(with: &self, at: start)
      finishTurn(of: &face, at: start, in: &group)
      if !isEnding {
        for await stamped in events.events {
          switch stamped.event {
          case .core(let event): handle(event, at: stamped.at)
          case .own(let event): face.eventCame(event, for: &self, at: stamped.at)
          }
          finishTurn(of: &face, at: stamped.at, in: &group)
          if isEnding { break }
        }
      }
      group.cancelAll()
      await face.ended()
    }
    await fileWatch.stop()
    alarm.stop()
    await pool.close()
    await history?.close()
  }

  /// Tells the face what is new, and starts the jobs that have come up.
  private mutating func finishTurn(
    of face: inout some Face, at now: Timestamp, in group: inout DiscardingTaskGroup
  ) {
    while !news.isEmpty {
      let fresh = news
      news = []
      for item in fresh { face.newsCame(item, from: &self, at: now) }
    }
    face.turnEnded(for: &self)
    for job in jobs { group.addTask(operation: job) }
    jobs = []
  }

  private mutating func handle(_ event: CoreEvent, at now: Timestamp) {
    switch event {
    case .probed(.finished(let result)):
      if result.outcome.failure?.cause.code == .noLocalResources {
        // It says nothing of the mirror, and has no place on record.
        tell(.machineLacks)
      } else {
        decide(after: .probeFinished(result), at: now)
      }
    case .probed(.waiting(let open)): decide(after: .requestWaits(open), at: now)
    case .roundFinished(let round):
      decide(after: .roundFinished(round.mirror, round.lane), at: now)
      if round.lane != .beside { tell(.roundFinished(round.mirror)) }
    case .alarm:
      for purpose in alarm.due(at: now.monotonic) {
        switch purpose {
        case .monitor: decide(after: .timeReached, at: now)
        case .face: tell(.timeReached)
        }
      }
    case .filesChanged: tell(.filesChanged)
    case .historyChanged(let status): historyChanged(status, at: now)
    case .historyRead(let reading): historyRead(reading, at: now)
    case .recalled(let recorded, let start):
      monitor.recall(recorded, before: start, at: now)
      tell(.historyRead)
    case .dayRead(let day): dayRead(day)
    case .changesRead(let changes):
      settingChanges = changes
      tell(.changesRead)
    case .past(let number, let event): if number == stay.number { pastCame(event, at: now) }
    case .measured(let number, let race): measured(number, race)
    case .compared(let number, let comparison): compared(number, comparison)
    case .refereeAnswered(let number, let asked, let result):
      refereeAnswered(number, asked, result, at: now)
    case .examined(let number, let result): examined(number, result)
    case .gatewayAnswered(let number, let answer): gatewayAnswered(number, answer, at: now)
    case .goProcessesSeen(let seen): if goWatch != nil { tell(.goProcessesSeen(seen)) }
    case .chainsCompared(let number, let comparison):
      if number == measurements { tell(.chainsCompared(comparison)) }
    }
  }

  // MARK: - Requests

  /// Begins to probe, and to follow the history.
  package mutating func start(at now: Timestamp) {
    isStarted = true
    carryOut(monitor.start(at: now), at: now)
    followHistory()
  }

  /// Ends the loop after this event.
  package mutating func end() { isEnding = true }

  /// Runs `job` beside the loop, which waits for it at its end.
  package mutating func perform(_ job: @escaping Job) { jobs.append(job) }

  /// - Returns: the names of mirrors whose zip is not read, since that would be too much.
  package mutating func probeNow(at now: Timestamp) -> [String] {
    let spared = monitor.mirrorsSparedZips(at: now)
    decide(after: .probeNowRequested, at: now)
    return spared
  }

  /// Takes what has had no answer for longer than usual for what it would be at our deadline.
  package mutating func endPatience(at now: Timestamp) { decide(after: .patienceEnded, at: now) }

  /// Calls `timeReached` of the face at `time` on the monotonic clock; replaces an earlier request.
  package func wake(at time: Duration) { alarm.set(.face, at: time) }

  /// The same, unless an earlier time was asked for.
  package func wake(noLaterThan time: Duration) { alarm.set(.face, noLaterThan: time) }

  /// Settings were read anew; what was chosen since the start still wins.
  /// - Returns: whether what is watched changed.
  package mutating func reload(_ layers: LayeredSettings, at now: Timestamp) -> Bool {
    let session = self.layers.session
    if layers.go != self.layers.go { pool.adopt(environment: layers.go.effectiveVariables) }
    self.layers = layers
    self.layers.session = session
    return settle(at: now)
  }

  /// Changes what was chosen since the start.
  package mutating func choose(at now: Timestamp, _ change: (inout SettingsLayer) -> Void) {
    change(&layers.session)
    _ = settle(at: now)
  }

  /// What the layers say now is what is watched.
  private mutating func settle(at now: Timestamp) -> Bool {
    let resolved = layers.resolved
    if resolved == settings { return false }
    settings = resolved
    followGateway()
    guard isStarted else {
      monitor = Monitor(settings: resolved, seed: seed, at: now)
      return true
    }
    decide(after: .settingsChanged(resolved), at: now)
    if monitor.hasMirrors(since: now) { recall(before: now) }
    return true
  }

  /// GOPROXY was changed by this program: for the history, and for taking it back.
  package mutating func settingChanged(_ change: SettingChange) {
    settingChanges = [change] + (settingChanges ?? [])
    history?.append([.settingChange(change)])
  }

  // MARK: - What is known

  /// All that is known at `now`.
  package mutating func snapshot(at now: Timestamp) -> Snapshot {
    var snapshot = monitor.snapshot(at: now)
    snapshot.advice = ChainLint(snapshot, environment: layers.go).advice
    let chain = snapshot.chain?.redacted ?? ""
    snapshot.failovers = record.merged(
      with: snapshot.failovers, firsts: monitor.firstPlaces, chain: chain,
      isOurs: historyStatus?.mode == .recording)
    snapshot.breakdown = record.merged(with: snapshot.breakdown, chain: chain)
    snapshot.calendar = record.calendar
    snapshot.gateway = gatewayWatch.sight
    if record.isOld(at: now) { readRecord(at: now) }
    return snapshot
  }

  /// A failure may be this machine's own: another mirror's answer will show.
  package var isInDoubt: Bool { monitor.isInDoubt }

  mutating func tell(_ item: News) { news.append(item) }
}
