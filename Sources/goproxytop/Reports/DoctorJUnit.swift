import Diagnosis
import Text

/// `doctor --junit`: what was looked at and what was found.
struct DoctorJUnit {
  let language: Language
  let redactor: Redactor
  let time: Duration

  /// A suite of the steps and one of the findings: a finding fails where go fails or waits because of it.
  func report(_ findings: [Finding], _ steps: [Step]) -> JUnitReport {
    let found = findings.map(testCase)
    let nothing = JUnitReport.Case(name: language.say(.doctorNothingShort))
    return JUnitReport(
      name: "goproxytop doctor",
      suites: [
        JUnitReport.Suite(name: "findings", cases: found.isEmpty ? [nothing] : found),
        JUnitReport.Suite(name: "steps", cases: steps.map(testCase)),
      ], time: time)
  }

  private func testCase(_ finding: Finding) -> JUnitReport.Case {
    let lines = language.paragraph(on: finding).map { redactor($0) }
    return JUnitReport.Case(
      name: finding.cause.code, text: lines.joined(separator: "\n"),
      result: finding.stopsGo ? .failure(message: lines[0]) : .passed)
  }

  private func testCase(_ step: Step) -> JUnitReport.Case {
    let evidence = redactor(language.text(step))
    let target = redactor(step.target)
    let result: JUnitReport.Case.Result =
      switch step.result {
      case .fail: .failure(message: evidence)
      case .skip, .notApplicable: .skipped(message: evidence)
      case .pass, .warn: .passed
      }
    return JUnitReport.Case(
      name: target.isEmpty ? step.kind.rawValue : "\(step.kind.rawValue) \(target)",
      time: step.time, text: evidence, result: result)
  }
}
