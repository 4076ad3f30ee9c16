import Diagnosis
import GoRules
import Text

/// `doctor --explain --json`: as `doctor --json`, but from a log.
struct LogReport: Encodable {
  var schema = 1
  var source = "log"
  var time: String
  /// What the first finding is about; nil where it names no version of a module.
  @Nullable var module: String?
  var verdict: String
  /// What reading it took.
  var seconds: Double
  /// In the log, and those of them that go printed.
  var lines: Int
  var goLines: Int
  var findings: [FindingReport]
  /// Nothing is looked at.
  var steps: [ExaminationStepReport] = []
  /// Commands that would tell more.
  var next: [String]

  init(_ explanation: Explanation, at wall: Duration, time: Duration, redactor: Redactor) {
    let findings = explanation.findings
    let canary = findings.first?.trouble?.question.canary
    self.time = WallTime.rfc3339(wall)
    module = canary.flatMap { ModuleVersion("\($0)") }.map { redactor("\($0)") }
    verdict = explanation.verdict.rawValue
    seconds = (time.seconds * 1000).rounded() / 1000
    lines = explanation.log.count
    goLines = explanation.log.goLines
    self.findings = findings.map { FindingReport($0, redactor) }
    next = explanation.next.map { redactor($0) }
  }
}
