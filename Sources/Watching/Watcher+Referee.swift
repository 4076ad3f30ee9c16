import GoRules
import Health
import Probing

/// Asking the real go command, only when told to.
extension Watcher {
  /// Has go download the canaries into a module cache that is thrown away; replaces a run under way. `command`: its path.
  package mutating func callReferee(_ command: String) {
    dismissReferee()
    hearings += 1
    let referee = Referee(
      command: command, go: layers.go, settings: settings,
      certificateFile: pool.configuration.certificateFile)
    let (job, handle) = cancellable { [send, settings, number = hearings] in
      send(.refereeAnswered(number, settings, await referee.download(settings.canaries)))
    }
    hearing = handle
    perform(job)
  }

  /// Ends a run under way.
  package mutating func dismissReferee() {
    hearing?.finish()
    hearing = nil
  }

  /// What is known now stands beside what go did.
  mutating func refereeAnswered(
    _ number: Int, _ asked: MonitorSettings, _ result: Result<Referee.Answer, Referee.Failure>,
    at now: Timestamp
  ) {
    guard number == hearings, hearing != nil, let chain = asked.chain else { return }
    hearing = nil
    let walks = monitor.snapshot(at: now).walks
    tell(.refereeAnswered(result.map { RefereeReport($0, settings: asked, chain, walks) }))
  }
}

extension RefereeReport {
  /// `walks`: what was said that go would do with `settings`.
  package init(
    _ answer: Referee.Answer, settings: MonitorSettings, _ chain: Chain, _ walks: [Walk]
  ) {
    self.init(
      answer.trace, status: answer.status, time: answer.time, modules: settings.canaries,
      chain: chain, walks: walks)
  }
}
