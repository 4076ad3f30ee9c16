import GoRules
import Health

extension Language {
  /// The sentence of an advice; in English it is also what `check` and `explain` print.
  package func text(_ advice: Advice) -> String { say(advice.reason.sentence) }
}

extension Advice.Reason {
  /// What there is to say, one row for each reason; its code stands in `Advice.Reason.code`.
  fileprivate var sentence: Sentence {
    switch self {
    case .commaHides(let name, let cause, let kinds, let other, let wait):
      Sentence(
        Phrase(
          "go stops at {} ({}; {}): it moves past `,` only on 404 or 410. With `|`, {} would "
            + "answer{}; but `|` moves on after any error, deliberate blocks (403) included",
          "go 止步于 {}（{}；{}）：只有 404 或 410 才会越过 `,`。若用 `|`，{} 会响应{}；"
            + "但 `|` 遇到任何错误都会继续，包括有意的封禁（403）"),
        .text(name), .cause(cause), .kinds(kinds), .text(other),
        wait.map { .sentence(Sentence(Phrase(" after {}", "（共需 {}）"), .time($0))) } ?? .text(""))
    case .commaMayHide(let name, let next):
      Sentence(
        Phrase(
          "`,` after {}: go tries {} only on 404 or 410, so an outage (5xx, refused, TLS, timeout) "
            + "breaks builds. `|` moves on after any error, deliberate blocks (403) included",
          "{} 后的 `,`：只有 404 或 410 时 go 才会尝试 {}，因此故障（5xx、拒绝连接、TLS、超时）会使构建失败。"
            + "`|` 遇到任何错误都会继续，包括有意的封禁（403）"),
        .text(name), .text(next))
    case .entriesAfter(let terminator, let ignored):
      Sentence(
        Phrase(
          "go ignores everything after `{}`: {} is never tried", "go 忽略 `{}` 之后的一切：永远不会尝试 {}"),
        .text(terminator), .text(ignored))
    case .duplicate(let name, let earlier):
      Sentence(
        Phrase(
          "{} repeats entry {}: asking it again only doubles the wait",
          "{} 与第 {} 项重复：再问一次只会让等待加倍"),
        .text(name), .text(String(earlier)))
    case .dead(let name, let death, let price):
      Sentence(
        Phrase(
          "{} is down ({}){}. If you remove it, go no longer tries it, even after it recovers",
          "{} 不可用（{}）{}。删去此项，go 便不再询问它，恢复后也不会使用"),
        .text(name), death.argument, price.argument)
    case .pipeLeaks(let name, let other):
      Sentence(
        Phrase(
          "`|` after {}: whenever it fails, go requests the same paths, private ones included, from "
            + "{} and accepts the answer. `,` makes such an outage fail the build instead; GONOPROXY "
            + "or GOPRIVATE keeps private paths away from every proxy",
          "{} 后的 `|`：它一旦失败，go 就向 {} 请求同样的路径（包括私有路径）并采纳其响应。"
            + "改用 `,` 则此类故障会使构建失败；GONOPROXY 或 GOPRIVATE 可让私有路径不经任何代理"),
        .text(name), .text(other))
    case .noSumdb(let name, let status, let database):
      Sentence(
        Phrase(
          "{} serves modules but not the checksum database (HTTP {}): go asks the entries after it, "
            + "then {} directly; where that is blocked, verification fails",
          "{} 提供模块，但不提供校验和数据库（HTTP {}）：go 会询问其后的条目，再直连 {}；"
            + "若后者被屏蔽，校验就会失败"),
        .text(name), .text(String(status)), .text(database))
    case .sumdbFails(let name, let cause, let othersAreAsked):
      Sentence(
        Phrase(
          "{} serves modules, but its checksum database fails ({}): {}",
          "{} 提供模块，但其校验和数据库出错（{}）：{}"),
        .text(name), .cause(cause),
        .sentence(
          Sentence(
            othersAreAsked
              ? Phrase("go asks the entries after it", "go 会询问其后的条目")
              : Phrase("new modules fail although they are served", "新模块虽可下载，仍会失败"))))
    case .sumdbSilent(let name):
      Sentence(
        Phrase(
          "{} serves modules, but its checksum database does not respond: go waits forever",
          "{} 提供模块，但其校验和数据库无响应：go 会一直等待"),
        .text(name))
    case .sumdbOff:
      Sentence(
        Phrase(
          "GOSUMDB=off: new modules are not verified, so a captive portal's page can be cached as "
            + "go.mod, and toolchain downloads fail; use GOPRIVATE to exempt single modules",
          "GOSUMDB=off：新模块不经校验，强制登录页面可能被当作 go.mod 缓存，工具链下载也会失败；"
            + "只想豁免个别模块请用 GOPRIVATE"))
    case .unverified(let module):
      Sentence(
        Phrase(
          "GONOSUMDB covers {}: public modules are not verified; narrow it to your private paths",
          "GONOSUMDB 涵盖 {}：公开模块不经校验；请缩小到私有路径"),
        .text(module))
    case .modVendor:
      Sentence(
        Phrase(
          "GOFLAGS=-mod=vendor: builds read the vendor directory and use no proxy, whatever is "
            + "shown here",
          "GOFLAGS=-mod=vendor：构建只读取 vendor 目录，不使用任何代理，与此处所示无关"))
    case .http2Disabled:
      Sentence(
        Phrase(
          "GODEBUG=http2client=0: go is limited to HTTP/1.1 with 2 idle connections per host, so "
            + "large downloads keep reconnecting; with HTTP/2 one connection carries them all",
          "GODEBUG=http2client=0：go 只用 HTTP/1.1，每个主机保留 2 个空闲连接，大量下载会反复重连；"
            + "用 HTTP/2 则一个连接即可承载全部"))
    case .goCenterEnded(let name):
      Sentence(
        Phrase(
          "GoCenter shut down in May 2021; remove {}", "GoCenter 已于 2021 年 5 月关闭，请删去 {}"),
        .text(name))
    case .emptyInEnvFile:
      Sentence(
        Phrase(
          "GOPROXY is empty, so every lookup fails: the go env file sets it to nothing; `go env -u "
            + "GOPROXY` restores the default",
          "GOPROXY 为空，所有查询都会失败：go env 文件将其设为空；`go env -u GOPROXY` 可恢复默认值"))
    case .emptyInGOROOT:
      Sentence(
        Phrase(
          "GOPROXY is empty, so every lookup fails: GOROOT/go.env has no value; set one with `go "
            + "env -w GOPROXY=https://proxy.golang.org,direct`",
          "GOPROXY 为空，所有查询都会失败：GOROOT/go.env 中没有值；请用 `go env -w "
            + "GOPROXY=https://proxy.golang.org,direct` 设置"))
    case .overridden(let value):
      Sentence(
        Phrase(
          "the exported GOPROXY overrides \"{}\" in the go env file, so `go env -w` has no effect in "
            + "this shell: unset it, or change it where it is exported",
          "环境变量 GOPROXY 优先于 go env 文件中的“{}”，在此 shell 中 `go env -w` 无效："
            + "请取消导出，或在导出处修改"),
        .text(value))
    case .hides(let name, let status, let kind, let disguise, let took):
      Sentence(
        Phrase(
          "{}: the {} for {} {}: the module may exist, but go treats this as not found and moves "
            + "on, past `,` too",
          "{}：{}（{}）{}：模块可能存在，go 却视为未找到并继续，`,` 也会越过"),
        .text(name), .text(String(status)), .text(kind.rawValue),
        .sentence(disguise.sentence(took: took)))
    case .credentialsOverHTTP(let name):
      Sentence(
        Phrase(
          "go refuses to send credentials over http, so every request to {} fails: use https, or "
            + "remove them from the URL",
          "go 拒绝通过 http 发送凭据，对 {} 的请求全部失败：请改用 https，或从 URL 中删去凭据"),
        .text(name))
    case .patternWithSpace(let key, let pattern):
      Sentence(
        Phrase(
          "{}: {} contains white space (a space after a comma, or a Windows line ending), which go "
            + "does not trim: it matches no module",
          "{}：{} 含有空白（逗号后的空格，或 Windows 换行符），go 不会去除：它不匹配任何模块"),
        .text(key), .text(pattern))
    case .htmlPage(let name, let kind):
      Sentence(
        Phrase(
          "{} answers {} with an HTML page (captive portal or block page): go does not check, and "
            + "may cache it; `go clean -modcache` removes it",
          "{} 以 HTML 页面响应 {}（强制登录页或封禁页）：go 不检查，可能将其缓存；`go clean -modcache` 可清除"),
        .text(name), .text(kind.rawValue))
    case .noModuleLine(let name):
      Sentence(
        Phrase(
          "{}: the .mod has no module line; unless the checksum database objects, go accepts it",
          "{}：.mod 没有 module 行；除非校验和数据库不符，go 会照单全收"),
        .text(name))
    case .emptyList(let name):
      Sentence(
        Phrase(
          "{} answers list with no versions: go believes it and asks no entry after it",
          "{} 的 list 响应不含任何版本：go 信以为真，不再询问其后的条目"),
        .text(name))
    }
  }
}

