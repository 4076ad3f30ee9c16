import Text

/// A word of the screen that the help explains, with the unit of its figures.
enum GlossaryWord: CaseIterable {
  case dns, tcp, tls, ttfb, body, total, warm, usual, p95, jitter, failed, age, local
  case served, fallback, direct, broken, hangs, unknown
  case comma, pipe
  case newAndReused, staple, resumption, newest, zipDigest, cacheFields

  /// As the screen has it.
  var word: Phrase {
    switch self {
    case .dns: Phrase("dns", "dns")
    case .tcp: Phrase("tcp", "tcp")
    case .tls: Phrase("tls", "tls")
    case .ttfb: Phrase("ttfb", "首字节")
    case .body: Phrase("body", "内容")
    case .total: Phrase("total", "总计")
    case .warm: Phrase("warm", "复用连接")
    case .usual: Phrase("usual, p50", "平常，p50")
    case .p95: Phrase("p95", "p95")
    case .jitter: Phrase("jitter", "抖动")
    case .failed: Phrase("fail, failed", "失败")
    case .age: Phrase("zip 9s", "zip 9s")
    case .local: Phrase("this machine", "本机")
    case .served: Phrase("served", "正常提供")
    case .fallback: Phrase("fallback", "备用")
    case .direct: Phrase("direct", "direct")
    case .broken: Phrase("broken", "中断")
    case .hangs: Phrase("hangs", "无响应")
    case .unknown: Phrase("unknown", "未知")
    case .comma: Phrase(",", ",")
    case .pipe: Phrase("|", "|")
    case .newAndReused: Phrase("new / reused", "新建 / 已有连接")
    case .staple: Phrase("OCSP staple", "OCSP 装订")
    case .resumption: Phrase("resumption", "会话复用")
    case .newest: Phrase("newest", "最新版本")
    case .zipDigest: Phrase("zip SHA-256", "zip 的 SHA-256")
    case .cacheFields: Phrase("Age, Via, X-Cache", "Age、Via、X-Cache")
    }
  }

  var meaning: Phrase {
    switch self {
    case .dns: Phrase("to find the address of the name, ms", "查到域名地址所用时间（ms）")
    case .tcp: Phrase("to connect: one round trip, ms", "建立连接所用时间，即一次往返（ms）")
    case .tls: Phrase("for the handshake: keys and certificate, ms", "协商密钥并检查证书所用时间（ms）")
    case .ttfb:
      Phrase("from the request to the first byte of the answer, ms", "从请求到响应首字节的时间（ms）")
    case .body: Phrase("from the first byte of the answer to the last, ms", "从首字节到末字节的时间（ms）")
    case .total: Phrase("a whole request on a new connection, ms", "新连接上一次完整请求的时间（ms）")
    case .warm:
      Phrase("a whole request on a connection that is open, ms", "已有连接上一次完整请求的时间（ms）")
    case .usual:
      Phrase("half of the requests in this time took no longer, ms", "时段内一半的请求不超过此时间（ms）")
    case .p95: Phrase("95 of 100 requests took no longer, ms", "100 个请求中 95 个不超过此时间（ms）")
    case .jitter: Phrase("how far one total is from the next, ms", "相邻两次总时间之差（ms）")
    case .failed:
      Phrase(
        "of the probes that the graph shows, those that failed, %", "图中所示的探测里失败的比例（%）")
    case .age:
      Phrase(
        "the age of the oldest answer of that kind that counts: whom go asks, or would with `|`",
        "该类请求所依据的最旧响应距今的时间：go 会询问的条目，以及改用 `|` 时会询问的条目")
    case .local:
      Phrase(
        "network, resolver or limits here, and time that was lost here, ms",
        "本机的网络、解析器或资源限制，以及在本机耗费的时间（ms）")
    case .served: Phrase("the first entry of the chain answers go", "代理链第一项为 go 提供服务")
    case .fallback: Phrase("a later entry of the chain answers go", "代理链后面的一项为 go 提供服务")
    case .direct: Phrase("version control answers go, no mirror", "由版本控制系统提供，不经镜像")
    case .broken: Phrase("go stops with an error", "go 报错并停止")
    case .hangs: Phrase("go waits for an answer and has no timeout", "go 一直等待响应，没有超时")
    case .unknown: Phrase("something that decides was not measured", "有决定结果的部分尚未测量")
    case .comma: Phrase("go moves on after 404 and 410 alone", "go 仅在 404 或 410 时尝试下一项")
    case .pipe: Phrase("go moves on after any error, not after silence", "go 在任何错误后尝试下一项，无响应除外")
    case .newAndReused:
      Phrase(
        "compared: median of up to three requests on a new and on a reused connection, without "
          + "this machine's own time, ms",
        "比较：新建连接和已有连接上最多三次请求的中位数，不含本机耗时（ms）")
    case .staple:
      Phrase(
        "what the authority says of the certificate, as the mirror sends it; go does not check it",
        "镜像随证书发来的签发机构证明；go 不检查")
    case .resumption:
      Phrase(
        "whether TLS goes on with an earlier session; a new go process never tries",
        "TLS 能否继续先前的会话；新的 go 进程从不尝试")
    case .newest:
      Phrase(
        "greatest version in @v/list: releases before pre-releases, +incompatible after both",
        "@v/list 中最高的版本：正式版先于预发布版，+incompatible 最后")
    case .zipDigest:
      Phrase(
        "repacked: the same files by go.sum; modified: other files",
        "打包不同：按 go.sum 文件相同；文件不同：内容有别")
    case .cacheFields:
      Phrase("what caches say in the head of the zip's answer", "缓存在 zip 响应头中的说明")
    }
  }
}
