import Diagnosis
import GoRules
import Health

extension Language {
  /// What was seen: one line.
  package func text(_ evidence: Evidence) -> String {
    switch evidence {
    case .outcome(let kinds, let outcome, let silence, let times):
      let said = say(.withReason, list(kinds.map(\.rawValue)), text(outcome, silence))
      return times.map { say(.timesOf, said, String($0.failed), String($0.of)) } ?? said
    case .trial(let kind, let outcome): return say(.withReason, say(kind.word), text(outcome))
    case .goSays(let text): return say(.goPrints, ServerText(text).text)
    case .goAgrees: return say(.goAgrees)
    case .ruling(let ruling): return text(ruling)
    case .refereeFailed(let text): return say(.refereeFailed, text)
    case .name(let fact): return text(fact)
    case .reach(let fact):
      return fact.failure.map { say(.withReason, fact.address, text($0)) } ?? fact.address
    case .advice(let advice): return text(advice)
    case .command(let command): return "\(command.version ?? "go")  \(command.path)"
    case .setting(let key, let setting): return text(setting, of: key)
    case .tls(let facts, let days): return text(facts, days)
    case .http(let version): return "HTTP/\(version)"
    case .forwardProxy(let proxy): return say(.throughProxy, proxy)
    case .walk(let verdict): return say(verdict.phrase)
    case .cause(let cause): return text(cause)
    case .idle(let idles): return text(idles)
    case .burst(let burst): return text(burst)
    case .asked(let request): return text(request)
    case .untried(let module): return say(.nextWasNotAsked, module)
    case .hint(let cause):
      let remedy = cause.row.remedy
      return say(.hint, self == .english ? remedy.english : remedy.chinese)
    default: return textOfLog(evidence) ?? ""
    }
  }

  /// The line of a step; what it says without evidence.
  package func text(_ step: Step) -> String {
    if let evidence = step.evidence { return text(evidence) }
    switch (step.kind, step.result) {
    case (.go, _): return say(.noGoCommand)
    case (.lint, _): return say(.nothingToSay)
    case (_, .notApplicable): return say(.notAsked)
    default: return say(.skipped)
    }
  }

  /// What was looked at: `name`, `tls`.
  package func text(_ kind: Step.Kind) -> String { say(kind.word) }

  private func text(_ fact: NameFact) -> String {
    let said =
      switch fact.answer {
      case .success(let addresses): list(Array(addresses.prefix(4)))
      case .failure(let fault): fault.text
      }
    let source =
      switch fact.source {
      case .hosts: "/etc/hosts"
      case .server(let server): server
      case .opinion(let server): say(.opinion, server)
      }
    return say(.withReason, source, said)
  }

  private func text(_ setting: GoproxySetting, of key: String) -> String {
    let isList = key == "GOPROXY" || key.uppercased().hasSuffix("_PROXY")
    let value =
      isList
      ? setting.redactedValue : ServerText(Redaction.conservative(setting.value)).text
    return value + "  " + say(.reportFrom, say(setting.source.word))
  }

  private func text(_ facts: TLSFacts, _ days: Int?) -> String {
    let issuer = facts.chain.first.map { say(.issuedByWhom, $0.issuer.text) }
    let left = days.map { say(.daysLeft, String($0)) }
    return list([facts.version, facts.alpn, issuer, left].compactMap(\.self))
  }

  private func text(_ ruling: Ruling) -> String {
    switch ruling.go {
    case .works: say(.goDownloads, ruling.module.description)
    case .fails(let text):
      say(.goFailsFor, ruling.module.description, ServerText(text.text).text)
    case .waits: say(.goWaitsFor, ruling.module.description)
    }
  }
}

extension Trial.Kind {
  fileprivate var word: Phrase {
    switch self {
    case .again: Phrase("asked again", "再次请求")
    case .http1: Phrase("over HTTP/1.1", "经 HTTP/1.1")
    case .otherName: Phrase("under another name", "换个名称")
    case .smallSegments: Phrase("in small packets", "用小包")
    case .otherAgent: Phrase("with another User-Agent", "换个 User-Agent")
    }
  }
}

extension Step.Kind {
  fileprivate var word: Phrase {
    switch self {
    case .go: Phrase("go command", "go 命令")
    case .setting: Phrase("settings", "设置")
    case .lint: Phrase("advice", "建议")
    case .name: Phrase("names", "域名")
    case .tcp: Phase.connect.word
    case .forwardProxy: Phrase("forward proxy", "正向代理")
    case .tls: Phase.tls.word
    case .http: .http
    case .requests: Phrase("requests", "请求")
    case .sumdb: Phrase("sums", "校验和")
    case .direct: Phrase("version control", "版本控制")
    case .burst: Phrase("bursts", "并发")
    case .idle: Phrase("idle", "空闲")
    case .trial: Phrase("trial", "试验")
    case .walk: Phrase("the chain", "代理链")
    case .referee: Phrase("the real go", "真实 go")
    }
  }
}

extension Walk.Verdict {
  fileprivate var phrase: Phrase {
    switch self {
    case .served: .reportServed
    case .fallback: .reportFallback
    case .direct: .reportDirect
    case .broken: .reportBroken
    case .hangs: .reportHangs
    case .unknown: .notMeasured
    }
  }
}

extension Phrase {
  fileprivate static let timesOf = Phrase("{} ({} of {})", "{}（{}/{}）")
  fileprivate static let hint = Phrase("hint: {}", "提示：{}")
  fileprivate static let goPrints = Phrase("go prints: {}", "go 输出：{}")
  fileprivate static let throughProxy = Phrase("through {}", "经 {}")
  fileprivate static let issuedByWhom = Phrase("issued by {}", "由 {} 签发")
  fileprivate static let opinion = Phrase("{}, which you named", "{}（由你指定）")
  fileprivate static let nothingToSay = Phrase("none", "无")
  fileprivate static let notAsked = Phrase("not asked", "未询问")
  fileprivate static let skipped = Phrase("skipped: what it needs failed", "已跳过：所需步骤失败")
  fileprivate static let goDownloads = Phrase(
    "go mod download fetches {}", "go mod download 可下载 {}")
  fileprivate static let goAgrees = Phrase(
    "go mod download fails with the same text", "go mod download 失败，报错相同")
  fileprivate static let goFailsFor = Phrase(
    "go mod download fails for {}: {}", "go mod download 下载 {} 失败：{}")
  fileprivate static let goWaitsFor = Phrase(
    "go mod download still waits for {}", "go mod download 仍在等待 {}")
}
