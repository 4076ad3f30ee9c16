import Dashboard
import GoRules
import Health
import Text

/// A walk as JSON has it.
struct WalkReport: Encodable {
  var kind: String
  /// The module version it was made for.
  var canary: String
  var verdict: String
  @Nullable var active: Int?
  @Nullable var error: String?
  /// Since the oldest answer on which it rests was asked for; nil where nothing was.
  @Nullable var ageMs: Double?
  var steps: [StepReport]

  init(_ walk: Walk) {
    kind = walk.kind.rawValue
    canary = walk.canary.description
    verdict = walk.standing.rawValue
    active = walk.active
    error = walk.error
    ageMs = walk.proof?.age.roundedMilliseconds
    steps = walk.steps.map(StepReport.init)
  }
}

/// One entry asked, as JSON has it.
struct StepReport: Encodable {
  var entry: Int
  /// `ok`, `not_found`, `failure`, `hang` or `unknown`.
  var result: String
  @Nullable var phase: String?
  @Nullable var cause: String?
  var fallsThrough: Bool
  @Nullable var costMs: Double?

  init(_ step: Walk.Step) {
    entry = step.entry
    result = step.outcome?.word ?? "unknown"
    phase = step.outcome?.phase?.rawValue
    cause = step.outcome?.causeText
    fallsThrough = step.fallsThrough
    costMs = step.cost?.roundedMilliseconds
  }
}

/// An entry of the chain, as JSON has it.
struct EntryReport: Encodable {
  var entry: Int
  var kind: String
  @Nullable var url: String?
  /// `not_found` or `any_error`; nil after the last.
  @Nullable var fallsThroughOn: String?

  init(_ entry: Chain.Entry, at index: Int) {
    self.entry = index
    kind = entry.kind
    if case .proxy(let address) = entry.target { url = address.redacted }
    fallsThroughOn = entry.separator.map { $0 == .pipe ? "any_error" : "not_found" }
  }
}

/// Advice, as JSON has it.
struct AdviceReport: Encodable {
  var code: String
  var severity: String
  var message: String
  @Nullable var entry: Int?

  init(_ advice: Advice) {
    code = advice.code.rawValue
    severity = advice.severity.rawValue
    message = Language.english.text(advice)
    entry = advice.entry
  }
}

/// The value of GOPROXY, redacted, and where it comes from.
struct GoproxyReport: Encodable {
  var value: String
  var source: String

  init(_ setting: GoproxySetting) {
    value = setting.redactedValue
    source = setting.source.rawValue
  }
}
