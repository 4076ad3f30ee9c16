import GoRules
import Health

extension Language {
  /// Why a request failed: `connection refused`.
  package func text(_ cause: FailureCause) -> String {
    self == .english ? cause.text : chinese(cause)
  }

  /// How a probe ended: `tls: certificate expired`, `HTTP 502 Bad Gateway`, `ttfb: no response`.
  package func text(_ outcome: RequestOutcome) -> String {
    switch outcome {
    case .ok: "ok"
    case .notFound(let missing): text(missing)
    // A status is an answer: it names no phase.
    case .failure(let failure) where failure.cause.isStatus: text(failure.cause)
    case .failure(let failure): say(.withReason, say(failure.phase.word), text(failure.cause))
    case .hang(let phase): say(.withReason, say(phase.word), say(.noResponse))
    }
  }

  /// The same where there is little room: without the phase, of a status the number alone.
  package func shortText(_ outcome: RequestOutcome) -> String {
    switch outcome {
    case .failure(let failure):
      if case .status(let status) = failure.cause { "HTTP \(status)" } else { text(failure.cause) }
    case .ok, .notFound, .hang: text(outcome)
    }
  }

  /// Why the active target changed: `HTTP 502 Bad Gateway (|)`, `recovered`.
  package func text(_ cause: FailoverCause) -> String {
    switch cause {
    case .firstKnown: return say(.initialTarget)
    case .chainChanged: return say(.chainChanged)
    case .recovered: return say(.recovered)
    case .recorded(let text): return ServerText(text).text
    case .notFound(let separator): return say(.moduleNotFound) + ending(separator)
    case .failure(let cause, let separator):
      return ServerText(text(cause)).text + ending(separator)
    case .hang(let phase, let separator):
      return text(RequestOutcome.hang(phase)) + ending(separator)
    }
  }

  private func ending(_ separator: Chain.Separator?) -> String {
    separator.map { " (\($0.rawValue))" } ?? ""
  }

  private func text(_ missing: NotFound) -> String {
    let status = "HTTP \(missing.status)"
    return missing.disguise.map { say(.inBrackets, status, say($0.word)) } ?? status
  }

  /// The cause in Chinese; names of alerts and error codes stay as the standards write them.
  private func chinese(_ cause: FailureCause) -> String {
    switch cause {
    case .nameNotFound: "找不到主机名"
    case .resolverFailed: "域名解析失败"
    case .resolverTimedOut: "域名解析超时"
    case .resolverUnreachable: "无法访问域名服务器"
    case .refused: "连接被拒绝"
    case .connectTimedOut: "连接超时"
    case .networkUnreachable: "网络不可达"
    case .hostUnreachable: "主机不可达"
    case .noLocalResources: "本机资源不足"
    case .forwardProxy(let text): "正向代理失败：\(text.text)"
    case .reset: "连接被重置"
    case .closed: "连接被关闭"
    case .idleConnectionDropped(let after): "空闲连接在 \(Int(after.seconds.rounded())) 秒后断开"
    case .tlsTimedOut: "握手超时"
    case .tlsAlert(let number):
      "警报 \(number)\(FailureCause.alertName(number).map { " \($0)" } ?? "")"
    case .certificateExpired: "证书已过期"
    case .certificateNotYetValid: "证书尚未生效"
    case .certificateNotTrusted: "证书不受信任"
    case .certificateWrongHost: "证书与主机名不符"
    case .certificateInvalid(_, let text): "证书无效：\(text.text)"
    case .plainHTTP: "服务器使用明文 HTTP"
    case .tlsProtocol(let text): "协议错误：\(text.text)"
    case .status(let status): "状态码 \(status)"
    case .malformedResponse(let text): "响应格式错误：\(text.text)"
    case .headersTooLarge: "响应头过大（超过 128 kB）"
    case .http2Stream(let code): "HTTP/2 流被重置 \(FailureCause.http2Name(code))"
    case .http2GoAway(let code): "HTTP/2 GOAWAY 断开 \(FailureCause.http2Name(code))"
    case .http2Protocol(let text): "HTTP/2 协议错误：\(text.text)"
    case .tooManyRedirects: "重定向过多"
    case .redirectWithoutLocation: "重定向缺少 Location"
    case .insecureRedirect: "从 https 重定向到 http"
    case .credentialsOverHTTP: "拒绝通过 http 发送凭据"
    case .invalidURL(let text): "无效的 URL：\(text.text)"
    case .truncated: "内容被截断"
    case .tooLarge: "内容过大"
    case .notJSON: "不是 JSON"
    case .wrongVersion(let version): "返回了版本 \(version.text) 的信息"
    case .empty: "内容为空"
    case .notZip: "不是 zip 文件"
    case .other(let text): text.text
    }
  }
}

extension FailureCause {
  fileprivate var isStatus: Bool { if case .status = self { true } else { false } }
}

extension NotFound.Disguise {
  /// What the answer hides.
  fileprivate var word: Phrase {
    switch self {
    case .fetchTimedOut: Phrase("fetch timed out", "上游获取超时")
    case .badUpstream: Phrase("bad upstream", "上游故障")
    case .slow: Phrase("slow", "缓慢")
    }
  }
}

extension Phrase {
  fileprivate static let noResponse = Phrase("no response", "无响应")
  fileprivate static let inBrackets = Phrase("{} ({})", "{}（{}）")
  // Why the active target changed
  fileprivate static let initialTarget = Phrase("initial", "初始")
  fileprivate static let chainChanged = Phrase("chain changed", "代理链已更改")
  fileprivate static let recovered = Phrase("recovered", "已恢复")
  fileprivate static let moduleNotFound = Phrase("not found", "未找到")
}
