import Dashboard
import GoRules
import Health
import History
import Probing
import Record
import Terminal
import Text

/// What the monitor and the dashboard want done.
extension App {
  /// Carries out what the monitor decided.
  mutating func carryOut(_ commands: [MonitorCommand], at now: Timestamp) {
    var records: [HistoryRecord] = []
    for command in commands {
      switch command {
      case .probe(let round): startRound(round)
      case .cancel(let mirror): rounds.removeValue(forKey: mirror)?.finish()
      case .wake(let time): alarm.set(.monitor, at: time.monotonic)
      case .record(let record):
        records.append(record)
        if case .failover = record, loaded.configuration.bell { terminal.ringBell() }
        if case .gap(let gap) = record { tell(Sentence(gap), as: .warning, at: now) }
      }
    }
    guard !records.isEmpty else { return }
    history?.append(records)
    if records.contains(where: \.isShown) { readRecord(at: now) }
  }

  /// What is loaded now is what is watched.
  mutating func settingsChanged(at now: Timestamp) {
    carryOut(monitor.handle(.settingsChanged(loaded.monitor), at: now), at: now)
    if monitor.hasMirrors(since: now) { recall(before: now) }
  }

  private mutating func startRound(_ round: ProbeRound) {
    let (probing, handle) = Self.cancellable { [pool, sink] in
      await pool.run(round) { sink.send(.monitor(.probeFinished($0))) }
    }
    rounds[round.mirror] = handle
    jobs.append { [sink] in
      await probing()
      sink.send(.monitor(.roundFinished(round.mirror)))
    }
  }

  /// Carries out what the user asked for.
  mutating func carryOut(_ action: DashboardAction, at now: Timestamp) {
    switch action {
    case .quit: isEnding = true
    case .quitWithSummary:
      wantsSummary = true
      isEnding = true
    case .probeNow: carryOut(monitor.handle(.probeNowRequested, at: now), at: now)
    case .changeInterval(let interval):
      carryOut(monitor.handle(.intervalChanged(interval), at: now), at: now)
    case .useTheme(let name, _): useTheme(name, at: now)
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .copy(let text): terminal.copy(text)
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .preferencesChanged: keepPreferences(at: now)
    case .requestRank: startMeasurement()
    case .cancelRank: cancelMeasurement()
    case .apply(let proposal): write(proposal.value)
    case .undo: undoLast()
    case .command(let line): carryOut(line: line, at: now)
    case .seek(let seek): self.seek(seek, at: now)
    }
  }

  private mutating func useTheme(_ name: String, at now: Timestamp) {
    do {
      theme = try loaded.themes.theme(name)
      view.themeName = name
    } catch {
      tell(error.sentence, as: .error, at: now)
    }
  }

  private mutating func keepPreferences(at now: Timestamp) {
    guard let path = loaded.preferencesFile else { return }
    do {
      try TextFile.write(view.preferences.text, to: path, mode: 0o600)
    } catch {
      tell(Sentence(verbatim: error.message), as: .warning, at: now)
    }
  }

  /// A message with the home folder's path as `~`: the bottom line is short.
  func inHome(_ message: Sentence) -> Sentence {
    guard let home = loaded.go.settings.variables["HOME"], home.count > 1 else { return message }
    return message.mapTexts { $0.replacing(home + "/", with: "~/") }
  }

  /// Reads configuration, themes and go's setting again; where that fails, what holds goes on to hold.
  /// Someone who asked for it hears of it also where nothing is new.
  mutating func reloadSettings(isAsked: Bool = false, at now: Timestamp) {
    do {
      var fresh = try reload()
      watch.apply(to: &fresh.monitor)
      let isSame = fresh.monitor == loaded.monitor
      // Our own writing of GOPROXY was told already when its file is seen to have changed.
      let isNews =
        isAsked || !isSame || fresh.dashboard != loaded.dashboard || fresh.theme != loaded.theme
        || fresh.configuration.bell != loaded.configuration.bell || view.message?.kind == .error
      loaded = fresh
      theme = (try? fresh.themes.theme(view.themeName)) ?? fresh.theme
      view.settings = fresh.dashboard
      if !isSame { settingsChanged(at: now) }
      offerUndo()
      if isNews { tell(Sentence(.settingsRead), at: now) }
    } catch let error as UsageError {
      tell(
        Sentence(.oldSettingsHold, .sentence(inHome(error.sentence))), as: .error, at: now)
    } catch {
      tell(Sentence(verbatim: "\(error)"), as: .error, at: now)
    }
  }
}

extension HistoryRecord {
  /// It is among the failovers or in the calendar.
  fileprivate var isShown: Bool {
    switch self {
    case .failover, .firstTarget, .stateChange: true
    case .sample, .gap, .settingChange, .chain: false
    }
  }
}
