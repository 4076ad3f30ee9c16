import GoRules
import Health
import Probing
import Text

/// `check --json`, and the `/status.json` of the agent.
struct CheckReport: Encodable {
  var schema = 1
  var time: String
  var goproxy: GoproxyReport
  var verdict: String
  @Nullable var active: Int?
  var local: Bool
  /// Absent where none serves, or it does not tell.
  var gateway: ServingGatewayReport?
  var walks: [WalkReport]
  var mirrors: [MirrorReport]
  var advice: [AdviceReport]
  /// Of `check` alone.
  var settings: [GoSettingReport]?
  /// Absent without `--policy`.
  var policy: PolicyReport?
  /// What the real go did; absent where it was not asked.
  var referee: RulingsReport?

  init(
    _ snapshot: Snapshot, _ hearing: Result<RefereeReport, Referee.Failure>? = nil,
    _ findings: CheckFindings? = nil
  ) {
    settings = findings?.settings.map(GoSettingReport.init)
    policy = findings.flatMap { findings in findings.policy.map { PolicyReport($0, findings) } }
    referee = hearing.map(RulingsReport.init)
    time = WallTime.rfc3339(snapshot.now.wall)
    goproxy = GoproxyReport(snapshot.setting)
    verdict = snapshot.verdict.rawValue
    active = snapshot.decisiveWalk?.active
    local = snapshot.isLocal
    gateway = snapshot.gateway.map { ServingGatewayReport($0, at: snapshot.now) }
    walks = snapshot.walks.map(WalkReport.init)
    mirrors = snapshot.mirrors.map(MirrorReport.init)
    advice = snapshot.advice.map(AdviceReport.init)
  }
}

/// Who serves behind a gateway, as JSON has it.
struct ServingGatewayReport: Encodable {
  var url: String
  /// Who served go there last; nil where nobody did lately.
  @Nullable var servedBy: String?
  @Nullable var servedAgeMs: Double?

  init(_ sight: GatewaySight, at now: Timestamp) {
    url = sight.places.url.redacted
    let served = sight.served(at: now)
    servedBy = served?.name
    servedAgeMs = served?.age.roundedMilliseconds
  }
}

/// A setting of go as JSON has it.
struct GoSettingReport: Encodable {
  struct Leak: Encodable {
    var code: String
    var message: String
  }

  var name: String
  var value: String
  var source: String
  var warnings: [Leak]

  init(_ setting: EffectiveSetting) {
    name = setting.name
    value = setting.value
    source = setting.source.rawValue
    warnings = setting.leaks.map {
      Leak(code: $0.code, message: Language.english.text($0, of: setting))
    }
  }
}

/// How the rules of `--policy` are kept, as JSON has it.
struct PolicyReport: Encodable {
  struct Rule: Encodable {
    var rule: String
    var line: Int
    /// What breaks it; none where it is kept.
    var violations: [String]
  }

  var file: String
  var kept: Bool
  var rules: [Rule]

  init(_ policy: PolicyFile, _ findings: CheckFindings) {
    file = policy.path
    kept = findings.rulings.allSatisfy(\.violations.isEmpty)
    rules = findings.rulings.map { ruling in
      Rule(
        rule: ruling.rule.rawValue, line: policy.lines[ruling.rule] ?? 0,
        violations: findings.texts(of: ruling, in: .english))
    }
  }
}
