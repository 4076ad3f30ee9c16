import Diagnosis
import Text

/// A finding as text for people: what is wrong, whose side it is on, what shows it, what is true, what would help.
struct FindingText {
  let console: Console
  let isASCII: Bool

  private var language: Language { console.language }

  func lines(_ finding: Finding) -> [String] {
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

  func mark(_ result: Step.Result) -> String {
    switch result {
    case .pass: isASCII ? "+" : "✓"
    case .warn: "!"
    case .fail: isASCII ? "x" : "✕"
    case .skip: isASCII ? "/" : "⊘"
    case .notApplicable: isASCII ? "-" : "·"
    }
  }

  func emphasis(_ result: Step.Result) -> Console.Emphasis {
    switch result {
    case .pass: .good
    case .warn: .warning
    case .fail: .bad
    case .skip, .notApplicable: .dim
    }
  }
}
