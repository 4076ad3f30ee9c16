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
    case .dead(let name, let death, let price, let isOnly):
      Sentence(
        isOnly
          ? Phrase("{} is down ({}){}, and it is the only entry", "{} 不可用（{}）{}，且是唯一条目")
          : Phrase(
            "{} is down ({}){}. If you remove it, go no longer tries it, even after it recovers",
            "{} 不可用（{}）{}。删去此项，go 便不再询问它，恢复后也不会使用"),
        .text(name), death.argument, price.argument)
    case .gatewayDown(let name, let cause):
      Sentence(
        Phrase(
          "{} is down ({}): go moves on to the list behind it. `goproxytop gateway` starts it",
          "{} 不可用（{}）：go 会转而使用其后的列表。用 `goproxytop gateway` 启动它"),
        .text(name), .cause(cause))
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
          "{} serves modules, but its checksum database does not respond: go has no timeout for that "
            + "and waits",
          "{} 提供模块，但其校验和数据库无响应：go 对此没有超时，会一直等待"),
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
    case .toolchainFirst(let name):
      Sentence(
        Phrase(
          "GOTOOLCHAIN: go downloads {} before anything else, and that is not measured; "
            + "GOTOOLCHAIN=local runs the installed go",
          "GOTOOLCHAIN：go 会先下载 {}，此步未测量；GOTOOLCHAIN=local 使用已安装的 go"),
        .text(name))
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
    case .pattern(let key, let pattern, let fault):
      Sentence(
        Phrase("{}: {} {}", "{}：{} {}"), .text(key), .text(pattern), .sentence(fault.sentence))
    case .wrongSeparator(let separator):
      Sentence(
        Phrase(
          "GOPROXY: only `,` and `|` separate entries; go takes {} as part of the URL",
          "GOPROXY：只有 `,` 和 `|` 能分隔条目；go 会把{}当作 URL 的一部分"),
        separator == " " ? .sentence(Sentence(Phrase("a space", "空格"))) : .text("`\(separator)`"))
    case .unknownVariable(let name):
      Sentence(
        Phrase(
          "go has no {}: it is ignored. go waits forever for a server that accepts a connection and "
            + "stays silent",
          "go 没有 {}，会忽略它。服务器接受连接后若无响应，go 会一直等待"),
        .text(name))
    case .credentialsRefused(let name, let status, let hint):
      Sentence(
        Phrase("{} wants credentials (HTTP {}): {}", "{} 要求凭据（HTTP {}）：{}"), .text(name),
        .text(String(status)), .sentence(hint.sentence))
    case .retryAfter(let name, let status, let wait):
      Sentence(
        Phrase(
          "{} answers HTTP {} and asks clients to wait {}; go does not wait and does not retry",
          "{} 返回 HTTP {}，要求客户端等待 {}；go 既不等待也不重试"),
        .text(name), .text(String(status)), .time(wait))
    case .intermediateMissing(let name):
      Sentence(
        Phrase(
          "{} does not send its intermediate certificate: browsers fetch it, go does not. Its operator "
            + "must install the full chain",
          "{} 未发送中间证书：浏览器会自行获取，go 不会。需由其运营者安装完整证书链"),
        .text(name))
    case .certificateEnds(let name, let days):
      Sentence(
        days == 0
          ? Phrase("the certificate of {} expires today", "{} 的证书今天到期")
          : Phrase("the certificate of {} expires in {} days", "{} 的证书将在 {} 天后到期"),
        .text(name), .text(days == 0 ? "" : String(days)))
    case .forwardProxyFails(let proxy, let variable, let cause):
      Sentence(
        Phrase(
          "the forward proxy {} ({}) fails ({}): no mirror behind it is to blame. Correct {}, or exempt "
            + "hosts with NO_PROXY",
          "正向代理 {}（{}）失败（{}）：经它访问的镜像并无责任。请改正 {}，或用 NO_PROXY 排除主机"),
        .text(proxy), .text(variable), .text(cause.detail?.text ?? ""), .text(variable))
    case .resolverFails(let servers, let cause):
      Sentence(
        Phrase(
          "name server {} fails ({}): no mirror is to blame. Check /etc/resolv.conf",
          "域名服务器 {} 失败（{}）：镜像并无责任。请检查 /etc/resolv.conf"),
        .text(servers.joined(separator: ", ")), .cause(cause))
    case .intercepted(let issuer, let count):
      Sentence(
        Phrase(
          "{} mirrors show certificates from \"{}\", which this machine does not trust: a company proxy "
            + "or a virus scanner probably intercepts TLS. If it is yours, add its CA to the system store "
            + "or to SSL_CERT_FILE, which go reads",
          "{} 个镜像出示由“{}”签发的证书，本机不信任它：TLS 多半被公司代理或杀毒软件拦截。若属本单位，"
            + "请将其 CA 加入系统证书库或 SSL_CERT_FILE，go 会读取"),
        .text(String(count)), .text(issuer))
    case .nothingTrusted(let count):
      Sentence(
        Phrase(
          "this machine trusts none of the certificates of {} mirrors, whose issuers differ: its trust "
            + "store is empty or old. Install ca-certificates, and check SSL_CERT_FILE and SSL_CERT_DIR",
          "{} 个镜像的证书由不同机构签发，本机一个都不信任：证书库为空或过旧。请安装 ca-certificates，并检查 "
            + "SSL_CERT_FILE 和 SSL_CERT_DIR"),
        .text(String(count)))
    case .clockIsOff(let offset, let count):
      Sentence(
        offset > .zero
          ? Phrase(
            "this machine's clock is {} ahead of {} mirrors, which agree with each other: certificates "
              + "may look expired",
            "本机时钟快了 {}，与 {} 个相互一致的镜像不符：证书可能显得已过期")
          : Phrase(
            "this machine's clock is {} behind {} mirrors, which agree with each other: certificates "
              + "may look not yet valid",
            "本机时钟慢了 {}，与 {} 个相互一致的镜像不符：证书可能显得尚未生效"),
        .text(Format.span(offset > .zero ? offset : .zero - offset)), .text(String(count)))
    case .htmlPage(let name, .mod):
      Sentence(
        Phrase(
          "{} answers mod with an HTML page (captive portal or block page): unless the checksum database "
            + "objects, `go mod download` takes it and caches it, and `go get` fails on it; `go clean "
            + "-modcache` removes it",
          "{} 以 HTML 页面响应 mod（强制登录页或封禁页）：除非校验和数据库不符，`go mod download` 会照收并缓存，"
            + "`go get` 则会失败；`go clean -modcache` 可清除"),
        .text(name))
    case .htmlPage(let name, let kind):
      Sentence(
        Phrase(
          "{} answers {} with an HTML page (captive portal or block page): go does not check it",
          "{} 以 HTML 页面响应 {}（强制登录页或封禁页）：go 不检查"),
        .text(name), .text(kind.rawValue))
    case .noModuleLine(let name):
      Sentence(
        Phrase(
          "{}: the .mod has no module line: unless the checksum database objects, `go mod download` "
            + "takes it, and `go get` fails on it",
          "{}：.mod 没有 module 行：除非校验和数据库不符，`go mod download` 会照收，`go get` 则会失败"),
        .text(name))
    case .otherModule(let name):
      Sentence(
        Phrase(
          "{}: the .mod is of another module: unless the checksum database objects, `go mod download` "
            + "takes it, and `go get` fails on it",
          "{}：.mod 属于另一个模块：除非校验和数据库不符，`go mod download` 会照收，`go get` 则会失败"),
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
