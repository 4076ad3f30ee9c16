import Diagnosis
import GoRules

extension DoctorReport {
  /// What `doctor --json` prints, also of a log (which may name no module), for who reads it by a program.
  static let jsonSchema = JSONSchema.Document(
    title: "goproxytop doctor --json",
    root: .object([
      "schema": .value(.integer), "time": .time, "module": .nullable(.string),
      "verdict": .words(Walk.Verdict.allCases.map(\.rawValue)), "seconds": .value(.number),
      "findings": .array(
        .object([
          "code": .words(Cause.allCases.map(\.code)),
          "side": .words(Side.allCases.map(\.rawValue)),
          "confidence": .words(Confidence.allCases.map(\.rawValue)),
          "entry": .nullable(.integer), "text": .value(.string),
          "evidence": .array(.value(.string)),
          "fix": .nullable(.string),
        ])),
      "steps": .array(
        .object([
          "step": .words(Step.Kind.allCases.map(\.rawValue)), "target": .value(.string),
          "result": .words(Step.Result.allCases.map(\.rawValue)), "evidence": .value(.string),
          "ms": .nullable(.number),
        ])),
    ]))
}
