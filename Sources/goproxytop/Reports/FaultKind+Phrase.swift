import MirrorLab
import Text

extension FaultKind {
  /// What the mirror does.
  var phrase: Phrase {
    switch self {
    case .refused: Phrase("nobody listens: connection refused", "无人监听：连接被拒绝")
    case .silentPort: Phrase("accepts connections and never says a word", "接受连接但始终不作声")
    case .tlsAlert: Phrase("answers the TLS handshake with an alert", "以警报回应 TLS 握手")
    case .tlsStall: Phrase("stalls in the middle of the TLS handshake", "TLS 握手中途停住")
    case .expired: Phrase("a certificate that has expired", "证书已过期")
    case .notYetValid: Phrase("a certificate that is not valid until tomorrow", "证书明天才生效")
    case .untrusted: Phrase("a certificate of an unknown authority", "证书由未知机构签发")
    case .incompleteChain:
      Phrase("a certificate without its intermediate", "证书缺少中间证书")
    case .wrongHost: Phrase("the certificate of another host", "证书属于其他主机")
    case .commonNameOnly:
      Phrase("a certificate with a common name alone", "证书只有通用名（CN）")
    case .certificateEscapes:
      Phrase("a valid certificate full of escape sequences", "证书有效，但充满转义序列")
    case .plainHTTP: Phrase("plain HTTP on the https port", "https 端口上是明文 HTTP")
    case .http1Only: Phrase("HTTP/1.1 alone, chosen by ALPN", "经 ALPN 只选 HTTP/1.1")
    case .noALPN: Phrase("no ALPN, and so HTTP/1.1", "不支持 ALPN，因而用 HTTP/1.1")
    case .x448Only: Phrase("a key exchange that go does not have", "go 不支持的密钥交换")
    case .ccmOnly: Phrase("a cipher suite that go does not have", "go 不支持的加密套件")
    case .silentHTTP2: Phrase("agrees on HTTP/2, then sends nothing", "选定 HTTP/2 后不发送任何内容")
    case .noResumption: Phrase("gives no TLS session tickets", "不提供可复用的会话")
    case .resetAfterHandshake: Phrase("a reset right after the handshake", "握手后立即重置连接")
    case .idleClosed: Phrase("closes a connection that is idle", "关闭空闲的连接")
    case .idleForgotten:
      Phrase("forgets an idle connection, as a firewall does", "像防火墙一样遗忘空闲的连接")
    case .http401: Phrase("wants credentials", "要求凭据")
    case .http403: Phrase("forbids everything", "一律禁止")
    case .http404: Phrase("has nothing: go moves on, past `,` too", "什么也没有：即使是 `,` go 也会继续")
    case .http410: Phrase("everything is gone: go moves on, past `,` too", "一律已移除：即使是 `,` go 也会继续")
    case .http429: Phrase("too many requests", "请求过多")
    case .http500: Phrase("an internal error", "内部错误")
    case .http502: Phrase("its upstream is unavailable", "上游不可用")
    case .http503: Phrase("no capacity", "没有余力")
    case .http504: Phrase("its upstream timed out", "上游超时")
    case .notCached: Phrase("has nothing in its cache; go is served", "缓存中没有，但 go 可正常获取")
    case .silence: Phrase("reads the request and never answers", "读取请求但从不响应")
    case .slow: Phrase("the first byte takes 1.5 s", "首字节需要 1.5 s")
    case .slowBody: Phrase("the body takes 1.5 s", "正文需要 1.5 s")
    case .stalledBody: Phrase("half the body, then silence", "正文传到一半便不再作声")
    case .truncatedBody: Phrase("half the body, then the end", "正文传到一半便断开")
    case .closed: Phrase("closes the connection instead of answering", "不响应而关闭连接")
    case .reset: Phrase("resets the connection instead of answering", "不响应而重置连接")
    case .streamReset: Phrase("resets the HTTP/2 stream instead of answering", "不响应而重置 HTTP/2 流")
    case .streamResetInBody: Phrase("resets the HTTP/2 stream in the body", "在正文中重置 HTTP/2 流")
    case .zipReset: Phrase("resets the stream of every zip alone", "只重置 zip 的流")
    case .goAway: Phrase("GOAWAY instead of an answer", "以 GOAWAY 代替响应")
    case .goAwayAndAnswer:
      Phrase("GOAWAY with the answer, as before a restart", "响应时附带 GOAWAY，如同即将重启")
    case .redirectToHTTP: Phrase("redirects to plain HTTP", "重定向到明文 HTTP")
    case .redirectLoop: Phrase("redirects to itself", "重定向到自身")
    case .redirectNowhere: Phrase("redirects without saying where to", "重定向却不给出地址")
    case .badJSON: Phrase("text instead of JSON", "返回文本而非 JSON")
    case .wrongVersion: Phrase("the `.info` of another version", "返回另一版本的 `.info`")
    case .emptyBody: Phrase("200 with an empty body", "200，但正文为空")
    case .htmlPage: Phrase("200 with the page of a captive portal", "200，但正文是认证门户的页面")
    case .garbage: Phrase("200 with bytes that mean nothing", "200，但正文毫无意义")
    case .hugeHeaders: Phrase("11 MiB of headers, more than go takes", "11 MiB 的响应头，超出 go 的上限")
    case .longHeader: Phrase("a header of 200 kB", "一个 200 kB 的响应头")
    case .endlessBody: Phrase("a body without end", "没有尽头的正文")
    case .endlessFrames: Phrase("empty frames without end", "没有尽头的空帧")
    case .gzipBomb: Phrase("600 kB that decode to 100 MB", "解压后达 100 MB 的 600 kB")
    case .escapes: Phrase("502 full of escape sequences", "充满转义序列的 502")
    case .notHTTP: Phrase("something that is not HTTP", "根本不是 HTTP")
    }
  }
}
