extension Word {
  /// The sentences of the advice, in both languages. The English ones are also those of `check` and
  /// `explain`.
  static let advice: [Word: (english: String, chinese: String)] = [
    .adviceCommaHides: (
      "`,` after {} stops go at {} ({}); with `|`, {} would answer{}. `|` goes on after every "
        + "error, also a block (403) that is meant",
      "{} 后的 `,` 使 go 止步于“{}”（{}）；若用 `|`，{} 会应答{}。`|` 遇到任何错误都会继续，包括有意的封禁（403）"
    ),
    .adviceAfterWait: (" after {}", "，共需 {}"),
    .adviceCommaMayHide: (
      "`,` after {}: go asks {} only after 404 and 410; an outage (5xx, refused, TLS, timeout) "
        + "fails. `|` goes on after every error, also a block (403) that is meant",
      "{} 后的 `,`：只有遇到 404 和 410，go 才会询问 {}；故障（5xx、拒绝连接、TLS、超时）则直接失败。`|` 遇到任何错误都会继续，包括有意的封禁（403）"
    ),
    .adviceEntriesAfter: (
      "go reads nothing after `{}`: {} is never asked",
      "go 不读取 `{}` 之后的内容：永远不会询问 {}"
    ),
    .adviceDuplicate: (
      "{} is also entry {}: asking it again gets the same answer and costs its time twice",
      "{} 与第 {} 项相同：再问一次得到同样的应答，耗时加倍"
    ),
    .adviceDead: (
      "{} is down ({}){}; without the entry go would not ask it, and would not use it when it "
        + "is back",
      "{} 不可用（{}）{}；删去此项后 go 不再询问它，它恢复后也不会使用"
    ),
    .adviceSilence: ("silence", "无应答"),
    .adviceFailures: ("failures", "多次失败"),
    .advicePriceHang: ("; go waits for it for ever, whatever the separator", "；无论用哪种分隔符，go 都会永远等待"),
    .advicePriceStop: ("; go stops here", "；go 到此为止"),
    .advicePriceWait: (
      "; each request pays {} for it before go goes on",
      "；每个请求都要先为它等待 {}，go 才会继续"
    ),
    .advicePipeLeaks: (
      "`|` after {}: whenever it fails, go asks {} for the same paths, private ones too, and "
        + "takes what it answers. `,` keeps outages visible, and then nothing is served; GONOPROXY "
        + "or GOPRIVATE keeps private paths from every proxy",
      "{} 后的 `|`：它一旦失败，go 就向 {} 请求同样的路径（包括私有路径）并采纳其应答。用 `,` 则故障可见，但届时无人提供服务；GONOPROXY 或 GOPRIVA"
        + "TE 可让私有路径不经任何代理"
    ),
    .adviceNoSumdb: (
      "{} serves modules but not the checksum database ({}): go asks the entries after it, "
        + "then {} itself; where that is blocked, verification fails",
      "{} 提供模块，但不提供校验和数据库（{}）：go 会询问其后的条目，再直接访问 {}；若后者被屏蔽，校验就会失败"
    ),
    .adviceSumdbFails: (
      "{} serves modules, but its checksum database fails ({}): {}",
      "{} 提供模块，但其校验和数据库失败（{}）：{}"
    ),
    .adviceSumdbOthers: ("go asks the entries after it", "go 会询问其后的条目"),
    .adviceSumdbNobody: ("new modules fail although they are served", "新模块虽能下载，仍会失败"),
    .adviceSumdbSilent: (
      "{} serves modules, but its checksum database is silent: go waits for it for ever",
      "{} 提供模块，但其校验和数据库无应答：go 会永远等待"
    ),
    .adviceSumdbOff: (
      "GOSUMDB=off: new modules are not verified, so that a page of a captive portal can be "
        + "cached as go.mod, and toolchain downloads fail; GOPRIVATE exempts single modules",
      "GOSUMDB=off：新模块不经校验，强制登录页面可能被当作 go.mod 缓存，工具链下载也会失败；GOPRIVATE 可只豁免个别模块"
    ),
    .adviceUnverified: (
      "GONOSUMDB covers {}: public modules are not verified; narrow it to the private paths",
      "GONOSUMDB 涵盖 {}：公开模块不经校验；请缩小到私有路径"
    ),
    .adviceModVendor: (
      "GOFLAGS=-mod=vendor: builds read the vendor folder and ask no proxy, whatever is shown "
        + "here",
      "GOFLAGS=-mod=vendor：构建只读取 vendor 目录，不询问任何代理，与此处所示无关"
    ),
    .adviceHTTP2: (
      "GODEBUG=http2client=0: go speaks HTTP/1.1 only and keeps 2 idle connections per host, "
        + "so that wide downloads connect anew again and again; without it, one connection carries "
        + "all",
      "GODEBUG=http2client=0：go 只用 HTTP/1.1，每个主机保留 2 个空闲连接，大量下载会反复重建连接；去掉它则一个连接即可承载全部"
    ),
    .adviceGoCenter: (
      "JFrog ended GoCenter in May 2021: {} does not come back; take it out",
      "JFrog 已于 2021 年 5 月关闭 GoCenter：{} 不会恢复，请删去"
    ),
    .adviceEmptyInFile: (
      "GOPROXY is empty, so that every lookup fails: the go env file has an empty line; `go "
        + "env -u GOPROXY` takes it out and the default is back",
      "GOPROXY 为空，所有查询都会失败：go env 文件中此行为空；`go env -u GOPROXY` 可删去它并恢复默认值"
    ),
    .adviceEmptyInGOROOT: (
      "GOPROXY is empty, so that every lookup fails: GOROOT/go.env has no value; `go env -w "
        + "GOPROXY=https://proxy.golang.org,direct` sets one",
      "GOPROXY 为空，所有查询都会失败：GOROOT/go.env 中没有值；可用 `go env -w GOPROXY=https://proxy.golang.org,di"
        + "rect` 设置"
    ),
    .adviceOverridden: (
      "the exported GOPROXY wins over \"{}\" in the go env file: `go env -w` has no effect in "
        + "shells that export it; unset it, or change it where it is exported",
      "已导出的 GOPROXY 优先于 go env 文件中的“{}”：在导出它的 shell 中 `go env -w` 无效；请取消导出，或在导出处修改"
    ),
    .adviceHides: (
      "{}: the {} for {} {}: the module may be there; go takes it as not found and goes on "
        + "after `,` too",
      "{}：状态码 {}（{}）{}：模块可能存在；go 却视为未找到，遇 `,` 也会继续"
    ),
    .adviceFetchTimedOut: ("says that fetching timed out", "称获取超时"),
    .adviceBadUpstream: ("says that its upstream is broken", "称其上游故障"),
    .adviceTook: ("took {}", "耗时 {}"),
    .adviceSlow: ("was slow", "过慢"),
    .adviceCredentials: (
      "go refuses to send credentials over http: every request to {} fails; use https, or take "
        + "them out of the URL",
      "go 拒绝通过 http 发送凭据：对 {} 的每个请求都会失败；请改用 https，或从 URL 中去掉凭据"
    ),
    .advicePattern: (
      "{}: {} has white space (a space after a comma, or the end of a line from Windows), "
        + "which go does not trim: it matches no module",
      "{}：{} 含有空白（逗号后的空格，或 Windows 的行尾），go 不会去除：它不匹配任何模块"
    ),
    .adviceHTMLPage: (
      "{} answers {} with an HTML page (a captive portal or a block page): go does not look, "
        + "and can keep it in the module cache; `go clean -modcache` takes it out",
      "{} 以 HTML 页面应答 {}（强制登录页或封禁页）：go 不检查，可能存入模块缓存；`go clean -modcache` 可清除"
    ),
    .adviceNoModuleLine: (
      "{}: the .mod has no module line: go takes it unchecked unless the checksum database does",
      "{}：.mod 没有 module 行：除非有校验和数据库，go 会不经检查地采纳"
    ),
    .adviceEmptyList: (
      "{} answers list with no version: go takes that as the truth and asks no entry after it",
      "{} 对 list 的应答没有任何版本：go 信以为真，不再询问其后的条目"
    ),
  ]
}
