import Dashboard
import Health
import History
import Platform
import Probing
import Terminal
import Text
import Watching

/// The running dashboard: the face of a watcher that takes keys and draws frames. It knows where the user is and how
/// things are shown, and nothing of the mirrors beside the last snapshot.
struct App: Face {
  /// How the history is played from the start: from which wall time, and how fast.
  struct Playing: Sendable {
    var from: Duration
    /// Recorded seconds a second.
    var speed: Double
  }

  let terminal: Terminal
  let events: EventStream<AppEvent>
  let reload: @Sendable () throws -> LoadedSettings
  /// Runs beside the dashboard from its beginning to its end; nil: nothing does.
  let companion: Job?
  /// Plays a fault by its name on the mirror of a host.
  /// - Returns: what to say of it; nil where there is no such mirror.
  typealias FaultPlayer = @Sendable (_ name: String, _ host: String) -> Sentence?

  /// nil: there is nothing to play on.
  let playFault: FaultPlayer?
  /// The history is played before now is shown; nil: it is not.
  let playing: Playing?
  var stateFile: StateFile?
  var hooks: Hooks
  /// The demo and the history played are no news.
  let runsHooks: Bool
  /// nil without a home.
  let preferencesFile: SavedFile?

  var loaded: LoadedSettings
  var view: DashboardState
  var theme: Theme
  var size: Size
  /// What the frame on the screen was drawn from: what a key that comes now refers to.
  var shown: Snapshot
  /// What choosing a mirror of the measurement would write.
  var pick: ChainPick?
  var wantsSummary = false
  /// Something changed that is to be seen at once.
  var isDirty = true
  /// It is a mirror's state or who serves: whoever looks up is to see it.
  var isUrgent = false
  var hasFocus = true
  var lastFrame: Duration?
  /// A key came since then: the next frame is its answer.
  var answersKey = false
  var lastKey: Duration?
  var lastLack: Duration?
  var lastTitle = ""

  /// Between two frames that answer keys: someone is looking, who may hold a key down.
  private static let keyFrameInterval = Duration.milliseconds(16)
  /// Between two frames while the window has the focus: at most ten a second.
  private static let frameInterval = Duration.milliseconds(100)
  /// The same while it has not: it may still be in sight.
  private static let unfocusedFrameInterval = Duration.seconds(1)
  /// The same where nobody has pressed a key for `calm`: what is seen from the corner of an eye.
  private static let calmFrameInterval = Duration.milliseconds(500)
  private static let calm = Duration.seconds(10)

  // MARK: - What happens

  mutating func began(with watcher: inout Watcher, at now: Timestamp) {
    watcher.start(at: now)
    watcher.watchGateway()
    offerUndo(watcher)
    if let companion { watcher.perform(companion) }
    if let playing { watcher.play(from: playing.from, speed: playing.speed, at: now) }
  }

  mutating func eventCame(_ event: AppEvent, for watcher: inout Watcher, at now: Timestamp) {
    switch event {
    case .terminal(.key(let key)):
      terminal.keyTaken()
      take(key, &watcher, at: now)
    case .terminal(.signal(let signal)): take(signal, &watcher, at: now)
    case .settingWritten(let result): settingWritten(result, &watcher, at: now)
    // Beside a screen of the past it would be read as news of then.
    case .told(let sentence, .aside) where view.position == .past:
      view.keep(DashboardState.Message(.aside, sentence), at: now)
    case .told(let sentence, let kind): tell(sentence, as: kind, at: now)
    case .hookEnded(let end):
      // What is tried again may be heard yet.
      if let told = hooks.ended(end, at: now), told.outcome == .givenUp, !told.isRepeated {
        tell(told.sentence, as: .warning, at: now)
      }
    }
  }

  mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
    if case .recorded(let record) = news { hooks.take(record) }
    switch news {
    case .recorded(.failover):
      if loaded.configuration.bell { terminal.ringBell() }
      (isDirty, isUrgent) = (true, true)
    case .recorded(.stateChange): (isDirty, isUrgent) = (true, true)
    case .recorded(.gap(let gap)): tell(Sentence(gap), as: .warning, at: now)
    case .recorded: break
    case .roundStarted, .roundFinished, .gatewaySeen: roundChanged(watcher, at: now)
    case .machineLacks: machineLacks(at: now)
    case .historyRead, .timeReached: isDirty = true
    case .filesChanged: reloadSettings(&watcher, at: now)
    case .changesRead: offerUndo(watcher)
    case .historyChanged(let before, let status):
      historyChanged(from: before, to: status, path: watcher.history?.path ?? "", at: now)
    case .measured(let race): measured(race, &watcher, at: now)
    case .compared(let comparison):
      view.comparisons[comparison.id] = comparison
      isDirty = true
    case .refereeAnswered(.success(let report)):
      view.hearing = .ended(report)
      isDirty = true
    case .refereeAnswered(.failure(let failure)):
      view.hearing = .failed(Sentence(.refereeFailed, .text(failure.text)))
      isDirty = true
    case .examined(let result): examined(result)
    case .goProcessesSeen(.success(let processes)):
      view.goProcesses = .processes(processes)
      isDirty = true
    case .goProcessesSeen(.failure(let failure)):
      view.goProcesses = .failed(Sentence(.goProcessesUnseen, .text(failure.text)))
      isDirty = true
    case .chainsCompared(let comparison):
      view.pickTable?.gain = comparison?.gain
      isDirty = true
    case .pastRead(let isSilent): pastRead(isSilent: isSilent, watcher, at: now)
    case .recordEnds(let edge): tell(edge, at: now)
    case .playedToTheEnd(let wasEmpty):
      tell(Sentence(wasEmpty ? .nothingOnRecord : .playedToTheEnd), at: now)
    case .pastUnreadable(let error):
      pastUnreadable(error, path: watcher.history?.path ?? "", at: now)
    }
  }

  mutating func turnEnded(for watcher: inout Watcher) {
    let now = SystemClock.now()
    showChanges(of: &watcher, at: now)
    for sentence in hooks.workOff(&watcher, at: now) { tell(sentence, as: .warning, at: now) }
  }

  private mutating func showChanges(of watcher: inout Watcher, at now: Timestamp) {
    guard isDirty else { return }
    let interval =
      answersKey
      ? Self.keyFrameInterval : isUrgent ? Self.frameInterval : frameInterval(watcher, at: now)
    if let lastFrame, now.monotonic - lastFrame < interval {
      watcher.wake(noLaterThan: lastFrame + interval)
    } else {
      draw(&watcher, at: now)
    }
  }

  func ended() async {
    await terminal.close()
    await hooks.close()
  }

  /// The results of a round come close together: one frame shows them all. Where nobody looks closely, that of the
  /// next second does.
  private func roundChanged(_ watcher: Watcher, at now: Timestamp) {
    let interval = frameInterval(watcher, at: now)
    if interval == Self.frameInterval { watcher.wake(noLaterThan: now.monotonic + interval) }
  }

  private mutating func take(_ key: Key, _ watcher: inout Watcher, at now: Timestamp) {
    switch key {
    case .resize(let size): self.size = size
    case .focusIn: hasFocus = true
    case .focusOut: hasFocus = false
    // Escape with a letter right behind it looks like Alt; where that means nothing it was two keys.
    case .alt(let character) where view.settings.bindings.action(for: key) == nil:
      press(.escape, &watcher, at: now)
      press(.character(character), &watcher, at: now)
    default: press(key, &watcher, at: now)
    }
    isDirty = true
    // Someone is looking: answer at once.
    if key != .focusOut {
      answersKey = true
      lastKey = now.monotonic
    }
  }

  private mutating func press(_ key: Key, _ watcher: inout Watcher, at now: Timestamp) {
    for action in view.handle(key, snapshot: shown, size: size) {
      carryOut(action, &watcher, at: now)
    }
  }

  private mutating func take(
    _ signal: TerminalSignals.Signal, _ watcher: inout Watcher, at now: Timestamp
  ) {
    switch signal {
    // Who has a configuration means it; without one it is the terminal's way to say goodbye.
    case .hangup where loaded.configurationFile.map(TextFile.exists) == true:
      reloadSettings(&watcher, isAsked: true, at: now)
    case .hangup, .terminate, .terminalGone: watcher.end()
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

  /// Said once a minute: every mirror may meet it in every round.
  private mutating func machineLacks(at now: Timestamp) {
    if let lastLack, now.monotonic - lastLack < .seconds(60) { return }
    lastLack = now.monotonic
    tell(Sentence(.machineLacks), as: .warning, at: now)
  }

  // MARK: - Drawing

  private func frameInterval(_ watcher: Watcher, at now: Timestamp) -> Duration {
    if !hasFocus { return Self.unfocusedFrameInterval }
    let isCalm =
      watcher.past == nil && !watcher.isMeasuring
      && lastKey.map { now.monotonic - $0 > Self.calm } ?? true
    return isCalm ? Self.calmFrameInterval : Self.frameInterval
  }

  private mutating func draw(_ watcher: inout Watcher, at now: Timestamp) {
    view.timePassed(until: now)
    let live = watcher.snapshot(at: now)
    shown = watcher.past ?? live
    view.position = watcher.past == nil ? .live : .past
    view.placeOnRecord = watcher.placeOnRecord
    view.frameTime = now
    watcher.addDay(of: view.mirrorChartedByDay(of: shown, size: size), to: &shown)
    terminal.show(render(shown, state: view, size: size), theme: theme)
    isDirty = false
    isUrgent = false
    answersKey = false
    lastFrame = now.monotonic
    tellOutside(live, &watcher, at: now)
    // Ages and the clock move on at the next whole second.
    let fraction = now.wall - .seconds(now.wall.components.seconds)
    watcher.wake(at: now.monotonic + .seconds(1) - fraction)
  }

  /// The title of the window, and the file that `status` reads.
  private mutating func tellOutside(
    _ snapshot: Snapshot, _ watcher: inout Watcher, at now: Timestamp
  ) {
    let glyphs = view.settings.glyphs
    let language = view.settings.language
    let title = "goproxytop " + StatusLine.plain(snapshot, language: language, glyphs: glyphs)
    if title != lastTitle {
      lastTitle = title
      terminal.setTitle(title)
    }
    if let text = stateFile?.update(snapshot, glyphs: glyphs, language: language, at: now) {
      stateFile?.file.save(text, beside: &watcher)
    }
  }
}
