import Dashboard
import Diagnosis
import GoRules
import Health
import History
import Probing
import Terminal
import Text
import Watching

/// What the user asked for, and what becomes of it.
extension App {
  mutating func carryOut(
    _ action: DashboardAction, _ watcher: inout Watcher, at now: Timestamp
  ) {
    switch action {
    case .quit: watcher.end()
    case .quitWithSummary:
      wantsSummary = true
      watcher.end()
    case .probeNow:
      let spared = watcher.probeNow(at: now)
      if !spared.isEmpty {
        tell(Sentence(.probingNowButZips, .text(spared.joined(separator: " "))), at: now)
      }
    case .changeInterval(let interval): watcher.choose(at: now) { $0.interval = interval }
    case .useTheme(let name, _): useTheme(name, at: now)
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .copy(let text): terminal.copy(text)
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .preferencesChanged: preferencesFile?.save(view.preferences.text, beside: &watcher)
    case .requestRank: startMeasurement(&watcher, at: now)
    case .cancelRank: watcher.cancelMeasurement()
    case .compare(let mirrors): watcher.compare(mirrors)
    case .cancelComparison: watcher.cancelComparison()
    case .callReferee: callReferee(&watcher)
    case .dismissReferee: watcher.dismissReferee()
    case .examine(let mirror):
      let go = loaded.go
      watcher.examine(
        mirror, command: go.goCommand.map { GoCommand(path: $0, version: go.version) })
    case .dismissDoctor: watcher.dismissDoctor()
    case .watchGoProcesses: watcher.watchGoProcesses()
    case .stopWatchingGoProcesses: watcher.stopWatchingGoProcesses()
    case .requestFix(let cure): view.confirm(cure, proposal(of: cure))
    case .apply(let proposal): write(proposal.value, &watcher)
    case .undo: if let undo = view.undo { write(undo.value, &watcher) }
    case .command(let line): carryOut(line: line, &watcher, at: now)
    case .playFault(let name, let host):
      if let said = playFault?(name, host) {
        tell(said, at: now)
      } else {
        tell(Sentence(.notOfTheDemo, .text(host)), as: .error, at: now)
      }
    case .leap(let leap):
      guard watcher.history != nil else { return tell(Sentence(.noHistory), at: now) }
      watcher.leap(leap, at: now)
    case .goLive: watcher.goLive()
    }
  }

  private mutating func callReferee(_ watcher: inout Watcher) {
    guard let command = loaded.go.goCommand else {
      view.hearing = .failed(Sentence(.noGoCommand))
      return
    }
    watcher.callReferee(command)
  }

  mutating func examined(_ result: Result<Examined, ProbePoolError>) {
    isDirty = true
    switch result {
    case .success(let known):
      view.consultation?.take(known.facts, pending: known.pending, time: known.time)
    case .failure(let error): view.consultation?.fail(Sentence(verbatim: "\(error)"))
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

  /// A message with the home folder's path as `~`: the bottom line is short.
  private func inHome(_ message: Sentence) -> Sentence {
    guard let home = loaded.go.settings.variables["HOME"], home.count > 1 else { return message }
    return message.mapTexts { $0.replacing(home + "/", with: "~/") }
  }

  /// Reads configuration, themes and go's setting again; where that fails, what holds goes on to hold.
  /// Someone who asked for it hears of it also where nothing is new.
  mutating func reloadSettings(
    _ watcher: inout Watcher, isAsked: Bool = false, at now: Timestamp
  ) {
    do {
      let fresh = try reload()
      // Our own writing of GOPROXY was told already when its file is seen to have changed.
      let isNews =
        isAsked || fresh.dashboard != loaded.dashboard || fresh.theme != loaded.theme
        || fresh.configuration.bell != loaded.configuration.bell
        || fresh.configuration.hooks != loaded.configuration.hooks || view.message?.kind == .error
      if runsHooks { hooks.adopt(fresh.configuration.hooks) }
      loaded = fresh
      theme = (try? fresh.themes.theme(view.themeName)) ?? fresh.theme
      view.settings = fresh.dashboard
      watcher.offset = fresh.dashboard.clock.offsetFromUTC
      let before = watcher.settings.setting
      let isOther = watcher.reload(fresh.layers, at: now)
      offerUndo(watcher)
      let setting = watcher.settings.setting
      if isOther, setting != before {
        tell(Sentence(.goproxyIs, .text(setting.redactedValue)), at: now)
      } else if isNews || isOther {
        tell(Sentence(.settingsRead), at: now)
      }
    } catch let error as UsageError {
      tell(
        Sentence(.oldSettingsHold, .sentence(inHome(error.sentence))), as: .error, at: now)
    } catch {
      tell(Sentence(verbatim: "\(error)"), as: .error, at: now)
    }
  }

  /// Tells the user when the history cannot be kept or read as it should.
  mutating func historyChanged(
    from before: HistoryStatus?, to status: HistoryStatus, path: String, at now: Timestamp
  ) {
    switch status.mode {
    case .problem: view.record = .failing
    case .reading: view.record = .elsewhere
    case .recording: view.record = nil
    case .opening, .closed: break
    }
    for item in status.news(since: before, path: path) {
      tell(inHome(item.sentence), as: item.isTrouble ? .warning : .note, at: now)
    }
    isDirty = true
  }

  mutating func pastUnreadable(_ error: HistoryError, path: String, at now: Timestamp) {
    tell(inHome(Sentence(error.reason, path: path)), as: .error, at: now)
  }
}
