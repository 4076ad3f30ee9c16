import Dashboard
import Fleet
import GoRules
import Health
import Platform
import Probing
import Terminal
import Text
import Watching

/// `fleet`: what many agents see, as their Prometheus tells it; on a screen, or once as JSON.
struct FleetCommand: Sendable {
  let program: Program

  /// Between two refreshes, where `--interval` does not say otherwise.
  private static let refresh = Duration.seconds(10)
  private static let timeout = Duration.seconds(10)

  func run() throws -> ExitCode {
    guard let url = program.options.prometheus else {
      throw UsageError("fleet: needs --prometheus, for example --prometheus http://127.0.0.1:9090")
    }
    let loaded = try program.loadSettings()
    return program.options.json ? try printOnce(url, loaded) : try show(url, loaded)
  }

  private func source(_ url: String, _ pool: ProbePool) -> PrometheusSource {
    let login = PrometheusLogin(
      bearerFile: program.options.bearerFile, environment: program.environment)
    return PrometheusSource(
      url: url, label: program.options.label ?? "instance",
      timeout: program.options.timeout ?? Self.timeout, client: WebClient(pool)
    ) { () throws(PrometheusTrouble) in try login.authorization() }
  }

  private func pool(_ loaded: LoadedSettings) throws(UsageError) -> ProbePool {
    try program.makePool(loaded.layers.go, loaded.configuration, mirrors: 16) { _ in }
  }

  // MARK: - Once

  private func printOnce(_ url: String, _ loaded: LoadedSettings) throws -> ExitCode {
    let pool = try pool(loaded)
    let source = source(url, pool)
    let snapshot = MainThread().run {
      var model = FleetModel()
      for (query, answer) in await source.answers(to: FleetQuery.all) {
        model.answered(query, answer, at: SystemClock.now())
      }
      let gone = Array(model.unknownGone.prefix(20))
      if !gone.isEmpty {
        let queries: [FleetQuery] = [.lastSeen(gone), .lastVerdicts(gone), .lastStates(gone)]
        for (query, answer) in await source.answers(to: queries) {
          model.answered(query, answer, at: SystemClock.now())
        }
      }
      await pool.close()
      return model.snapshot(at: SystemClock.now())
    }
    guard snapshot.answeredAt != nil else {
      let main: [FleetQuery] = [.presence, .verdicts, .states]
      let trouble = main.lazy.compactMap { snapshot.troubles[$0] }.first
      throw OperationError(
        "fleet: \(source.name): " + (trouble.map { Language.english.text($0) } ?? "no answer"))
    }
    try FleetReport(snapshot, source).write(to: program.console)
    return snapshot.exitCode
  }

  // MARK: - On a screen

  private func show(_ url: String, _ loaded: LoadedSettings) throws -> ExitCode {
    let signals: TerminalSignals
    do {
      try TerminalCheck.run()
      // Before the first other thread exists.
      signals = try TerminalSignals()
    } catch {
      throw UsageError(error.message + "; goproxytop fleet --json prints what it knows")
    }
    let pool = try pool(loaded)
    let source = source(url, pool)
    let mainThread = MainThread()
    return mainThread.run { await show(source, loaded, pool, on: mainThread, signals: signals) }
  }

  /// Runs the screen from the first frame to the last.
  private func show(
    _ source: PrometheusSource, _ loaded: LoadedSettings, _ pool: ProbePool,
    on mainThread: MainThread, signals: TerminalSignals
  ) async -> ExitCode {
    let (events, entrance) = AsyncStream<FleetEvent>.makeStream()
    var view = FleetState(
      settings: loaded.dashboard, themeName: loaded.theme.name, source: source.name,
      label: source.label, refresh: program.options.interval ?? Self.refresh)
    view.takesMouse =
      program.options.mouse ?? (loaded.configuration.mouse && loaded.preferences.mouse)
    let terminal = Terminal(
      on: mainThread, signals: signals,
      settings: program.screenSettings(loaded, usesMouse: view.takesMouse),
      send: { entrance.yield(.terminal($0)) })
    let size: Size
    do { size = try await terminal.open() } catch {
      await pool.close()
      Console.complain(error.message)
      return .usage
    }
    var app = FleetApp(
      terminal: terminal, source: source, loaded: loaded, view: view, size: size,
      events: events, entrance: entrance, reload: { try program.loadSettings() })
    await app.run()
    await pool.close()
    return .served
  }
}

extension FleetSnapshot {
  /// The worst that go would meet at a vantage point.
  var exitCode: ExitCode {
    switch verdict {
    case .broken, .hangs: .broken
    case .unknown: .unknown
    case .fallback, .direct: .fallback
    case .served: .served
    }
  }
}
