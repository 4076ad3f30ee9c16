extension FailureCause {
  /// Whose side a failure is on.
  package enum Side: String, Sendable, Hashable, CaseIterable {
    /// The user's own settings: credentials, URLs.
    case you
    case machine
    /// The network between, forward proxies included.
    case path
    case mirror
  }

  /// All that is known of one kind of failure. In texts, `{}` stands for the number or the detail.
  package struct Row: Sendable {
    /// The cause in JSON and in the record of a failover.
    let text: String
    /// On the screen, where that differs.
    let english: String?
    let chinese: String
    package let side: Side
    /// Not the mirror's fault either where every mirror meets it.
    let isLocalIfCommon: Bool
    /// What a person can do about it.
    package let remedy: Remedy
    /// go's words behind `Get "URL": ` or `read "URL": `.
    let goText: @Sendable (TransportErrorText) -> String

    init(
      _ text: String, english: String? = nil, _ chinese: String, _ side: Side,
      isLocalIfCommon: Bool = false, _ remedy: Remedy,
      go goText: @escaping @Sendable (TransportErrorText) -> String
    ) {
      self.text = text
      self.english = english
      self.chinese = chinese
      self.side = side
      self.isLocalIfCommon = isLocalIfCommon
      self.remedy = remedy
      self.goText = goText
    }
  }

  /// Advice in both languages of the screen.
  package struct Remedy: Sendable {
    package let english: String
    package let chinese: String

    init(_ english: String, _ chinese: String) {
      self.english = english
      self.chinese = chinese
    }
  }

  /// What is known of this kind of failure.
  package var row: Row { Self.rows[code] ?? Self.unknown }

  private static let unknown = Row(
    "{}", "{}", .mirror, Remedy("", ""), go: { $0.detail })

  // MARK: The table

  static let rows: [Code: Row] = [
    // resolve
    .nameNotFound: Row(
      "no such host", "找不到主机名", .you,
      Remedy("check the host name in GOPROXY", "检查 GOPROXY 中的主机名"),
      go: { $0.lookup("no such host") }),
    .resolverFailed: Row(
      "resolver failed", "域名解析失败", .path,
      Remedy("check the name servers in /etc/resolv.conf", "检查 /etc/resolv.conf 中的域名服务器"),
      go: { $0.lookup("server misbehaving") }),
    .resolverTimedOut: Row(
      "resolver timed out", "域名解析超时", .path, isLocalIfCommon: true,
      Remedy("check the name servers in /etc/resolv.conf", "检查 /etc/resolv.conf 中的域名服务器"),
      go: { $0.lookup("i/o timeout") }),
    .resolverUnreachable: Row(
      "resolver unreachable", "无法访问域名服务器", .machine,
      Remedy("check the name servers in /etc/resolv.conf", "检查 /etc/resolv.conf 中的域名服务器"),
      go: { $0.lookup("connection refused") }),
    // connect
    .refused: Row(
      "connection refused", "连接被拒绝", .mirror,
      Remedy("nothing listens there: check host and port", "该端口无服务：检查主机和端口"),
      go: { $0.dial("connect: connection refused") }),
    .connectTimedOut: Row(
      "connect timed out", "连接超时", .path,
      Remedy("a firewall drops the connection, or the host is down", "防火墙丢弃了连接，或主机已停机"),
      go: { $0.dial("i/o timeout") }),
    .networkUnreachable: Row(
      "network unreachable", "网络不可达", .machine,
      Remedy("this machine has no route there", "本机没有到达该网络的路由"),
      go: { $0.dial("connect: network is unreachable") }),
    .hostUnreachable: Row(
      "host unreachable", "主机不可达", .path, isLocalIfCommon: true,
      Remedy("a router along the way has no route there", "途中的路由器没有到达该主机的路由"),
      go: { $0.dial("connect: no route to host") }),
    .noLocalResources: Row(
      "no local resources", "本机资源不足", .machine,
      Remedy("raise the limit on open files (ulimit -n)", "提高打开文件数上限（ulimit -n）"),
      go: { $0.dial("socket: too many open files") }),
    .notPermitted: Row(
      "connecting not permitted", "不允许连接", .machine,
      Remedy("a local firewall or sandbox forbids it", "本机防火墙或沙箱禁止连接"),
      go: { $0.dial("connect: operation not permitted") }),
    .forwardProxy: Row(
      "forward proxy: {}", "正向代理失败：{}", .path,
      Remedy("check HTTPS_PROXY, HTTP_PROXY and NO_PROXY", "检查 HTTPS_PROXY、HTTP_PROXY 和 NO_PROXY"),
      go: { $0.ofForwardProxy }),
    // any phase with a connection
    .reset: Row(
      "connection reset", "连接被重置", .path,
      Remedy(
        "the mirror, or something along the way, resets connections", "镜像或途中设备重置了连接"),
      go: { $0.ofReset }),
    .closed: Row(
      "connection closed", "连接被关闭", .mirror,
      Remedy("the mirror closes the connection without answering", "镜像未响应就关闭了连接"),
      go: { _ in "EOF" }),
    .idleConnectionDropped: Row(
      "idle connection dropped after {} s",
      english: "idle connection closed after {} s: go dials again",
      "空闲连接在 {} 秒后关闭：go 会重新连接", .mirror,
      Remedy("harmless: go dials again without a word", "无害：go 会自动重新连接"),
      go: { $0.read("connection reset by peer") }),
    .idleConnectionSilent: Row(
      "no answer on a connection idle for {} s", "空闲 {} 秒的连接无响应", .path,
      Remedy(
        "something on the way forgets idle connections, and go waits for minutes: see doctor --deep",
        "途中设备遗忘空闲连接，go 会等待数分钟：见 doctor --deep"),
      go: { $0.read("connection timed out") }),
    // tls
    .tlsTimedOut: Row(
      "handshake timed out", "握手超时", .path,
      Remedy(
        "connected, then silence: often a filter along the way", "连接后无响应：多为途中设备过滤"),
      go: { _ in "net/http: TLS handshake timeout" }),
    .tlsAlert: Row(
      "alert {}", "警报 {}", .mirror,
      Remedy("the mirror refuses this handshake", "镜像拒绝了握手"),
      go: { "remote error: tls: \(TLSAlert.text(UInt8(clamping: $0.number)))" }),
    .certificateExpired: Row(
      "certificate expired", "证书已过期", .mirror,
      Remedy("the mirror must renew its certificate; check the clock", "镜像需更新证书；检查本机时钟"),
      go: { $0.certificate("certificate has expired or is not yet valid") }),
    .certificateNotYetValid: Row(
      "certificate not yet valid", "证书尚未生效", .machine,
      Remedy("check this machine's clock", "检查本机时钟"),
      go: { $0.certificate("certificate has expired or is not yet valid") }),
    .certificateNotTrusted: Row(
      "certificate not trusted", "证书不受信任", .path,
      Remedy(
        "intercepted, or issued by a private CA: add that CA to the system store or SSL_CERT_FILE",
        "连接被拦截，或由私有 CA 签发：将该 CA 加入系统证书库或 SSL_CERT_FILE"),
      go: { $0.certificate("certificate signed by unknown authority") }),
    .certificateSelfSigned: Row(
      "certificate self-signed", "证书为自签名", .mirror,
      Remedy(
        "add it to the system store or SSL_CERT_FILE, or have a CA issue one",
        "将其加入系统证书库或 SSL_CERT_FILE，或改用 CA 签发的证书"),
      go: { $0.certificate("certificate signed by unknown authority") }),
    .intermediateMissing: Row(
      "intermediate certificate missing", "缺少中间证书", .mirror,
      Remedy("the mirror must send its whole chain", "镜像应发送完整的证书链"),
      go: { $0.certificate("certificate signed by unknown authority") }),
    .certificateWrongHost: Row(
      "certificate for another host", "证书与主机名不符", .mirror,
      Remedy("the name in GOPROXY is not in the certificate", "GOPROXY 中的主机名不在证书内"),
      go: { $0.ofWrongHost }),
    .certificateInvalid: Row(
      "certificate invalid: {}", "证书无效：{}", .mirror,
      Remedy("the mirror needs another certificate", "镜像需更换证书"),
      go: { $0.ofInvalidCertificate }),
    .plainHTTP: Row(
      "server speaks plain HTTP", "服务器使用明文 HTTP", .you,
      Remedy(
        "use http:// in GOPROXY, or enable TLS on the server",
        "在 GOPROXY 中写 http://，或在服务器启用 TLS"),
      go: { _ in "http: server gave HTTP response to HTTPS client" }),
    .tlsProtocol: Row(
      "protocol error: {}", "协议错误：{}", .mirror,
      Remedy("the server does not speak TLS as go does", "服务器的 TLS 与 go 不兼容"),
      go: { "tls: \($0.detail)" }),
    // processing
    .status: Row(
      "status {}", english: "HTTP {}", "HTTP {}", .mirror,
      Remedy(
        "use another until it is repaired", "修复前请换用其他镜像"),
      go: { "\($0.number)" }),
    .malformedResponse: Row(
      "malformed response: {}", "响应格式错误：{}", .mirror,
      Remedy("whatever answers there is not a Go module proxy", "该地址不是 Go 模块代理"),
      go: { $0.ofMalformedResponse }),
    .headersTooLarge: Row(
      "headers too large", "响应头过大", .mirror,
      Remedy("the mirror sends over 10 MiB of headers", "镜像的响应头超过 10 MiB"),
      go: {
        $0.broken("net/http: server response headers exceeded 10485760 bytes; aborted")
      }),
    .http2Stream: Row(
      "HTTP/2 stream reset {}", "HTTP/2 流被重置 {}", .mirror,
      Remedy("try GODEBUG=http2client=0", "可尝试 GODEBUG=http2client=0"),
      go: { "stream error: stream ID 1; \($0.http2Error); received from peer" }),
    .http2GoAway: Row(
      "HTTP/2 GOAWAY {}", "HTTP/2 GOAWAY 断开 {}", .mirror,
      Remedy("try GODEBUG=http2client=0", "可尝试 GODEBUG=http2client=0"),
      go: { "http2: server sent GOAWAY and closed the connection; ErrCode=\($0.http2Error)" }),
    .http2Protocol: Row(
      "HTTP/2 protocol error: {}", "HTTP/2 协议错误：{}", .mirror,
      Remedy("try GODEBUG=http2client=0", "可尝试 GODEBUG=http2client=0"),
      go: { $0.detail }),
    .tooManyRedirects: Row(
      "too many redirects", "重定向过多", .mirror,
      Remedy("the mirror redirects in a loop", "镜像循环重定向"),
      go: { _ in "stopped after 10 redirects" }),
    .redirectWithoutLocation: Row(
      "redirect without location", "重定向缺少 Location", .mirror,
      Remedy("the mirror's redirects are broken", "镜像的重定向有误"),
      go: { _ in "302 Found" }),
    .insecureRedirect: Row(
      "redirect from https to http", "从 https 重定向到 http", .mirror,
      Remedy("the mirror must redirect to https", "镜像应重定向到 https"),
      go: { _ in "redirected from secure URL to insecure URL" }),
    .credentialsOverHTTP: Row(
      "credentials refused over http", "拒绝通过 http 发送凭据", .you,
      Remedy("use https in GOPROXY", "在 GOPROXY 中使用 https"),
      go: { _ in "refusing to pass credentials to insecure URL" }),
    .invalidURL: Row(
      "invalid URL: {}", "无效的 URL：{}", .you,
      Remedy("correct the URL in GOPROXY", "改正 GOPROXY 中的 URL"),
      go: { $0.host.isEmpty ? "http: no Host in request URL" : $0.detail }),
    .goEnds: Row(
      "go ends: {}", english: "go exits: {}", "go 退出：{}", .you,
      Remedy("correct what go complains of", "改正 go 所指出的问题"),
      go: { $0.detail }),
    // transfer, content
    .truncated: Row(
      "body truncated", "内容被截断", .mirror,
      Remedy("the download breaks off: retry, or use another mirror", "下载中断：重试或换用其他镜像"),
      go: { _ in "unexpected EOF" }),
    .tooLarge: Row(
      "body too large", "内容过大", .mirror,
      Remedy("the mirror sends more than go accepts", "镜像发送的内容超出 go 的上限"),
      go: { _ in "body too large" }),
    .notJSON: Row(
      "not JSON", "不是 JSON", .mirror,
      Remedy("often a login or block page", "多为登录页或拦截页"),
      go: { _ in "invalid character looking for beginning of value" }),
    .wrongVersion: Row(
      "info for version {}", "返回了版本 {} 的信息", .mirror,
      Remedy("the mirror mixes up versions", "镜像混淆了版本"),
      go: { "proxy returned info for version \($0.detail) instead of requested version" }),
    .empty: Row(
      "empty body", "内容为空", .mirror,
      Remedy("the mirror serves an empty file", "镜像返回了空文件"),
      go: { _ in "unexpected end of JSON input" }),
    .notZip: Row(
      "not a zip file", "不是 zip 文件", .mirror,
      Remedy(
        "the mirror serves a broken zip: changing the separator does not help",
        "镜像的 zip 已损坏：更换分隔符无效"),
      go: { _ in "zip: not a valid zip file" }),
    .badZip: Row(
      "bad zip: {}", "zip 有误：{}", .mirror,
      Remedy(
        "the mirror serves a broken zip: changing the separator does not help",
        "镜像的 zip 已损坏：更换分隔符无效"),
      go: { $0.detail }),
    // checksum database
    .sumdbFailed: Row(
      "checksum database: {}", "校验和数据库：{}", .mirror,
      Remedy(
        "the mirror says that it carries the database and does not serve it: no separator helps",
        "镜像声称提供校验和数据库但无法查询：更换分隔符无效"),
      go: { $0.detail }),
    .sumdbMalformed: Row(
      "malformed answer of the checksum database", "校验和数据库的响应格式错误", .mirror,
      Remedy(
        "whatever answers there is no checksum database", "该地址不是校验和数据库"),
      go: { _ in "malformed record data" }),
    .sumdbSignature: Row(
      "signature of the checksum database is wrong", "校验和数据库的签名不符", .mirror,
      Remedy(
        "check the key in GOSUMDB; if it is right, the answer is forged",
        "检查 GOSUMDB 中的密钥；若密钥无误，则响应系伪造"),
      go: { _ in "note has no verifiable signatures" }),
    .sumdbProof: Row(
      "log of the checksum database is inconsistent", "校验和数据库的日志不一致", .mirror,
      Remedy(
        "what it serves does not prove its record: a broken cache, or a forgery",
        "其内容无法证明记录：缓存损坏或伪造"),
      go: { _ in "downloaded inconsistent tile" }),
    .sumdbFork: Row(
      "log of the checksum database was rewritten", "校验和数据库的日志被改写", .mirror,
      Remedy(
        "the database contradicts what it signed before: do not trust it",
        "数据库与其此前签名的内容矛盾：不要信任"),
      go: { _ in "go.sum database server misbehavior detected!" }),
    .sumdbAbsent: Row(
      "no checksum in the record of the checksum database", "校验和数据库的记录中没有该模块的校验和", .mirror,
      Remedy(
        "the answer is for another module: a broken cache, or a forgery",
        "响应属于另一模块：缓存损坏或伪造"),
      go: { _ in "checksum missing from sumdb response" }),
    .checksumMismatch: Row(
      "checksum mismatch", "校验和不符", .mirror,
      Remedy(
        "the mirror serves other content than the checksum database has on record: do not use it",
        "镜像的内容与校验和数据库的记录不同：请勿使用"),
      go: { _ in "checksum mismatch" }),
    // version control
    .goImport: Row(
      "no usable go-import tag: {}", "没有可用的 go-import 标签：{}", .mirror,
      Remedy("look at the module's page (?go-get=1) and its path", "检查该模块的页面（?go-get=1）和路径"),
      go: { $0.detail }),
    .unknownRevision: Row(
      "unknown revision {}", "没有修订版 {}", .mirror,
      Remedy("the repository has no such tag", "代码库中没有该标签"),
      go: { "unknown revision \($0.detail)" }),
    .gitMissing: Row(
      "git is not installed", "未安装 git", .machine,
      Remedy("install git, or keep direct out of the chain", "安装 git，或不要在链中使用 direct"),
      go: { _ in DirectErrand.noGit }),
    .versionControlForbidden: Row(
      "forbidden: {}", "被禁止：{}", .you,
      Remedy("correct GOVCS", "改正 GOVCS"),
      go: { $0.detail }),
    .gitAnswer: Row(
      "no git server: {}", "不是 git 服务器：{}", .mirror,
      Remedy("the repository's URL leads somewhere else", "代码库的 URL 指向了别处"),
      go: { $0.detail }),
    .notMeasured: Row(
      "not measured: {}", "未测量：{}", .machine,
      Remedy("run go itself to find out", "请直接用 go 验证"),
      go: { $0.detail }),
    .other: Row(
      "{}", "{}", .mirror,
      Remedy("see the error text", "参见错误文本"),
      go: { $0.detail }),
  ]
}
