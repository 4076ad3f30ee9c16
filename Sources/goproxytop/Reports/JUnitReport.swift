import GoRules

/// The XML in which CI systems take the results of tests.
struct JUnitReport {
  /// Of the command: `goproxytop doctor`.
  var name: String
  /// Those without a case are left out.
  var suites: [Suite]
  /// How long it all took; nil where nobody measured.
  var time: Duration?

  struct Suite {
    var name: String
    var cases: [Case]
  }

  struct Case {
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
  }

  var lines: [String] {
    let suites = suites.filter { !$0.cases.isEmpty }
    let package = name.replacing(" ", with: ".")
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    let counts = Self.counts(suites.flatMap(\.cases))
    lines.append("<testsuites name=\"\(name)\" \(counts)\(Self.attribute(time))>")
    for suite in suites {
      lines.append("  <testsuite name=\"\(suite.name)\" \(Self.counts(suite.cases))>")
      lines += suite.cases.flatMap { $0.lines(in: "\(package).\(suite.name)") }
      lines.append("  </testsuite>")
    }
    return lines + ["</testsuites>"]
  }

  private static func counts(_ cases: [Case]) -> String {
    let failures = cases.count { if case .failure = $0.result { true } else { false } }
    let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
    return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
  }

  /// ` time="1.904"`; empty for nil.
  fileprivate static func attribute(_ time: Duration?) -> String {
    guard let time else { return "" }
    let milliseconds = Int((time.seconds * 1000).rounded())
    return " time=\"\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst())\""
  }
}

extension JUnitReport.Case {
  fileprivate func lines(in className: String) -> [String] {
    let opening =
      "    <testcase classname=\"\(className)\" name=\"\(Self.escaped(name))\""
      + JUnitReport.attribute(time)
    let inner: String
    switch result {
    case .failure(let message):
      inner = "<failure message=\"\(Self.escaped(message))\">\(Self.escaped(text))</failure>"
    case .skipped(let message): inner = "<skipped message=\"\(Self.escaped(message))\"/>"
    case .passed where text.isEmpty: return [opening + "/>"]
    case .passed: inner = "<system-out>\(Self.escaped(text))</system-out>"
    }
    return [opening + ">", "      " + inner, "    </testcase>"]
  }

  /// XML 1.0 has no way to write most control characters; they are left out.
  private static func escaped(_ text: String) -> String {
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
