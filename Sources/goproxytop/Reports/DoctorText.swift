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
  private var text: FindingText { FindingText(console: console, isASCII: isASCII) }

  var lines: [String] {
    let findings = diagnosis.findings
    let blocks = findings.isEmpty ? [[verdict]] : findings.map(text.lines)
    let took = console.styled(console.say(.doctorTook, Format.latencyWithUnit(time)), .dim)
    return (blocks + [steps, [took]]).joined(separator: [""]).map { redactor($0) }
  }

  private var verdict: String {
    let walk = Step(.walk, "", .pass, .walk(diagnosis.facts.verdict))
    let said = language.text(walk)
    guard diagnosis.facts.verdict != .unknown else {
      return console.styled("\(text.mark(.warn)) \(said)", .warning)
    }
    return console.styled("\(text.mark(.pass)) \(console.say(.doctorNothing, said))", .good)
  }

  private var steps: [String] {
    var table = TextTable()
    for step in diagnosis.steps {
      table.add([
        TextTable.Cell(text.mark(step.result), text.emphasis(step.result)),
        TextTable.Cell(language.text(step.kind)), TextTable.Cell(step.target),
        TextTable.Cell(step.time.map(Format.latencyWithUnit) ?? "", .dim, isNumber: true),
        TextTable.Cell(language.text(step)),
      ])
    }
    return table.lines(on: console)
  }
}
