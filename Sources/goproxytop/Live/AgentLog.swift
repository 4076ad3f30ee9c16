import Dashboard
import GoRules
import Health
import History
import Platform
import Text
import Watching

/// What the agent writes to stderr: a line for each thing that happened. In a journal with its priority before it, elsewhere
/// with its time.
struct AgentLog: Sendable {
  /// As syslog(3) numbers them.
  enum Level: Int { case error = 3, warning, notice, info }

  private let isJournal: Bool

  init(environment: [String: String]) {
    isJournal = environment["JOURNAL_STREAM"] != nil
  }

  func say(_ level: Level, _ sentence: Sentence) {
    // A query of an entry may be its token.
    let text = OutputText.harmless(
      line: Redaction.queriesHidden(Language.english.say(sentence)))
    let begin =
      isJournal
      ? "<\(level.rawValue)>" : "\(WallTime.rfc3339(SystemClock.now().wall)) \(level) "
    Console.writeError("\(begin)\(text)\n")
  }

  func say(_ record: HistoryRecord, names settings: MonitorSettings) {
    switch record {
    case .failover(let failover):
      let isBad = if case .nowhere = failover.to { true } else { false }
      say(
        isBad ? .error : .notice,
        Sentence(
          .agentFailover, .text(failover.kind.rawValue),
          .text(Language.english.text(failover.from)), .text(Language.english.text(failover.to)),
          .text(Language.english.text(failover.reason))))
    case .stateChange(let change):
      let name = settings.mirrors.first { $0.id == change.mirror }?.name ?? change.mirror.rawValue
      let states = "\(change.from.rawValue) -> \(change.to.rawValue)"
      let reason = change.failure.map { ": \(Language.english.text(.failure($0)))" } ?? ""
      say(
        change.to == .down ? .warning : .notice, Sentence(verbatim: "\(name): \(states)\(reason)"))
    case .gap(let gap): say(.warning, Sentence(gap))
    case .sample, .firstTarget, .settingChange, .chain: break
    }
  }

  /// Trouble with the record, once each.
  func say(_ status: HistoryStatus, after before: HistoryStatus?, path: String) {
    for item in status.news(since: before, path: path) {
      say(item.isTrouble ? .warning : .info, item.sentence)
    }
  }
}
