import Dashboard
import GoRules
import Health
import History
import Platform
import Probing
import Terminal
import Text

/// The running dashboard: one loop over one stream of events, and the only owner of all that changes.
///
/// Nothing is awaited while an event is handled. What takes time is handed out as a job that runs beside
/// the loop and comes back as an event.
struct App {
  typealias Job = @Sendable () async -> Void
  /// Finishing it, or letting go of it, cancels a job.
  typealias JobHandle = AsyncStream<Never>.Continuation

  let terminal: Terminal
  let pool: ProbePool
  let history: HistoryStore?
  let sink: EventSink
  let alarm: Alarm
  let events: AsyncStream<StampedEvent>
  let reload: @Sendable () throws -> LoadedSettings
  /// What runs beside the loop from its beginning to its end.
  let companions: [Job]
  /// The record is played before now is shown; nil: it is not.
  let playing: Playing?
  var stateFile: StateFile?

  var loaded: LoadedSettings
  var monitor: Monitor
  var view: DashboardState
  var theme: Theme
  var size: Size

  /// Newest last; drained by the loop after each event.
  var jobs: [Job] = []
  /// The rounds in flight, by mirror.
  var rounds: [Mirror.ID: JobHandle] = [:]
  var isEnding = false
  var measurement: Measurement?
  var measurements = 0
  /// Changes of GOPROXY on record, newest first.
  var changes: [SettingChange] = []
  var watch = WatchChanges()
  var past = Past()
  var recorded: RecordedFailovers
  /// Of the mirror whose chart of a day was looked at last; nil where none is.
  var day: Day?
  var isDayBeingRead = false
  /// nil before the first word of it.
  var historyStatus: HistoryStatus?
  var wantsSummary = false
  /// What the frame on the screen was drawn from: what a key that comes now refers to.
  private(set) var shown: Snapshot
  /// Something changed that is to be seen at once.
  var isDirty = true
  private var hasFocus = true
  private var lastFrame: Duration?
  private var lastKey: Duration?
  private var lastTitle = ""

  /// Between two frames while the window has the focus: at most ten a second.
  private static let frameInterval = Duration.milliseconds(100)
  /// The same while it has not: it may still be in sight.
  private static let unfocusedFrameInterval = Duration.seconds(1)
  /// The same where nobody has pressed a key for `calm`: what is seen from the corner of an eye.
  private static let calmFrameInterval = Duration.milliseconds(500)
  private static let calm = Duration.seconds(10)

  /// A dashboard on an open terminal of `size`.
  init(
    terminal: Terminal, size: Size, pool: ProbePool, history: HistoryStore?, sink: EventSink,
    alarm: Alarm, events: AsyncStream<StampedEvent>, loaded: LoadedSettings, view: DashboardState,
    stateFile: StateFile?, companions: [Job], playing: Playing?,
    reload: @escaping @Sendable () throws -> LoadedSettings
  ) {
    self.terminal = terminal
    self.size = size
    self.pool = pool
    self.history = history
    self.sink = sink
    self.alarm = alarm
    self.events = events
    self.loaded = loaded
    self.view = view
    self.stateFile = stateFile
    self.reload = reload
    self.companions = companions
    theme = loaded.theme
    let now = SystemClock.now()
    monitor = Monitor(settings: loaded.monitor, seed: UInt64.random(in: 0...UInt64.max), at: now)
    shown = monitor.snapshot(at: now)
    recorded = RecordedFailovers(start: now)
    self.playing = playing
  }

  /// Runs until the user quits, a signal ends it or the terminal is gone.
  mutating func run() async {
    await withDiscardingTaskGroup { group in
      let start = SystemClock.now()
      carryOut(monitor.start(at: start), at: start)
      readChanges()
      followHistory()
      jobs += companions
      if let playing { play(playing, at: start) }
      draw(at: start)
      startJobs(in: &group)
      for await stamped in events {
        handle(stamped.event, at: stamped.at)
        if isEnding { break }
        drawIfDue(at: SystemClock.now())
        startJobs(in: &group)
      }
      group.cancelAll()
    }
  }

  /// `work` as a job that can be cancelled.
  static func cancellable(_ work: @escaping Job) -> (job: Job, handle: JobHandle) {
    let (cancelled, handle) = AsyncStream<Never>.makeStream()
    let job: Job = {
      await withTaskGroup { group in
        group.addTask(operation: work)
        group.addTask { for await _ in cancelled {} }
        await group.next()
        group.cancelAll()
      }
    }
    return (job, handle)
  }

  private mutating func startJobs(in group: inout DiscardingTaskGroup) {
    for job in jobs { group.addTask(operation: job) }
    jobs = []
  }

