import Dashboard
import Glibc
import GoRules
import Health
import History
import MirrorLab
import Platform
import Probing
import Terminal
import Text
import Watching

/// The dashboard: sets up the parts, runs the loop, takes the parts down again.
struct DashboardCommand: Sendable {
  let program: Program
  /// What the mirrors play, for the demo; nil for real ones.
  let story: DemoStory?
  /// The history is played first; nil: it is not.
  var playing: App.Playing?

  func run() throws -> ExitCode {
    let loaded = try program.loadSettings()
    let signals: TerminalSignals
    do {
      try TerminalCheck.run()
      // Before the first other thread exists.
      signals = try TerminalSignals()
    } catch {
      throw UsageError(error.message + "; goproxytop check prints plain text")
    }
    var shortage: Sentence?
    let pool = try program.makePool(
      loaded.layers.go, loaded.configuration, mirrors: loaded.layers.resolved.mirrors.count
    ) { shortage = $0 }
    let mainThread = MainThread()
    return mainThread.run { [shortage] in
      await show(loaded, pool, on: mainThread, signals: signals, shortage)
    }
  }

  /// Runs the dashboard from the first frame to the last.
  private func show(
    _ loaded: LoadedSettings, _ pool: ProbePool, on mainThread: MainThread,
    signals: TerminalSignals, _ shortage: Sentence?
  ) async -> ExitCode {
    let events = EventStream<AppEvent>()
    if let shortage { events.send(.told(shortage, .warning)) }
    let view = dashboardState(loaded)
    let terminal = Terminal(
      on: mainThread, signals: signals,
      settings: program.screenSettings(loaded, usesMouse: view.takesMouse),
      send: { events.send(.terminal($0)) })
    let size: Size
    do { size = try await terminal.open() } catch {
      await pool.close()
      Console.complain(error.message)
      return .usage
    }
    var watcher = Watcher(
      loaded.layers, pool: pool, history: try? program.history(loaded.configuration),
      on: mainThread, events: events, offset: loaded.dashboard.clock.offsetFromUTC)
    var app = App(
      terminal: terminal, events: events, reload: { try program.loadSettings() },
      companion: companion(events), playFault: faultPlayer, playing: playing,
      stateFile: program.stateFilePath.map(StateFile.init),
      hooks: hooks(loaded, events), runsHooks: runsHooks,
      preferencesFile: preferencesFile(loaded, events), loaded: loaded, view: view,
      theme: loaded.theme, size: size, shown: watcher.snapshot(at: SystemClock.now()))
    await watcher.run(&app, events, watching: loaded.watchedFiles)
    if app.wantsSummary {
      // Nobody sees in the scrollback that what was shown was of the past.
      let snapshot =
        app.view.position == .live ? app.shown : watcher.snapshot(at: SystemClock.now())
      program.console.print(CheckText(console: program.console, snapshot: snapshot).lines)
    }
    return .served
  }

  private var runsHooks: Bool { story == nil && playing == nil }

  private func hooks(_ loaded: LoadedSettings, _ events: EventStream<AppEvent>) -> Hooks {
    Hooks(
      runsHooks ? loaded.configuration.hooks : [],
      HookRunner(program, loaded.layers.go, loaded.dashboard.language)
    ) { events.send(.hookEnded($0)) }
  }

  /// The demo's story beside the dashboard.
  private func companion(_ events: EventStream<AppEvent>) -> Job? {
    guard let story else { return nil }
    let speed = program.options.speed ?? 1
    return { await story.run(speed: speed) { events.send(.told(Sentence($0), .aside)) } }
  }

  /// What the list of faults does; nil outside of the demo.
  private var faultPlayer: App.FaultPlayer? {
    guard let story else { return nil }
    return { name, host in
      if name == PlayableFault.story {
        story.goOn()
        return Sentence(.storyGoesOn)
      }
      let kind = FaultKind(rawValue: name)
      guard story.play(kind, on: host) else { return nil }
      return kind.map { Sentence($0, on: host) } ?? Sentence(.allWell)
    }
  }

  private func preferencesFile(
    _ loaded: LoadedSettings, _ events: EventStream<AppEvent>
  ) -> SavedFile? {
    guard let path = loaded.preferencesFile else { return nil }
    return SavedFile(path, mode: 0o600) { failure in
      if let failure { events.send(.told(Sentence(verbatim: failure.message), .warning)) }
    }
  }

  private func dashboardState(_ loaded: LoadedSettings) -> DashboardState {
    var state = DashboardState(
      settings: loaded.dashboard, preferences: loaded.preferences, themeName: loaded.theme.name)
    state.takesMouse =
      program.options.mouse ?? (loaded.configuration.mouse && loaded.preferences.mouse)
    return state
  }
}

extension PlayableFault {
  fileprivate static let story = "story"

  /// What can be chosen in the demo, the way back first.
  static var all: [PlayableFault] {
    [
      PlayableFault(name: story, what: .storyGoesOn), PlayableFault(name: "none", what: .allWell),
    ] + FaultKind.allCases.map { PlayableFault(name: $0.rawValue, what: $0.phrase) }
  }
}

extension Program {
  func screenSettings(_ loaded: LoadedSettings, usesMouse: Bool) -> ScreenSettings {
    let color = options.color ?? .auto
    let noColor = !environment["NO_COLOR", default: ""].isEmpty
    return ScreenSettings(
      usesColour: color == .always || color == .auto && !noColor, usesMouse: usesMouse,
      wantsTrueColour: loaded.theme.hasTrueColours
        && ["truecolor", "24bit"].contains(environment["COLORTERM"]))
  }

  /// What the probers need to know.
  func poolConfiguration(
    _ go: GoEnvironment, _ configuration: Configuration
  ) -> ProbePoolConfiguration {
    ProbePoolConfiguration(
      certificateFile: options.cacert ?? configuration.cacert,
      resolveOverrides: options.resolve,
      family: options.family, environment: go.effectiveVariables,
      userAgent: "goproxytop/\(Version.text)")
  }

  /// The history; refuses, with the reason, where none is kept.
  func history(
    _ configuration: Configuration, role: HistoryStore.Role = .recorder
  ) throws(UsageError) -> HistoryStore {
    var limits = HistoryLimits()
    limits.size = configuration.historySize << 20
    let place = HistoryPlace(folder: try historyFolder(configuration))
    return HistoryStore(place: place, role: role, limits: limits)
  }

  func historyFolder(_ configuration: Configuration) throws(UsageError) -> String {
    if options.noHistory { throw UsageError("history is off: --no-history") }
    guard configuration.history else {
      throw UsageError("history is off: history = false in the configuration")
    }
    guard let folder = folders.state else {
      throw UsageError("history is off: set XDG_STATE_HOME or HOME to an absolute path")
    }
    return folder
  }

  /// Where `status` looks; nil without a home.
  var stateFilePath: String? { folders.runtime.map { "\($0)/status" } }
}
