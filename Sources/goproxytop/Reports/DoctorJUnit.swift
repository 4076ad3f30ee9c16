import Diagnosis
import GoRules
import Text

/// `doctor --junit`: what was looked at and what was found, as the XML in which CI systems take the results of tests.
struct DoctorJUnit {
  let language: Language
  let redactor: Redactor
  let time: Duration

  /// A suite of the steps and one of the findings: a finding fails where go fails or waits because of it.
  func lines(_ findings: [Finding], _ steps: [Step]) -> [String] {
    let looked = Suite(name: "steps", cases: steps.map(testCase))
    let found = Suite(
      name: "findings",
      cases: findings.isEmpty
        ? [Case(name: language.say(.doctorNothingShort))] : findings.map(testCase))
    let suites = [found, looked]
    return ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
      + [
        "<testsuites name=\"goproxytop doctor\" \(Suite.counts(suites.flatMap(\.cases)))"
          + " time=\"\(Self.seconds(time))\">"
      ] + suites.flatMap(\.lines) + ["</testsuites>"]
  }

  private func testCase(_ finding: Finding) -> Case {
    let lines = language.paragraph(on: finding).map { redactor($0) }
    return Case(
      name: finding.cause.code, text: lines.joined(separator: "\n"),
      result: finding.stopsGo ? .failure(message: lines[0]) : .passed)
  }

  private func testCase(_ step: Step) -> Case {
    let evidence = redactor(language.text(step))
    let target = redactor(step.target)
    let result: Case.Result =
      switch step.result {
      case .fail: .failure(message: evidence)
      case .skip, .notApplicable: .skipped(message: evidence)
      case .pass, .warn: .passed
      }
    return Case(
      name: target.isEmpty ? step.kind.rawValue : "\(step.kind.rawValue) \(target)",
      time: step.time, text: evidence, result: result)
  }

  private struct Case {
    enum Result: Equatable {
      case passed
      case failure(message: String)
      case skipped(message: String)
    }

    var name: String
    var time: Duration?
    /// More than the message has; empty for nothing.
    var text = ""
    var result = Result.passed

    func lines(in suite: String) -> [String] {
      let time = time.map { " time=\"\(DoctorJUnit.seconds($0))\"" } ?? ""
      let opening =
        "    <testcase classname=\"goproxytop.doctor.\(suite)\" name=\"\(escaped(name))\"\(time)"
      switch result {
      case .failure(let message):
        return [
          opening + ">",
          "      <failure message=\"\(escaped(message))\">\(escaped(text))</failure>",
          "    </testcase>",
        ]
      case .skipped(let message):
        return [
          opening + ">", "      <skipped message=\"\(escaped(message))\"/>", "    </testcase>",
        ]
      case .passed where text.isEmpty: return [opening + "/>"]
      case .passed:
        return [
          opening + ">", "      <system-out>\(escaped(text))</system-out>", "    </testcase>",
        ]
      }
    }

    /// XML 1.0 has no way to write most control characters; they are left out.
    private func escaped(_ text: String) -> String {
      text.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "\n": result += "&#10;"
        case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": break
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
  }

  private struct Suite {
    var name: String
    var cases: [Case]

    var lines: [String] {
      ["  <testsuite name=\"\(name)\" \(Self.counts(cases))>"]
        + cases.flatMap { $0.lines(in: name) } + ["  </testsuite>"]
    }

    static func counts(_ cases: [Case]) -> String {
      let failures = cases.count { if case .failure = $0.result { true } else { false } }
      let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
      return
        "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
    }
  }

  /// `1.904`.
  fileprivate static func seconds(_ time: Duration) -> String {
    let milliseconds = Int((time.seconds * 1000).rounded())
    return "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst())"
  }
}
