import Diagnosis
import Text

/// `doctor --github`: what was found, as the workflow commands with which GitHub Actions annotates a run.
struct DoctorAnnotations {
  let language: Language
  let redactor: Redactor

  /// One for each finding: an error where go fails or waits because of it, else a warning.
  func lines(of findings: [Finding]) -> [String] {
    findings.map { finding in
      let level = finding.stopsGo ? "error" : "warning"
      let title =
        "goproxytop: \(language.text(finding.side)) - \(language.text(finding.confidence))"
      let message = language.paragraph(on: finding).map { redactor($0) }.joined(separator: "\n")
      return "::\(level) title=\(Self.escaped(title, in: .property))::"
        + Self.escaped(message, in: .message)
    }
  }

  /// The same lines, none of which GitHub takes for a command, whatever a server has put into them.
  static func quoted(_ lines: [String]) -> [String] {
    // No server can know it.
    let token = "goproxytop-\(UInt64.random(in: .min ... .max))"
    return ["::stop-commands::\(token)"] + lines + ["::\(token)::"]
  }

  private enum Part { case property, message }

  private static func escaped(_ text: String, in part: Part) -> String {
    var escapes: [Unicode.Scalar: String] = ["%": "%25", "\r": "%0D", "\n": "%0A"]
    if part == .property { escapes.merge([":": "%3A", ",": "%2C"]) { $1 } }
    return text.unicodeScalars.reduce(into: "") { $0 += escapes[$1] ?? String($1) }
  }
}