extension Sentence.Argument {
  fileprivate static func cause(_ cause: FailureCause) -> Self {
    .sentence(Sentence(Phrase(Language.english.text(cause), Language.chinese.text(cause))))
  }

  fileprivate static func kinds(_ kinds: [RequestKind]) -> Self {
    let names = kinds.map(\.rawValue)
    return .sentence(Sentence(Phrase(Language.english.list(names), Language.chinese.list(names))))
  }

  fileprivate static func time(_ time: Duration) -> Self { .text(Format.latencyWithUnit(time)) }
}

extension Advice.Death {
  fileprivate var argument: Sentence.Argument {
    switch self {
    case .failure(let cause): .cause(cause)
    case .silence: .sentence(Sentence(Phrase("no response", "无响应")))
    case .failures: .sentence(Sentence(Phrase("repeated failures", "多次失败")))
    }
  }
}

extension Advice.Price {
  fileprivate var argument: Sentence.Argument {
    switch self {
    case .none: .text("")
    case .waitsForever:
      .sentence(
        Sentence(
          Phrase("; go waits forever for it, whatever the separator", "；无论用哪种分隔符，go 都会一直等待")))
    case .stops: .sentence(Sentence(Phrase("; go stops there", "；go 止步于此")))
    case .eachRequest(let time):
      .sentence(
        Sentence(
          Phrase("; it costs every request {}", "；每个请求都要为它多等 {}"), .time(time)))
    }
  }
}

extension NotFound.Disguise {
  fileprivate func sentence(took: Duration?) -> Sentence {
    switch (self, took) {
    case (.fetchTimedOut, _): Sentence(Phrase("says the fetch timed out", "称获取超时"))
    case (.badUpstream, _): Sentence(Phrase("blames a bad upstream", "称其上游故障"))
    case (.slow, let took?): Sentence(Phrase("took {}", "耗时 {}"), .time(took))
    case (.slow, nil): Sentence(Phrase("was slow", "过慢"))
    }
  }
}
