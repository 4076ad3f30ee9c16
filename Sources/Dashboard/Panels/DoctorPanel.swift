import Diagnosis
import GoRules
import Health
import Text

/// What the doctor says: first what is wrong with the mirror, then what was examined, what is wrong elsewhere, and all that
/// was looked at.
///
/// ```
/// ╭─ Doctor: goproxy.cn ───────────── R again  y copy  Esc close ─╮
/// │ ✕ go stops at goproxy.cn: HTTP 502 Bad Gateway, and `,` …     │
/// │   the chain · high                                            │
/// ```
struct DoctorPanel {
  private typealias Paragraph = TextPanel.Paragraph

  let panel: TextPanel
  /// All of it, to be copied.
  let text: String

  /// nil where the doctor was not called.
  init?(_ scene: Scene) {
    guard let consultation = scene.state.consultation else { return nil }
    let paragraphs = Content(consultation: consultation, scene: scene).paragraphs
    func key(_ action: KeyAction) -> String {
      scene.state.settings.bindings.keys(for: action).first?.name ?? ""
    }
    panel = TextPanel(
      scene.say(.doctorTitle, consultation.subject(scene)),
      note: consultation.isRunning
        ? nil : scene.say(.compareKeys, key(.probeNow), key(.copy)),
      paragraphs, scene)
    text = paragraphs.map { paragraph in
      let mark = paragraph.mark.map { "\($0) " } ?? ""
      return String(repeating: " ", count: paragraph.indent) + mark + paragraph.text
    }.joined(separator: "\n")
  }

  private struct Content {
    let consultation: Consultation
    let scene: Scene

    private var language: Language { scene.language }
    private var subject: String { consultation.subject(scene) }

    var paragraphs: [Paragraph] {
      if let failure = consultation.failure {
        return [
          Paragraph(
            mark: mark(.fail), text: language.say(failure), role: .down, attributes: .bold)
        ]
      }
      guard let diagnosis = consultation.diagnosis else {
        return [Paragraph(text: scene.say(.doctorPending, "0", "1"), attributes: .bold)]
      }
      let steps = steps(of: diagnosis)
      if let pending = consultation.pending {
        let said = scene.say(.doctorPending, "\(steps.count)", "\(pending)")
        return [Paragraph(text: said, attributes: .bold)] + steps.map(paragraph)
      }
      let space = Paragraph(text: "")
      let findings = diagnosis.findings
      let (own, others) = (
        findings.filter { isOwn($0, diagnosis) }, findings.filter { !isOwn($0, diagnosis) }
      )
      var all = own.isEmpty ? [withoutFinding(diagnosis)] : own.flatMap(paragraphs)
      all += [space, Paragraph(text: examined, role: .muted)]
      if !others.isEmpty {
        all += [
          space, Paragraph(text: scene.say(.doctorElsewhere), role: .title, attributes: .bold),
        ]
        all += others.flatMap(paragraphs)
      }
      all += [space, Paragraph(text: scene.say(.doctorSteps), role: .title, attributes: .bold)]
      return all + steps.map(paragraph)
    }

    private func isOwn(_ finding: Finding, _ diagnosis: Diagnosis) -> Bool {
      consultation.mirror.map { diagnosis.concerns(finding, $0) } ?? true
    }

    /// How long ago it examined; nil where that is as good as now.
    private var age: String? {
      guard let time = consultation.diagnosis?.facts.snapshot.now,
        case let age = scene.age(time), age >= .seconds(10)
      else { return nil }
      return language.ago(age)
    }

    private func withoutFinding(_ diagnosis: Diagnosis) -> Paragraph {
      let isKnown =
        consultation.mirror.map(diagnosis.hasHeard) ?? (diagnosis.facts.verdict != .unknown)
      // Green is what is known of now.
      let result: Step.Result = !isKnown ? .warn : age == nil ? .pass : .notApplicable
      let text =
        isKnown
        ? age.map { scene.say(.doctorWasHealthy, subject, $0) }
          ?? scene.say(.doctorHealthy, subject)
        : scene.say(.withReason, subject, scene.say(.notMeasured))
      return Paragraph(mark: mark(result), text: text, role: role(result), attributes: .bold)
    }

    private var examined: String {
      let time = Format.latencyWithUnit(consultation.time)
      let said = scene.say(
        consultation.isOfMirrorAlone ? .doctorOfMirror : .doctorOfChain, time, subject)
      return age.map { "\(said) \(scene.glyphs.dot) \($0)" } ?? said
    }

    private func paragraphs(_ finding: Finding) -> [Paragraph] {
      let result: Step.Result = finding.stopsGo ? .fail : .warn
      let sides =
        "\(language.text(finding.side)) \(scene.glyphs.dot) \(language.text(finding.confidence))"
      var all = [
        Paragraph(
          mark: mark(result), text: language.text(finding), role: role(result), attributes: .bold),
        Paragraph(text: sides, role: .muted, indent: 2),
      ]
      all += language.lines(of: finding).map { Paragraph(text: $0, indent: 2) }
      if let truth = language.truth(about: finding.cause) {
        all.append(Paragraph(text: "\(scene.say(.doctorTruth)): \(truth)", indent: 2))
      }
      if let fix = finding.fix {
        all.append(
          Paragraph(
            text: "\(scene.say(.doctorFix))  \(language.text(fix))", role: .active, indent: 2,
            isCommand: true))
      }
      return all
    }

    /// What concerns the mirror stands first; while more is to come, what is not known yet is left out.
    private func steps(of diagnosis: Diagnosis) -> [Step] {
      let isEarly = diagnosis.facts.snapshot.mirrors.isEmpty
      let steps = diagnosis.steps.filter { step in
        guard consultation.isRunning else { return true }
        return step.kind == .lint ? !isEarly : step.kind != .walk && step.kind != .referee
      }
      guard let mirror = consultation.mirror else { return steps }
      return steps.filter { diagnosis.concerns($0, mirror) }
        + steps.filter { !diagnosis.concerns($0, mirror) }
    }

    private func paragraph(_ step: Step) -> Paragraph {
      let what = [language.text(step.kind), step.target].filter { !$0.isEmpty }
      let said = scene.say(.withReason, what.joined(separator: " "), language.text(step))
      let time = step.time.map { " (\(Format.latencyWithUnit($0)))" }
      return Paragraph(
        mark: mark(step.result), text: said + (time ?? ""),
        role: role(step.result), textRole: .text)
    }

    private func mark(_ result: Step.Result) -> Unicode.Scalar {
      switch result {
      case .pass: scene.glyphs.passed
      case .warn: "!"
      case .fail: scene.glyphs.failure
      case .skip: scene.glyphs.skipped
      case .notApplicable: scene.glyphs.dot
      }
    }

    private func role(_ result: Step.Result) -> Role {
      switch result {
      case .pass: .up
      case .warn: .degraded
      case .fail: .down
      case .skip, .notApplicable: .muted
      }
    }
  }
}

extension Consultation {
  /// What it is about.
  fileprivate func subject(_ scene: Scene) -> String {
    mirror?.name ?? scene.say(.doctorWholeChain)
  }
}
