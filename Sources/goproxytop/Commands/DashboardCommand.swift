import Dashboard
import Glibc
import GoRules
import Health
import History
import MirrorLab
import Probing
import Terminal
import Text

/// The dashboard: sets up the parts, runs the loop, takes the parts down again.
struct DashboardCommand: Sendable {
  let program: Program
  /// What the mirrors play, for the demo; nil for real ones.
  let story: DemoStory?
  /// The record is played first; nil: it is not.
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
    let pool = try program.makePool(loaded.configuration)
    let mainThread = MainThread()
    return mainThread.run {
      await show(loaded, pool, on: mainThread, signals: signals)
    }
  }

  /// Runs the dashboard from the first frame to the last.
  private func show(
    _ loaded: LoadedSettings, _ pool: ProbePool, on mainThread: MainThread, signals: TerminalSignals
  ) async -> ExitCode {
    let (events, continuation) = AsyncStream<StampedEvent>.makeStream()
    let sink = EventSink(continuation: continuation)
    let terminal = Terminal(
      on: mainThread, signals: signals, settings: screenSettings(loaded),
      send: { sink.send(.terminal($0)) })
    let size: Size
    do { size = try await terminal.open() } catch {
      await pool.close()
      Console.complain(error.message)
      return .usage
    }
    let history = try? program.history(loaded.configuration)
    let watch = FileWatch(on: mainThread) { sink.send(.filesChanged) }
    await watch.watch(loaded.watchedFiles)
    let alarm = Alarm(on: mainThread) { sink.send(.alarm) }
    var app = App(
      terminal: terminal, size: size, pool: pool, history: history, sink: sink, alarm: alarm,
      events: events, loaded: loaded, view: dashboardState(loaded),
      stateFile: program.stateFilePath.map(StateFile.init),
      companions: companions(sink), playing: playing,
      reload: { try program.loadSettings() })
    await app.run()
    await terminal.close()
    await watch.stop()
    app.alarm.stop()
    await pool.close()
    await history?.close()
    if app.wantsSummary {
      program.console.print(CheckText(console: program.console, snapshot: app.shown).lines)
    }
    return .served
  }

  /// The demo's story beside the dashboard.
  private func companions(_ sink: EventSink) -> [App.Job] {
    guard let story else { return [] }
    let speed = program.options.speed ?? 1
    return [{ await story.run(speed: speed) { sink.send(.told(Sentence($0))) } }]
  }

  private func screenSettings(_ loaded: LoadedSettings) -> ScreenSettings {
    let color = program.options.color ?? .auto
    let noColor = !program.environment["NO_COLOR", default: ""].isEmpty
    return ScreenSettings(
      usesColour: color == .always || color == .auto && !noColor,
      usesMouse: program.options.mouse ?? loaded.configuration.mouse,
      wantsTrueColour: loaded.theme.hasTrueColours
        && ["truecolor", "24bit"].contains(program.environment["COLORTERM"]))
  }

  private func dashboardState(_ loaded: LoadedSettings) -> DashboardState {
    DashboardState(
      settings: loaded.dashboard, preferences: loaded.preferences, themeName: loaded.theme.name)
  }
}

extension Program {
  /// What the probers need to know.
  func poolConfiguration(_ configuration: Configuration) -> ProbePoolConfiguration {
    ProbePoolConfiguration(
      certificateFile: options.cacert ?? configuration.cacert,
      resolveOverrides: options.resolve,
      family: options.family, environment: environment,
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
