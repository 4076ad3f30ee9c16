import GoRules
import Health
import History
import Platform
import Text
import Watching

/// The hooks of a running instance: what its watcher records goes in, what is due is run beside the loop.
struct Hooks {
  /// A run has ended.
  struct End: Sendable {
    var run: HookRun
    var result: HookRunner.Result
  }

  /// What is to be said of it.
  struct Told {
    var hook: String
    var outcome: HookOutcome
    var sentence: Sentence
    /// It failed like that before.
    var isRepeated: Bool
  }

  private var settings: [HookSetting]
  private var schedule: HookSchedule
  /// How hooks failed last that have not worked since.
  private var failures: [String: String] = [:]
  private let runner: HookRunner
  private let send: @Sendable (End) -> Void

  /// `send` is called at the end of each run, from any thread.
  init(_ settings: [HookSetting], _ runner: HookRunner, send: @escaping @Sendable (End) -> Void) {
    self.settings = settings
    self.runner = runner
    self.send = send
    schedule = HookSchedule(settings.map { ($0.name, $0.rules) })
  }

  /// The configuration was read again.
  mutating func adopt(_ settings: [HookSetting]) {
    if settings == self.settings { return }
    self.settings = settings
    failures = [:]
    schedule.replace(with: settings.map { ($0.name, $0.rules) })
  }

  mutating func take(_ record: HistoryRecord) { schedule.take(record) }

  /// Has what is due run; to be called at the end of each turn.
  /// - Returns: what is to be said of events that nobody will be told.
  mutating func workOff(_ watcher: inout Watcher, at now: Timestamp) -> [Sentence] {
    if settings.isEmpty { return [] }
    var dropped: [Sentence] = []
    if schedule.isDue(at: now) {
      for var run in schedule.due(watcher.settings, Self.duty(of: watcher), at: now) {
        guard let hook = settings.first(where: { $0.name == run.hook }) else { continue }
        let snapshot = watcher.snapshot(at: now)
        run.event = run.event.explained(by: snapshot)
        let report = HookReport(run, snapshot, host: runner.host, language: runner.language)
        watcher.perform { [run, runner, send] in
          send(End(run: run, result: await runner.run(hook, report)))
        }
        if run.dropped > 0, run.attempt == 1 {
          dropped.append(Sentence(.hookDropped, .text(run.hook), .text(String(run.dropped))))
        }
      }
    }
    if let time = schedule.nextTime { watcher.wake(noLaterThan: time) }
    return dropped
  }

  /// - Returns: what is to be said of it; nil where that hook is gone.
  mutating func ended(_ end: End, at now: Timestamp) -> Told? {
    guard let outcome = schedule.ended(end.run.hook, end.result.ending, at: now) else { return nil }
    let (hook, text) = (
      Sentence.Argument.text(end.run.hook), Sentence.Argument.text(end.result.text)
    )
    let sentence =
      switch outcome {
      case .delivered:
        Sentence(.hookDelivered, hook, .text(end.run.event.trigger.rawValue))
      case .triedAgain(let pause):
        Sentence(.hookTriedAgain, hook, text, .text(pause.written))
      case .givenUp: Sentence(.hookFailed, hook, text)
      }
    let before = failures[end.run.hook]
    switch outcome {
    case .delivered: failures[end.run.hook] = nil
    case .triedAgain: break
    case .givenUp: failures[end.run.hook] = end.result.text
    }
    return Told(
      hook: end.run.hook, outcome: outcome, sentence: sentence,
      isRepeated: before == end.result.text)
  }

  func close() async { await runner.close() }

  /// The instance that records tells; where no record is kept, none is known of.
  private static func duty(of watcher: Watcher) -> HookSchedule.Duty {
    if watcher.history == nil { return .ours }
    return switch watcher.historyStatus?.mode {
    case .recording, .problem: .ours
    case .reading, .closed: .anothers
    case .opening, nil: .unknown
    }
  }
}
