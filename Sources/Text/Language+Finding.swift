import Diagnosis
import GoRules
import Health

extension Language {
  /// What is wrong, in a sentence without a full stop.
  package func text(_ finding: Finding) -> String {
    guard let trouble = finding.trouble else {
      if finding.cause == .lookupsOff, finding.subjects.isEmpty { return say(.asksNobody) }
      if let advice = finding.advice, finding.cause == .uncheckedContent { return text(advice) }
      return say(finding.cause.phrase ?? .withReason, finding.subjects)
    }
    if finding.cause == .moduleNotFound { return say(.nobodyHas, finding.subjects) }
    if [.privateModule, .versionMissing].contains(finding.cause) {
      return say(finding.cause.phraseOfLog ?? .withReason, finding.subjects)
    }
    if finding.cause == .statusBeforeComma {
      return say(.stopsAtStatus, trouble.name, text(trouble.outcome))
    }
    let what = finding.cause.phrase.map { say($0, filling(finding, $0)) }
    let names = list([trouble.name] + finding.others)
    return say(trouble.place, names, what ?? text(trouble.outcome, trouble.result?.silence))
  }

  /// What stands in the phrase of a cause: its subjects, or how the request failed.
  private func filling(_ finding: Finding, _ phrase: Phrase) -> [String] {
    if !finding.subjects.isEmpty { return finding.subjects }
    return finding.trouble.map { [text($0.outcome, $0.result?.silence)] } ?? []
  }

  /// What shows it, and what more is known of it: a line each.
  package func lines(of finding: Finding) -> [String] {
    let more = finding.cause == .uncheckedContent ? nil : finding.advice.map { text($0) }
    return finding.evidence.map(text) + [more].compactMap(\.self)
  }

  /// All that is told of it, a line each.
  package func paragraph(on finding: Finding) -> [String] {
    let truth = truth(about: finding.cause).map { "\(say(.doctorTruth)): \($0)" }
    let fix = finding.fix.map { "\(say(.doctorFix)): \(text($0))" }
    return [text(finding)] + lines(of: finding) + [truth, fix].compactMap(\.self)
  }

  /// Whose side it is on: `the mirror`.
  package func text(_ side: Side) -> String { say(side.word) }

  package func text(_ confidence: Confidence) -> String { say(confidence.word) }

  /// What is to be pasted, or done.
  package func text(_ fix: Fix) -> String {
    switch fix {
    case .chain(let chain, let isExported):
      return "\(isExported ? "export " : "go env -w ")GOPROXY='\(chain.redacted)'"
    case .command(let command): return command
    }
  }

  /// What is true where much that is written says something else; nil where nothing is.
  package func truth(about cause: Cause) -> String? { cause.truth.map { say($0) } }
}

extension Trouble {
  /// Who it is, what is wrong, and what go does about it.
  fileprivate var place: Phrase {
    if !isNeeded { return .notNeeded }
    return switch stop {
    case .comma: .stopsAtComma
    case .endOfChain: .nobodyLeft
    case .content: .failsOnContent
    case .silence: .waitsThere
    case .notMeasured: .withReason
    case nil: .movesOn
    }
  }
}

extension Side {
  fileprivate var word: Phrase {
    switch self {
    case .you: Phrase("your settings", "你的设置")
    case .machine: Phrase("this machine", "本机")
    case .path: Phrase("the path", "网络途中")
    case .mirror: Phrase("the mirror", "镜像")
    case .chain: Phrase("the chain", "代理链")
    }
  }
}

extension Confidence {
  fileprivate var word: Phrase {
    switch self {
    case .high: Phrase("high", "高")
    case .medium: Phrase("medium", "中")
    case .low: Phrase("low", "低")
    }
  }
}

