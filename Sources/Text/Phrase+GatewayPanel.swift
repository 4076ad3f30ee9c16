import GoRules
import Health

extension Phrase {
  // Who serves behind a gateway
  package static let throughGateway = Phrase("{} through the gateway", "{} 经网关")
  package static let gatewayUnasked = Phrase(
    "{} (no requests lately)", "{}（近期无请求）")
  package static let gatewayServedNothing = Phrase(
    "{} (no request served lately)", "{}（近期请求均未成功）")
  package static let viaGateway = Phrase("by the gateway", "经网关")

  // The line of the gateway
  package static let gatewayLabel = Phrase("GATEWAY", "网关")
  package static let gatewayRate = Phrase("{} requests/s", "{} 请求/秒")
  package static let gatewayQuiet = Phrase("no request for {}", "已 {} 无请求")
  package static let gatewayUnused = Phrase("no request since its start", "启动以来无请求")
  package static let gatewayWaiting = Phrase("{} waiting", "{} 个等待中")
  package static let gatewayIsAsked = Phrase("is being asked", "正在询问")
  package static let gatewaySilent = Phrase("no answer for {}", "已 {} 无响应")
  package static let gatewayAbsent = Phrase("no gateway answers there", "该处没有网关响应")
  package static let gatewayIsForeign = Phrase(
    "something other than a goproxytop gateway answers there", "该处响应的不是 goproxytop 的网关")

  // Its panel
  package static let gatewayTitle = Phrase("Gateway {}", "网关 {}")
  package static let gatewayNone = Phrase(
    "GOPROXY has no gateway. `goproxytop gateway --install` puts one in front of the list.",
    "GOPROXY 中没有网关。`goproxytop gateway --install` 会在列表前加上网关。")
  package static let gatewayNotInThePast = Phrase(
    "What the gateway did then is not on record.", "历史记录中没有网关当时的情况。")
  package static let gatewayListGoesOn = Phrase(
    "Without it go moves on to the list behind it.", "没有网关时，go 会继续使用其后的列表。")
  package static let gatewayKeepsGoWaiting = Phrase(
    "While it is silent go waits: it has no timeout here.", "网关无响应期间，go 会一直等待：此处没有超时。")
  package static let gatewayForeignIsAsked = Phrase(
    "go asks it all the same, and moves on to the list behind it after an error.",
    "go 仍会向它请求，出错后才会继续使用其后的列表。")
  package static let gatewayRates = Phrase(
    "{} requests/s over 10 s, {} over a minute", "10 秒内 {} 请求/秒，1 分钟内 {} 请求/秒")
  package static let gatewayServedLast = Phrase("{} served last, {}", "最近由 {} 提供服务，{}")
  package static let gatewayNothingLately = Phrase(
    "no requests lately, so who would serve now is unknown", "近期无请求：不知道现在由谁提供服务")
  package static let gatewayNothingServedLately = Phrase(
    "no request served lately, so who would serve now is unknown",
    "近期请求均未成功：不知道现在由谁提供服务")
  package static let gatewayEntry = Phrase("entry", "条目")
  package static let gatewayNobody = Phrase("no entry: {}", "不涉及条目：{}")
  package static let gatewayShare = Phrase("share", "占比")
  package static let gatewayRequests = Phrase("requests", "请求")
  package static let gatewayAsks = Phrase(
    "The gateway itself asked entries {} times, {} without success; {} probes are not counted.",
    "网关自身向各条目询问 {} 次，其中 {} 次失败；另有 {} 次探测未计入。")
  package static let gatewayRecent = Phrase("Last requests", "最近的请求")
  package static let gatewayRecentBefore = Phrase("Requests before that", "此前的请求")
}

extension GatewayResult {
  package var word: Phrase {
    switch self {
    case .redirected: Phrase("redirected", "已重定向")
    case .passed: Phrase("passed", "已转发")
    case .notFound: Phrase("not found", "未找到")
    case .failed: Phrase("failed", "失败")
    case .leftToList: Phrase("left to the list", "交由列表")
    case .privateModule: Phrase("private modules", "私有模块")
    case .noEntries: Phrase("no entries", "无可用条目")
    case .busy: Phrase("busy", "繁忙")
    case .malformed: Phrase("malformed", "格式错误")
    }
  }
}

extension Language {
  /// Whom a gateway passed over, and why: `a.example: HTTP 502 Bad Gateway; b.example: tcp: connection refused`.
  package func text(_ passed: [GatewayAnswer.Passed]) -> String {
    join(passed.map { say(.withReason, $0.name, words($0, text)) })
  }

  /// The same where there is little room: what `entry`, which has decided, answered, and then the others.
  package func shortText(_ passed: [GatewayAnswer.Passed], by entry: String?) -> String {
    let own = passed.filter { $0.name == entry }.map { words($0, shortText) }
    let others = passed.filter { $0.name != entry }
    return join(own + others.map { say(.withReason, $0.name, words($0, shortText)) })
  }

  private func words(
    _ passed: GatewayAnswer.Passed, _ text: (RequestOutcome) -> String
  ) -> String {
    passed.outcome == .ok ? say(.gatewayReturn) : text(passed.outcome)
  }

  private func join(_ reasons: [String]) -> String {
    reasons.joined(separator: self == .english ? "; " : "；")
  }

  /// Why a gateway tells nothing of itself; `silence`: for how long, where it did before.
  package func texts(_ trouble: GatewaySight.Trouble?, silence: Duration?) -> [String] {
    let what = say(
      silence == nil ? .gatewayAbsent : .gatewaySilent, silence.map(Format.span) ?? "")
    switch trouble {
    case nil: return [what]
    case .foreign: return [say(.gatewayIsForeign), say(.gatewayAbsent)]
    // Of a silence there is no more to say.
    case .exchange(.hang) where silence != nil: return [what]
    case .exchange(let outcome): return [say(.withReason, what, text(outcome)), what]
    }
  }
}
