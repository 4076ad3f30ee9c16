import Diagnosis
import Text

/// `doctor --github`: what was found.
struct DoctorAnnotations {
  let language: Language
  let redactor: Redactor

  /// One for each finding: an error where go fails or waits because of it, else a warning.
  func annotations(of findings: [Finding]) -> [GitHubAnnotation] {
    findings.map { finding in
      GitHubAnnotation(
        level: finding.stopsGo ? .error : .warning,
        title: "goproxytop: \(language.text(finding.side)) - \(language.text(finding.confidence))",
        message: language.paragraph(on: finding).map { redactor($0) }.joined(separator: "\n"))
    }
  }
}