extension Cause {
  /// The cause in words; nil for how the request failed. Its arguments are the subjects of the finding, or else how the
  /// request failed.
  fileprivate var phrase: Phrase? {
    switch self {
    case .failure, .requestLost, .silent, .tooSlow, .statusBeforeComma, .uncheckedContent,
      .moduleNotFound, .clock:
      nil
    case .passing: Phrase("{}, but not when asked again", "{}，但再次请求时正常")
    case .addressOfNowhere:
      Phrase(
        "its name leads to {}: a DNS filter or an entry of /etc/hosts",
        "其名称指向 {}：DNS 过滤或 /etc/hosts 条目")
    case .deadNameServer:
      Phrase(
        "name server {} does not answer, another one does: each lookup waits for it first",
        "域名服务器 {} 无响应，另一台正常：每次查询都要先等它")
    case .hiddenName:
      Phrase("name server {} denies the name, {} has it", "域名服务器 {} 称无此名称，{} 却有")
    case .incompleteChain:
      Phrase(
        "{}: it does not send its issuer's certificate; that issuer is trusted elsewhere",
        "{}：未发送签发者的证书；该签发者在别处受信任")
    case .filteredName:
      Phrase(
        "{}; under another name the same address answers: this name is filtered",
        "{}；同一地址换个名称即有响应：该名称被过滤")
    case .pathMTU:
      Phrase(
        "{}; with small packets it answers: the path loses large ones", "{}；用小包则有响应：途中丢失大包")
    case .http2: Phrase("HTTP/2 fails ({}), HTTP/1.1 works", "HTTP/2 失败（{}），HTTP/1.1 正常")
    case .userAgent:
      Phrase("{} to go's User-Agent, and not to another", "对 go 的 User-Agent 返回 {}，对其他则否")
    case .credentials: Phrase("{}: it wants credentials", "{}：需要凭据")
    case .htmlPage:
      Phrase(
        "an HTML page instead of modules ({}): a captive portal or a block page",
        "返回网页而非模块（{}）：强制登录页或封禁页")
    case .intercepted: Phrase("TLS is intercepted by \"{}\"", "TLS 被“{}”拦截")
    case .emptyTrustStore:
      Phrase("{}, as nothing is: the trust store is empty or old", "{}，其他证书亦然：证书库为空或过旧")
    case .disguisedFailure: Phrase("{} hides a failure", "{} 掩盖了故障")
    case .goproxyRefused: Phrase("go refuses its settings: {}", "go 拒绝其设置：{}")
    case .noNetwork: Phrase("this machine has no network", "本机无网络")
    case .oldGo:
      Phrase("{} has no GOPROXY lists: they came with go1.13", "{} 不支持 GOPROXY 列表：go1.13 起才有")
    case .pipeUnknown:
      Phrase(
        "{} does not know `|` in GOPROXY: it came with go1.15", "{} 不识别 GOPROXY 中的 `|`：go1.15 起才有")
    case .lookupsOff:
      Phrase("nobody has {}, and `off` ends the list", "无人提供 {}，且列表以 `off` 结束")
    case .goFails: Phrase("go fails where the probes do not: {}", "探测正常而 go 失败：{}")
    case .goWaits: Phrase("go still waits where the probes do not", "探测正常而 go 仍在等待")
    case .deadAddress:
      Phrase("{}: {} of its {} addresses accept no connection", "{}：{} 个地址不接受连接（共 {} 个）")
    case .deadFamily:
      Phrase(
        "{} is not reached over {}: go tries the other family after 300 ms",
        "{} 无法经 {} 访问：go 在 300 ms 后改用另一协议族")
    case .idleForgotten:
      Phrase(
        "{}: the path forgets idle connections after {} to {}; go waits for minutes on the next request",
        "{}：途中在空闲 {} 至 {} 后遗忘连接；go 的下一请求会等待数分钟")
    case .idleSilent:
      Phrase(
        "{}: no answer on connections idle for {} to {}; go waits forever on the next request",
        "{}：连接空闲 {} 至 {} 后不再响应；go 的下一请求会一直等待")
    case .idleCutOff:
      Phrase(
        "{}: connections idle for {} to {} are cut off by the next request; over HTTP/2 go fails",
        "{}：连接空闲 {} 至 {} 后被下一请求切断；经 HTTP/2 时 go 会失败")
    case .burstLimit:
      Phrase(
        "{} refuses {} requests at once, as go makes them, and answers single ones",
        "{} 拒绝 {} 个并发请求（go 即如此），而接受单个请求")
    case .slow: Phrase("{} is slow: over a second for an answer", "{} 缓慢：一次响应超过一秒")
    default: phraseOfLog
    }
  }

  /// What many an article has wrong.
  fileprivate var truth: Phrase? {
    switch self {
    case .statusBeforeComma:
      Phrase(
        "`,` does not fall back on 5xx, 403 or timeouts, and go does not retry; `|` falls back on any error",
        "`,` 遇到 5xx、403 或超时不会回退，go 也不重试；`|` 遇到任何错误都会回退")
    case .silent, .requestLost, .tooSlow:
      Phrase(
        "go has no timeout for an answer: no separator helps, and GONETWORKTIMEOUT does not exist",
        "go 等待响应没有超时：任何分隔符都无效，GONETWORKTIMEOUT 也不存在")
    case .failure(.tlsTimedOut):
      Phrase(
        "go gives a TLS handshake 10 s and then fails; GOINSECURE does not concern proxies",
        "go 的 TLS 握手时限为 10 s，超时即失败；GOINSECURE 与代理无关")
    case .failure(.certificateNotTrusted), .intercepted, .failure(.certificateSelfSigned):
      Phrase(
        "GOINSECURE does not concern proxies, nor does git's http.sslVerify; SSL_CERT_FILE replaces the "
          + "system's bundle",
        "GOINSECURE 与代理无关，git 的 http.sslVerify 也无关；SSL_CERT_FILE 会取代系统证书库")
    case .pathMTU:
      Phrase(
        "ping works all the same: its packets are small. The limit is often a tunnel's (VPN, PPPoE)",
        "ping 仍可通：它的包很小。限制多来自隧道（VPN、PPPoE）")
    case .filteredName:
      Phrase(
        "ping and DNS work all the same: the name is read in the TLS handshake",
        "ping 和 DNS 仍正常：名称是在 TLS 握手中被读取的")
    case .idleForgotten:
      Phrase(
        "net.ipv4.tcp_keepalive_time does not help: go asks after 30 s by itself, and keeps connections for 90 s",
        "net.ipv4.tcp_keepalive_time 无效：go 自行在 30 s 后探测，并保留连接 90 s")
    case .http2, .idleCutOff:
      Phrase(
        "GODEBUG has to be exported: `go env -w` refuses it", "GODEBUG 必须导出：`go env -w` 会拒绝它")
    case .moduleNotFound:
      Phrase(
        "some private proxies answer 404 to whoever has no credentials",
        "有些私有代理对没有凭据的请求返回 404")
    default: truthOfLog
    }
  }
}

extension Phrase {
  fileprivate static let movesOn = Phrase("{}: {}, and go moves on", "{}：{}，go 继续询问下一项")
  fileprivate static let notNeeded = Phrase(
    "{}: {}; go does not need it now", "{}：{}；go 目前不需要它")
  /// Who answers, and how.
  fileprivate static let stopsAtStatus = Phrase(
    "go stops at {}: {}, and `,` moves on only after 404 or 410",
    "go 止步于 {}：{}，`,` 仅在 404 或 410 后继续")
  fileprivate static let nobodyHas = Phrase("no entry has {}", "没有条目提供 {}")
}
