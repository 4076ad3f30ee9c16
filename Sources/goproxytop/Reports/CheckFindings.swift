import Dashboard
import GoRules
import Health
import Text

/// What `check` has to tell a CI system: how go fares, which rules of the policy are kept, what else a person should know.
struct CheckFindings {
  let language: Language
  let snapshot: Snapshot
  let settings: [EffectiveSetting]
  let policy: PolicyFile?
  let rulings: [ChainPolicy.Ruling]
  /// A policy or a CI system wants the settings shown.
  let isForCI: Bool

  struct Finding {
    var code: String
    var level: GitHubAnnotation.Level
    var message: String
    /// In the file of the policy.
    var line: Int?
  }

  private func name(_ entry: Int) -> String {
    snapshot.chain?.name(ofEntry: entry, among: snapshot.mirrors) ?? ""
  }

  /// The worst first.
  var all: [Finding] { walks + broken + advice + leaks }

  private var walks: [Finding] {
    snapshot.walks.groups(exactly: true).filter(\.walk.standing.isBad).map { group in
      Finding(
        code: group.walk.standing == .hangs ? "go-waits" : "go-fails", level: .error,
        message: title(group.kinds, of: group.walk) + ": " + course(group.walk))
    }
  }

  private func title(_ kinds: [RequestKind], of walk: Walk) -> String {
    kinds.map(\.rawValue).joined(separator: ", ")
      + (snapshot.walks.haveSeveralCanaries
        ? language.say(.walkOf, walk.canary.description) : "")
  }

  /// How a walk ends, and go's own words where it fails.
  private func course(_ walk: Walk) -> String {
    snapshot.text(walk, language)
      + (walk.error.map { "\n" + language.say(.goSays, ServerText($0, limit: 2000).text) } ?? "")
  }

  private var broken: [Finding] {
    rulings.flatMap { ruling in
      texts(of: ruling, in: language).map { text in
        Finding(
          code: "policy-" + ruling.rule.rawValue.replacing("_", with: "-"), level: .error,
          message: text, line: policy?.lines[ruling.rule])
      }
    }
  }

  /// What breaks a rule.
  func texts(of ruling: ChainPolicy.Ruling, in language: Language) -> [String] {
    ruling.violations.map { language.text($0, name: name) }
  }

  /// A broken rule matters where go works; where the policy says how go is to fare, that is all that does.
  var exitCode: ExitCode {
    let code = snapshot.exitCode
    guard let policy, code == .served || code == .fallback else { return code }
    if !broken.isEmpty { return .policy }
    return policy.policy.verdicts == nil ? code : .served
  }

  private var advice: [Finding] {
    snapshot.advice.map { advice in
      let level: GitHubAnnotation.Level =
        switch advice.severity {
        case .error: .error
        case .warning: .warning
        case .note: .notice
        }
      return Finding(code: advice.code.rawValue, level: level, message: language.text(advice))
    }
  }

  var leaks: [Finding] {
    settings.flatMap { setting in
      setting.leaks.map { leak in
        Finding(code: leak.code, level: .warning, message: language.text(leak, of: setting))
      }
    }
  }

  var annotations: [GitHubAnnotation] {
    all.map { finding in
      GitHubAnnotation(
        level: finding.level, title: "goproxytop: \(finding.code)", message: finding.message,
        place: place(of: finding))
    }
  }

  /// In the repository: the rule in the policy; nil for what has no place there.
  private func place(of finding: Finding) -> (file: String, line: Int)? {
    if let line = finding.line, let path = policy?.path { return (path, line) }
    return nil
  }

  /// A case for each walk and each rule; advice fails none.
  func junit(in time: Duration) -> JUnitReport {
    let walks = snapshot.walks.map { walk in
      let course = course(walk)
      let result: JUnitReport.Case.Result =
        switch walk.standing {
        case .broken, .hangs: .failure(message: course)
        case .unknown: .skipped(message: course)
        case .served, .fallback, .direct: .passed
        }
      return JUnitReport.Case(
        name: "\(walk.kind.rawValue) \(walk.canary)", time: walk.cost, text: course, result: result)
    }
    let rules = rulings.map { ruling in
      let texts = texts(of: ruling, in: language)
      return JUnitReport.Case(
        name: ruling.rule.rawValue, text: texts.joined(separator: "\n"),
        result: texts.first.map { .failure(message: $0) } ?? .passed)
    }
    let others = (advice + leaks).map { JUnitReport.Case(name: $0.code, text: $0.message) }
    return JUnitReport(
      name: "goproxytop check",
      suites: [
        JUnitReport.Suite(name: "walks", cases: walks),
        JUnitReport.Suite(name: "policy", cases: rules),
        JUnitReport.Suite(name: "advice", cases: others),
      ], time: time)
  }

  /// SARIF 2.1.0. A finding that has no place of its own is put on go.mod, or else on the policy: some readers take none without a place.
  var sarif: JSONValue {
    let findings = all
    let codes = findings.map(\.code).reduce(into: [String]()) { codes, code in
      if !codes.contains(code) { codes.append(code) }
    }
    let rules = codes.map { code -> JSONValue in
      ["id": .string(code), "shortDescription": ["text": .string(code.replacing("-", with: " "))]]
    }
    let other = TextFile.exists("go.mod") ? "go.mod" : policy?.path
    let results = findings.map { finding -> JSONValue in
      var fields: [String: JSONValue] = [
        "ruleId": .string(finding.code), "level": .string(finding.level.sarif),
        "ruleIndex": .integer(codes.firstIndex(of: finding.code) ?? 0),
        "message": ["text": .string(finding.message)],
      ]
      if let (file, line) = place(of: finding) ?? other.map({ ($0, 1) }) {
        fields["locations"] = [
          [
            "physicalLocation": [
              "artifactLocation": ["uri": .string(Self.uri(file))],
              "region": ["startLine": .integer(line)],
            ]
          ]
        ]
      }
      return .object(fields)
    }
    let driver: JSONValue = [
      "name": "goproxytop", "version": .string(Version.text), "rules": .array(rules),
    ]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [["tool": ["driver": driver], "results": .array(results)]],
    ]
  }

  /// A path as a URI reference.
  private static func uri(_ path: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF")
    let escaped = path.utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
    return path.hasPrefix("/") ? "file://" + escaped : escaped
  }
}

extension GitHubAnnotation.Level {
  fileprivate var sarif: String { self == .notice ? "note" : rawValue }
}
