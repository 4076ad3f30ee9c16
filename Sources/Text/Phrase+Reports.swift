/// The words of the reports: `check`, `explain`, `rank` and `history`.
extension Phrase {
  // The verdict
  package static let reportNoNetwork = Phrase(
    "no network on this machine; try goproxytop demo", "本机无网络，可试 goproxytop demo")
  package static let reportServed = Phrase("served by the first entry", "由第一项提供服务")
  package static let reportFallback = Phrase("served, but by a fallback", "由备用项提供服务")
  package static let reportDirect = Phrase("served, but by direct", "由 direct 提供服务")
  package static let reportBroken = Phrase("broken: go would fail", "中断：go 会失败")
  // Measured with go 1.27: `go get m@v` works without a list, but waits for one that does not come.
  package static let reportListBroken = Phrase(
    "broken: `go get m@latest` and `go list -m -versions m` would fail; `go mod download m@v` works",
    "中断：`go get m@latest` 与 `go list -m -versions m` 会失败，`go mod download m@v` 可用")
  package static let reportListHangs = Phrase(
    "`go get m@v` and `go list -m -versions m` wait on; `go mod download m@v` works",
    "`go get m@v` 与 `go list -m -versions m` 会一直等待，`go mod download m@v` 可用")
  package static let reportHangsAgain = Phrase(
    "hangs: go would connect again and again", "无响应：go 会不断重新连接")
  package static let reportHangsAfter = Phrase(
    "hangs: no answer after {}", "无响应：已等待 {}")
  package static let reportHangs = Phrase("hangs: no answer", "无响应")
  package static let reportAndThen = Phrase("{}; {}", "{}；{}")
  package static let reportWaitsOn = Phrase(
    "go has no timeout here and keeps waiting", "go 在此没有超时，会一直等待")
  package static let reportWaitsForKernel = Phrase(
    "go waits until the kernel gives up, about a quarter of an hour",
    "go 会等到内核放弃，约一刻钟")
  package static let reportWaitsInAnswer = Phrase(
    "go waits as long as bytes keep coming", "只要还有数据，go 就会一直等待")

  // What the doctor found
  package static let doctorNothing = Phrase("nothing is wrong: {}", "一切正常：{}")
  package static let doctorNothingShort = Phrase("nothing is wrong", "一切正常")
  package static let doctorFix = Phrase("fix", "修复")
  package static let doctorTruth = Phrase("note", "注意")
  /// Steps done, and parts to come.
  package static let doctorPending = Phrase(
    "examining: {} steps done, {} to come", "检查中：已完成 {} 步，还有 {} 步")
  /// Connections and bursts that are still to come.
  package static let doctorDeepPending = Phrase(
    "examining idle connections and bursts: {} to come, 85 s at most",
    "正在检查空闲连接与并发：还有 {} 项，最多 85 s")
  package static let doctorTook = Phrase("examined in {}", "检查用时 {}")

  // What a log says
  package static let logHasNoFailure = Phrase("no download failed in this log", "此日志中没有下载失败")
  package static let logIsEmpty = Phrase("the log is empty", "日志为空")
  package static let logIsNotGo = Phrase(
    "this log holds nothing that go prints", "此日志中没有 go 的输出")
  package static let logIsUnknown = Phrase(
    "go said something else, which is not known here", "go 输出了此处不认识的内容")
  package static let logIsAwaited = Phrase(
    "goproxytop: reading what go printed; end with Ctrl-D", "goproxytop：正在读取 go 的输出，按 Ctrl-D 结束")
  package static let logNext = Phrase("next", "下一步")
  /// Lines, those of go's, requests.
  package static let logSummary = Phrase(
    "lines read: {}; of them go's: {}; requests: {}", "已读行数：{}；其中 go 的：{}；请求：{}")

  package static let logUnread = Phrase(
    "{} lines in its middle were not read, after so many", "内容过多，中间 {} 行未读")

  // Headings
  package static let columnMirror = Phrase("mirror", "镜像")
  package static let columnState = Phrase("state", "状态")
  package static let columnTotal = Phrase("total ms", "总计 ms")
  package static let columnScore = Phrase("score", "得分")
  package static let columnCold = Phrase("cold p50", "新连接 p50")
  package static let columnWarm = Phrase("warm p50", "复用 p50")
  package static let columnRate = Phrase("rate", "速率")
  package static let columnSpread = Phrase("spread", "波动")
  package static let columnBytes = Phrase("bytes", "字节")
  package static let columnFailed = Phrase("failed", "失败")
  package static let columnConfidence = Phrase("confidence", "可信度")
  package static let reportPrivate = Phrase("{} (private)", "{}（私有）")
  package static let reportFrom = Phrase("(from: {})", "（来源：{}）")

  // Entries and walks
  package static let entryDirect = Phrase(
    "version control; nothing after it is tried", "版本控制系统；不再尝试其后的条目")
  package static let entryOff = Phrase(
    "no lookups; nothing after it is tried", "不再查询，也不尝试其后的条目")
  package static let entryNoproxy = Phrase(
    "GONOPROXY modules go direct, others skip it", "GONOPROXY 的模块直连，其他模块跳过")
  package static let entryLast = Phrase("last", "最后一项")
  package static let entryPipe = Phrase("`|`: moves on after any error", "`|`：任何错误后继续")
  package static let entryComma = Phrase(
    "`,`: moves on only on 404 or 410", "`,`：仅在 404 或 410 时继续")
  package static let walkOf = Phrase(" of {}", "（{}）")
  package static let walkGoSays = Phrase("     go says: {}", "     go 报错：{}")
  package static let walkHint = Phrase("     hint: {}", "     提示：{}")
  package static let walkMovesOn = Phrase("moves on", "继续")
  package static let walkLookupsOff = Phrase("lookups are disabled", "已禁用查询")
  package static let walkNotProbed = Phrase("not probed", "未探测")

  // What is on record
  package static let incidentAt = Phrase("incident at {}", "{} 的故障报告")
  package static let onRecord = Phrase("on record from {} until {}", "{} 至 {} 的记录")
  package static let reportFailovers = Phrase("failovers", "切换")
  package static let reportOutages = Phrase("outages", "故障")
  package static let reportAvailability = Phrase("availability", "可用率")
  package static let reportGaps = Phrase("not measured", "未测量")
  package static let reportNone = Phrase("  none", "  无")
  package static let reportNow = Phrase("now", "进行中")
  package static let reportNotServed = Phrase("not served", "无人提供服务")
  package static let reportServedBy = Phrase("served by {}", "由 {} 提供服务")
  package static let reportNotServedFor = Phrase("not served for {}", "无人提供服务 {}")
  package static let reportServedFor = Phrase("{} by {}", "{} 由 {} 提供服务")
  package static let reportChain = Phrase("chain {}", "代理链 {}")
  package static let reportObserved = Phrase("of {}", "共 {}")
  package static let reportOneOutage = Phrase("{} outage", "{} 次故障")
  package static let reportManyOutages = Phrase("{} outages", "{} 次故障")
  package static let reportLongest = Phrase("longest {}", "最长 {}")
  package static let reportRecovery = Phrase("MTTR {}", "平均恢复 {}")
  package static let reportWorstPerHour = Phrase(
    "worst state per hour: {}", "每小时最差状态：{}")
  package static let reportWorstPerDay = Phrase("worst state per day: {}", "每日最差状态：{}")
  package static let reportNoData = Phrase("no data", "无数据")
}
