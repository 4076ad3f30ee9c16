import Diagnosis
import GoRules
import Health
import Text

/// What a log says, as text for people: the causes first, then what to run for more.
struct LogText {
  let console: Console
  let explanation: Explanation
  let redactor: Redactor
  let isASCII: Bool

  private var text: FindingText { FindingText(console: console, isASCII: isASCII) }

  var lines: [String] {
    let findings = explanation.findings
    let next = explanation.next.map {
      "  \(console.say(.logNext))  \(console.styled($0, .bold))"
    }
    let blocks = (findings.isEmpty ? [verdict] : findings.map(text.lines)) + [next, [summary]]
    return blocks.filter { !$0.isEmpty }.joined(separator: [""]).map { redactor($0) }
  }

  /// Without a finding.
  private var verdict: [String] {
    let log = explanation.log
    switch explanation.verdict {
    case .served: return [line(.pass, .logHasNoFailure)]
    case _ where log.count == 0: return [line(.warn, .logIsEmpty)]
    case _ where log.goLines == 0: return [line(.warn, .logIsNotGo)]
    default:
      return [line(.warn, .logIsUnknown)]
        + log.unknown.prefix(5).map {
          "    " + console.language.text(.logged(line: $0.number, text: $0.text.text, times: 1))
        }
    }
  }

  private func line(_ result: Step.Result, _ phrase: Phrase) -> String {
    console.styled("\(text.mark(result)) \(console.say(phrase))", text.emphasis(result))
  }

  private func unread(_ count: Int) -> String { console.say(.logUnread, "\(count)") }

  private var summary: String {
    let log = explanation.log
    let said = console.say(
      .logSummary, "\(log.count)", "\(log.goLines)", "\(log.trace.requests.count)")
    return console.styled(
      log.unread == 0 ? said : console.say(.reportAndThen, said, unread(log.unread)), .dim)
  }
}
