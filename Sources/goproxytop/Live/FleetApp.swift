import Dashboard
import Fleet
import Health
import Platform
import Terminal
import Text
import Watching

/// What comes to the running screen of the fleet.
enum FleetEvent: Sendable {
  case terminal(Terminal.Event)
  case answered(FleetQuery, Result<PrometheusSamples, PrometheusTrouble>)
  /// All questions of a refresh were answered, or not.
  case refreshed
  /// The same of the figures of what is in sight.
  case figuresRead
  case timePassed
}

/// The running screen of the fleet: takes keys and answers, asks Prometheus, draws frames. Nothing is awaited while an
/// event is handled: questions are asked beside the loop.
struct FleetApp {
  let terminal: Terminal
  let source: PrometheusSource
  let reload: @Sendable () throws -> LoadedSettings
  var loaded: LoadedSettings
  var view: FleetState
  var theme: Theme
  var size: Size
  var model = FleetModel()
  private var hasEnded = false
  var isRefreshing = false
  /// Somebody wants to know before it is due.
  var isWanted = false
  var isReadingFigures = false
  /// Of what figures were asked for since the last refresh; nil: of nothing.
  var shownSight: FleetSight?
  /// Of whom it was asked how they stood before they left.
  var recalled: Set<String> = []
  var nextRefresh = Duration.zero
  private var lastFrame: Duration?
  private var lastTitle = ""

  /// Between two frames: someone may hold a key down.
  private static let frameInterval = Duration.milliseconds(16)

  private let events: AsyncStream<FleetEvent>
  let entrance: AsyncStream<FleetEvent>.Continuation

  init(
    terminal: Terminal, source: PrometheusSource, loaded: LoadedSettings, view: FleetState,
    size: Size, events: AsyncStream<FleetEvent>, entrance: AsyncStream<FleetEvent>.Continuation,
    reload: @escaping @Sendable () throws -> LoadedSettings
  ) {
    self.terminal = terminal
    self.source = source
    self.loaded = loaded
    self.view = view
    self.size = size
    self.events = events
    self.entrance = entrance
    self.reload = reload
    theme = loaded.theme
  }

  /// From the first frame to the last.
  mutating func run() async {
    await withDiscardingTaskGroup { group in
      let entrance = entrance
      group.addTask {
        // Ages and the clock move on at each whole second.
        while !Task.isCancelled {
          let wall = SystemClock.now().wall
          let rest = Duration.seconds(wall.components.seconds + 1) - wall
          guard (try? await Task.sleep(for: rest, clock: .suspending)) != nil else { return }
          entrance.yield(.timePassed)
        }
      }
      refresh(in: &group)
      draw(at: SystemClock.now())
      for await event in events {
        let now = SystemClock.now()
        take(event, at: now)
        if hasEnded { break }
        ask(in: &group, at: now)
        drawSoon(in: &group, at: now)
      }
      group.cancelAll()
    }
    await terminal.close()
  }

  // MARK: - What happens

  private mutating func take(_ event: FleetEvent, at now: Timestamp) {
    switch event {
    case .terminal(.key(let key)):
      terminal.keyTaken()
      take(key, at: now)
    case .terminal(.signal(.hangup))
    where loaded.configurationFile.map(TextFile.exists) == true:
      reloadSettings()
    case .terminal(.signal(.hangup)), .terminal(.signal(.terminate)),
      .terminal(.signal(.terminalGone)):
      hasEnded = true
    case .terminal: break
    case .answered(let query, let answer): model.answered(query, answer, at: now)
    case .refreshed:
      isRefreshing = false
      shownSight = nil
      nextRefresh = now.monotonic + view.refresh
    case .figuresRead: isReadingFigures = false
    case .timePassed: break
    }
  }

  private mutating func take(_ key: Key, at now: Timestamp) {
    switch key {
    case .resize(let size): self.size = size
    // Escape with a letter right behind it looks like Alt; where that means nothing it was two keys.
    case .alt(let character) where view.settings.bindings.action(for: key) == nil:
      press(.escape, at: now)
      press(.character(character), at: now)
    default: press(key, at: now)
    }
  }

  private mutating func press(_ key: Key, at now: Timestamp) {
    for action in view.handle(key, snapshot: model.snapshot(at: now), size: size) {
      carryOut(action, at: now)
    }
  }

  private mutating func carryOut(_ action: FleetAction, at now: Timestamp) {
    switch action {
    case .quit: hasEnded = true
    case .refresh: isWanted = true
    case .changeRefresh(let interval):
      nextRefresh = min(nextRefresh, now.monotonic + interval)
    case .useTheme(let name, let keep):
      do {
        theme = try loaded.themes.theme(name)
        view.themeName = name
        if keep { keepTheme(name) }
      } catch {
        view.show(.init(.error, error.sentence))
      }
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .setMouse(let isOn): terminal.setMouse(isOn)
    }
  }

  /// Both screens have the theme that was settled on last.
  private mutating func keepTheme(_ name: String) {
    loaded.preferences.theme = name
    guard let path = loaded.preferencesFile else { return }
    do {
      try TextFile.write(loaded.preferences.text, to: path, mode: 0o600)
    } catch {
      view.show(.init(.warning, Sentence(verbatim: error.message)))
    }
  }

  private mutating func reloadSettings() {
    do {
      loaded = try reload()
      view.settings = loaded.dashboard
      theme = (try? loaded.themes.theme(view.themeName)) ?? loaded.theme
      view.show(.init(.note, Sentence(.settingsRead)))
    } catch {
      let sentence = (error as? UsageError)?.sentence ?? Sentence(verbatim: "\(error)")
      view.show(.init(.error, sentence))
    }
  }

  // MARK: - Drawing

  private mutating func drawSoon(in group: inout DiscardingTaskGroup, at now: Timestamp) {
    if let lastFrame, now.monotonic - lastFrame < Self.frameInterval {
      let (entrance, rest) = (entrance, lastFrame + Self.frameInterval - now.monotonic)
      guard !isFrameDue else { return }
      isFrameDue = true
      group.addTask {
        if (try? await Task.sleep(for: rest, clock: .suspending)) != nil {
          entrance.yield(.timePassed)
        }
      }
      return
    }
    draw(at: now)
  }

  /// A wake-up for the next frame is on its way.
  private var isFrameDue = false

  private mutating func draw(at now: Timestamp) {
    isFrameDue = false
    view.timePassed(until: now)
    let snapshot = model.snapshot(at: now)
    terminal.show(render(snapshot, state: view, size: size), theme: theme)
    lastFrame = now.monotonic
    let title = "goproxytop fleet " + view.title(snapshot)
    if title != lastTitle {
      lastTitle = title
      terminal.setTitle(title)
    }
  }
}
