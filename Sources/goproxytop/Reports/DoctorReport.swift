import Diagnosis
import GoRules
import Health
import Text

/// `doctor --json`.
struct DoctorReport: Encodable {
  var schema = 1
  var time: String
  var module: String
  var verdict: String
  /// What all of it took.
  var seconds: Double
  var findings: [FindingReport]
  var steps: [ExaminationStepReport]

  init(_ diagnosis: Diagnosis, module: ModuleVersion, time: Duration, redactor: Redactor) {
    self.time = WallTime.rfc3339(diagnosis.facts.snapshot.now.wall)
    self.module = redactor(module.description)
    verdict = diagnosis.facts.verdict.rawValue
    seconds = (time.seconds * 1000).rounded() / 1000
    findings = diagnosis.findings.map { FindingReport($0, redactor) }
    steps = diagnosis.steps.map { ExaminationStepReport($0, redactor) }
  }
}

/// A cause, as JSON has it.
struct FindingReport: Encodable {
  var code: String
  /// `you`, `machine`, `path`, `mirror` or `chain`.
  var side: String
  /// `high`, `medium` or `low`.
  var confidence: String
  @Nullable var entry: Int?
  var text: String
  var evidence: [String]
  /// To be pasted, or done; nil where nothing is known to help.
  @Nullable var fix: String?

  init(_ finding: Finding, _ redactor: Redactor) {
    code = finding.cause.code
    side = finding.side.rawValue
    confidence = finding.confidence.rawValue
    entry = finding.entry
    text = redactor(Language.english.text(finding))
    evidence = Language.english.lines(of: finding).map { redactor($0) }
    fix = finding.fix.map { redactor(Language.english.text($0)) }
  }
}

/// One thing looked at, as JSON has it.
struct ExaminationStepReport: Encodable {
  var step: String
  var target: String
  /// `pass`, `warn`, `fail`, `skip` or `not_applicable`.
  var result: String
  var evidence: String
  @Nullable var ms: Double?

  init(_ step: Step, _ redactor: Redactor) {
    self.step = step.kind.rawValue
    target = redactor(step.target)
    result = step.result.rawValue
    evidence = redactor(Language.english.text(step))
    ms = step.time?.roundedMilliseconds
  }
}