  private mutating func handle(_ event: AppEvent, at now: Timestamp) {
    switch event {
    case .monitor(let event):
      carryOut(monitor.handle(event, at: now), at: now)
      // The results of a round come close together: one frame shows them all. Where nobody looks closely, that of the
      // next second does.
      let interval = frameInterval(at: now)
      if interval == Self.frameInterval {
        alarm.set(.frame, noLaterThan: now.monotonic + interval)
      }
    case .terminal(.key(let key)): take(key, at: now)
    case .terminal(.signal(let signal)): take(signal, at: now)
    case .alarm: alarmRang(at: now)
    case .filesChanged: reloadSettings(at: now)
    case .measured(let number, let stage, let ranking):
      measured(number, stage, ranking)
      isDirty = true
    case .gainRead(let number, let gain): gainRead(number, gain)
    case .settingWritten(let result): settingWritten(result, at: now)
    case .pastRead(let number, let snapshot):
      pastRead(number, snapshot)
      isDirty = true
    case .playedToTheEnd(let number, let wasEmpty):
      playedToTheEnd(number, wasEmpty: wasEmpty, at: now)
    case .recordRead(let reading): recordRead(reading, at: now)
    case .pastUnreadable(let error): pastUnreadable(error, at: now)
    case .recalled(let recorded, let start):
      monitor.recall(recorded, before: start, at: now)
      isDirty = true
    case .dayRead(let day): dayRead(day)
    case .historyChanged(let status): historyChanged(status, at: now)
    case .told(let sentence): tell(sentence, as: .aside, at: now)
    case .changesRead(let changes):
      self.changes = changes
      offerUndo()
    }
  }

  private mutating func take(_ key: Key, at now: Timestamp) {
    switch key {
    case .resize(let size): self.size = size
    case .focusIn: hasFocus = true
    case .focusOut: hasFocus = false
    // Escape with a letter right behind it looks like Alt; where that means nothing it was two keys.
    case .alt(let character) where view.settings.bindings.action(for: key) == nil:
      press(.escape, at: now)
      press(.character(character), at: now)
    default: press(key, at: now)
    }
    isDirty = true
    // Someone is looking: answer at once.
    if key != .focusOut {
      lastFrame = nil
      lastKey = now.monotonic
    }
  }

  private mutating func press(_ key: Key, at now: Timestamp) {
    for action in view.handle(key, snapshot: shown, size: size) { carryOut(action, at: now) }
  }

  private mutating func take(_ signal: TerminalSignals.Signal, at now: Timestamp) {
    switch signal {
    // Who has a configuration means it; without one it is the terminal's way to say goodbye.
    case .hangup where loaded.configurationFile.map(TextFile.exists) == true:
      reloadSettings(isAsked: true, at: now)
    case .hangup, .terminate, .terminalGone: isEnding = true
    case .windowChanged, .suspend, .continued: break
    }
  }

  /// Shows a line at the bottom and keeps it in the event log.
  mutating func tell(
    _ sentence: Sentence, as kind: DashboardState.Message.Kind = .note, at now: Timestamp
  ) {
    view.show(DashboardState.Message(kind, sentence), at: now)
    isDirty = true
  }

  // MARK: Time

  private mutating func alarmRang(at now: Timestamp) {
    for purpose in alarm.due(at: now.monotonic) {
      switch purpose {
      case .monitor: carryOut(monitor.handle(.timeReached, at: now), at: now)
      case .frame, .clock: isDirty = true
      }
    }
  }

  // MARK: Drawing

  private mutating func drawIfDue(at now: Timestamp) {
    guard isDirty else { return }
    let interval = frameInterval(at: now)
    if let lastFrame, now.monotonic - lastFrame < interval {
      alarm.set(.frame, at: lastFrame + interval)
    } else {
      draw(at: now)
    }
  }

  private func frameInterval(at now: Timestamp) -> Duration {
    if !hasFocus { return Self.unfocusedFrameInterval }
    let isCalm =
      past.snapshot == nil && measurement == nil
      && lastKey.map { now.monotonic - $0 > Self.calm } ?? true
    return isCalm ? Self.calmFrameInterval : Self.frameInterval
  }

  /// The title of the window, and the file that `status` reads.
  private mutating func tellOutside(_ snapshot: Snapshot, at now: Timestamp) {
    let glyphs = view.settings.glyphs
    let language = view.settings.language
    let title = "goproxytop " + StatusLine.plain(snapshot, language: language, glyphs: glyphs)
    if title != lastTitle {
      lastTitle = title
      terminal.setTitle(title)
    }
    if let text = stateFile?.update(snapshot, glyphs: glyphs, language: language, at: now),
      let path = stateFile?.path
    {
      // Nobody waits for it, and what one writing misses the next one says.
      jobs.append { await Threads.run { try? TextFile.write(text, to: path, mode: 0o600) } }
    }
  }

  private mutating func draw(at now: Timestamp) {
    var live = monitor.snapshot(at: now)
    live.advice = ChainLint(live, environment: loaded.go.settings).advice
    live.failovers = recorded.merged(
      with: live.failovers, isOurs: historyStatus?.mode == .recording)
    live.calendar = recorded.calendar
    if recorded.isOld(at: now) { readRecord(at: now) }
    shown = withDay(past.snapshot ?? live)
    terminal.show(render(shown, state: view, size: size), theme: theme)
    isDirty = false
    alarm.clear(.frame)
    lastFrame = now.monotonic
    tellOutside(live, at: now)
    // Ages and the clock move on at the next whole second.
    let fraction = now.wall - .seconds(now.wall.components.seconds)
    alarm.set(.clock, at: now.monotonic + .seconds(1) - fraction)
  }
}
