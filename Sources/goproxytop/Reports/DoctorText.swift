import Diagnosis
import GoRules
import Health
import Text

/// What the doctor found, as text for people: the causes first, then what was looked at.
struct DoctorText {
  let console: Console
  let diagnosis: Diagnosis
  let time: Duration
  let redactor: Redactor
  let isASCII: Bool

  private var language: Language { console.language }

  var lines: [String] {
    let findings = diagnosis.findings
    let blocks = findings.isEmpty ? [[verdict]] : findings.map(lines)
    let took = console.styled(console.say(.doctorTook, Format.latencyWithUnit(time)), .dim)
    return (blocks + [steps, [took]]).joined(separator: [""]).map { redactor($0) }
  }

  private var verdict: String {
    let walk = Step(.walk, "", .pass, .walk(diagnosis.facts.verdict))
    let said = language.text(walk)
    guard diagnosis.facts.verdict != .unknown else {
      return console.styled("\(mark(.warn)) \(said)", .warning)
    }
    return console.styled("\(mark(.pass)) \(console.say(.doctorNothing, said))", .good)
  }

  private func lines(_ finding: Finding) -> [String] {
    let result: Step.Result = finding.stopsGo ? .fail : .warn
    let sides =
      "\(language.text(finding.side)) \(isASCII ? "-" : "·") \(language.text(finding.confidence))"
    var lines = [
      console.styled("\(mark(result)) \(language.text(finding))", emphasis(result)) + "  "
        + console.styled(sides, .dim)
    ]
    lines += language.lines(of: finding).map { "    \($0)" }
    if let truth = language.truth(about: finding.cause) {
      lines.append("    \(console.say(.doctorTruth)): \(truth)")
    }
    if let fix = finding.fix {
      lines.append("  \(console.say(.doctorFix))  \(console.styled(language.text(fix), .bold))")
    }
    return lines
  }

  private var steps: [String] {
    var table = TextTable()
    for step in diagnosis.steps {
      table.add([
        TextTable.Cell(mark(step.result), emphasis(step.result)),
        TextTable.Cell(language.text(step.kind)), TextTable.Cell(step.target),
        TextTable.Cell(step.time.map(Format.latencyWithUnit) ?? "", .dim, isNumber: true),
        TextTable.Cell(language.text(step)),
      ])
    }
    return table.lines(on: console)
  }

  private func mark(_ result: Step.Result) -> String {
    switch result {
    case .pass: isASCII ? "+" : "✓"
    case .warn: "!"
    case .fail: isASCII ? "x" : "✕"
    case .skip: isASCII ? "/" : "⊘"
    case .notApplicable: isASCII ? "-" : "·"
    }
  }

  private func emphasis(_ result: Step.Result) -> Console.Emphasis {
    switch result {
    case .pass: .good
    case .warn: .warning
    case .fail: .bad
    case .skip, .notApplicable: .dim
    }
  }
}
