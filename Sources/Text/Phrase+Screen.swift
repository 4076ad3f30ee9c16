extension Phrase {
  // What go would do
  package static let servedBy = Phrase("served by {}", "由 {} 提供服务")
  /// Who serves, and what is wrong with it.
  package static let servedPoorly = Phrase("{} ({})", "{}（{}）")
  package static let fallbackTo = Phrase("falling back to {}", "已回退到 {}")
  package static let direct = Phrase("direct from version control", "直连版本库")
  package static let askedItself = Phrase("asked directly", "直接查询")
  package static let dependsOn = Phrase("depends on {}", "取决于 {}")
  package static let waitingFor = Phrase("waiting {} for {}", "已等待 {}：{}")
  package static let lineWaiting = Phrase("waiting {}", "等待 {}")
  /// How old an answer is, and whose.
  package static let staleSince = Phrase("stale {}: {}", "已过时 {}：{}")
  package static let lineStale = Phrase("stale {}", "已过时 {}")
  package static let broken = Phrase("BROKEN", "中断")
  package static let brokenAt = Phrase("BROKEN at {}", "中断于 {}")
  package static let hangs = Phrase("HANGS", "卡住")
  package static let hangsAt = Phrase("HANGS at {}", "卡在 {}")
  package static let measuring = Phrase("measuring…", "测量中…")
  package static let noData = Phrase("no data", "无数据")
  package static let rejected = Phrase("go rejects this GOPROXY", "go 不接受此 GOPROXY")
  package static let forKinds = Phrase(" for {}", "（{}）")
  package static let allKinds = Phrase("all kinds", "所有请求")
  package static let lineBroken = Phrase("broken", "中断")
  package static let lineHangs = Phrase("hangs", "卡住")
  package static let countDown = Phrase("{} down", "{} 个不可用")
  package static let noNetwork = Phrase(
    "no network; try `goproxytop demo`", "本机无网络，可试 `goproxytop demo`")
  package static let noNetworkShort = Phrase("no network", "本机无网络")
  package static let notTried = Phrase("not tried", "未尝试")
  /// Of the entry that go would come to with another separator.
  package static let ifPipe = Phrase("(if `|`)", "（若用 `|`）")
  package static let ageOfProof = Phrase("age of proof", "实测距今")
  /// In a cell of the chain: modules come from where they are developed.
  package static let versionControl = Phrase("version control", "版本库")
  package static let versionControlShort = Phrase("vcs", "版本库")
  /// Instead of an entry's number: the checksum database itself.
  package static let databaseShort = Phrase(" itself", "直查")
  package static let emptyValue = Phrase("(empty)", "（空）")
  /// Of what stands behind `off` or `direct` in GOPROXY.
  package static let notRead = Phrase("(not read by go)", "（go 不读取）")
  /// Who stops go, where there is little room.
  package static let atEntry = Phrase(" at {}", "：{}")
  /// Why a mirror is down, and when it is asked again.
  package static let askedAgainIn = Phrase("{}, next try in {}", "{}，{}后再试")
  package static let notMeasured = Phrase("not measured", "未测量")
  package static let waitsOn = Phrase(
    "go has no timeout here and keeps waiting, whether `,` or `|` follows",
    "go 在此没有超时，会一直等下去，`,` 和 `|` 都一样")
  package static let waitsForKernel = Phrase(
    "go waits until the kernel gives up, about a quarter of an hour, whether `,` or `|` follows",
    "go 会等到内核放弃连接（约一刻钟），`,` 和 `|` 都一样")
  package static let waitsForBytes = Phrase(
    "go waits as long as bytes keep coming (no timeout here), whether `,` or `|` follows",
    "只要还有数据，go 就一直等待（此处没有超时），`,` 和 `|` 都一样")
  package static let commaStops = Phrase(
    "stops here: go moves past `,` only on 404 or 410", "止步于此：只有 404 或 410 才会越过 `,`")
  package static let contentStops = Phrase(
    "stops here: go fails on this, whether `,` or `|` follows",
    "止步于此：遇到这种情况 go 必定失败，`,` 和 `|` 都一样")
  package static let goSays = Phrase("go says: {}", "go 报错：{}")

  // Header
  package static let notRecording = Phrase("not recording", "未记录")
  package static let recordingElsewhere = Phrase("recording elsewhere", "由另一实例记录")
  package static let live = Phrase("live", "实时")
  package static let past = Phrase("PAST", "历史")
  package static let pastEvent = Phrase("event {}", "事件 {}")
  package static let pastMinutes = Phrase("1m sums", "1m 汇总")
  package static let pastHours = Phrase("1h sums", "1h 汇总")
  package static let pastGone = Phrase("not kept", "数据已清除")
  package static let thatMoment = Phrase("that moment", "该时刻")
  package static let paused = Phrase("paused", "已暂停")
  package static let every = Phrase("every {}", "每 {}")
  package static let from = Phrase("from: {}", "来自：{}")

  // Pop-ups
  package static let help = Phrase("Help", "帮助")
  package static let themes = Phrase("Theme", "主题")
  package static let fastest = Phrase("Fastest mirror", "最快的镜像")
  package static let enterKeeps = Phrase("Enter keep  Esc revert", "Enter 保留  Esc 还原")
  package static let helpKeys = Phrase(
    "{} search  {} panel  Esc close", "{} 搜索  {} 面板  Esc 关闭")
  package static let helpMarks = Phrase("States and marks", "状态与标记")
  package static let helpWords = Phrase("Words", "术语")
  package static let helpNothing = Phrase("nothing matches", "没有匹配的内容")
  package static let escCloses = Phrase("Esc close", "Esc 关闭")

  // Lists
  package static let windowOf = Phrase("window {}", "时段 {}")
  /// A window, and from when on it was measured, where that is less.
  package static let spanSince = Phrase("{}, since {}", "{}，自 {} 起")
  /// The mirrors of the table that are in sight.
  package static let positionOf = Phrase("{}-{} of {}", "{}-{}，共 {}")
  /// Where some between are left out.
  package static let partOf = Phrase("{} of {}", "{}，共 {}")
  package static let groupChain = Phrase("chain", "代理链")
  package static let groupWatched = Phrase("watched", "另行监视")
  package static let noMirrors = Phrase("no mirrors to watch", "没有可监视的镜像")
  package static let noMatches = Phrase("no mirror matches {}", "没有匹配 {} 的镜像")
  package static let hidden = Phrase("{} hidden", "隐藏 {} 个")
  package static let ago = Phrase("{} ago", "{}前")
  package static let noFailovers = Phrase("no failovers yet", "尚无切换")
  package static let nowSince = Phrase("now {}", "至今 {}")
  package static let noEvents = Phrase("no events yet", "尚无事件")
  package static let noAdvice = Phrase("no advice", "没有建议")
  package static let calendarChain = Phrase("chain", "代理链")
  package static let calendarCaption = Phrase(
    "worst state per hour/day, newest on the right, {} no data", "每小时或每天最差的状态，最右为最新，{} 无数据")
  package static let calendarCaptionShort = Phrase(
    "worst state per hour/day", "每小时或每天最差的状态")
  package static let calendarHours = Phrase("{} h", "{} 小时")
  package static let calendarDays = Phrase("{} d", "{} 天")

  package static let refused = Phrase("refused", "被拒绝")

  // Detail
  package static let recentFailures = Phrase("recent failures", "最近的失败")
  package static let phase = Phrase("phase", "阶段")
  package static let latest = Phrase("latest", "最新")
  package static let maximum = Phrase("max", "最大")
  package static let total = Phrase("total", "总计")
  package static let warm = Phrase("warm", "热连接")
  /// The wait for addresses that did not answer.
  package static let deadAddress = Phrase("dead address", "失效地址")
  package static let thisMachine = Phrase("this machine", "本机耗时")
  package static let jitter = Phrase("jitter", "抖动")
  package static let connection = Phrase("connection", "连接")
  package static let address = Phrase("address", "地址")
  package static let http = Phrase("http", "HTTP")
  package static let viaProxy = Phrase("via proxy", "经由代理")
  package static let retransmissions = Phrase("retransmits", "重传")
  package static let tls = Phrase("tls", "TLS")
  package static let certificate = Phrase("certificate", "证书")
  package static let issuedBy = Phrase("issued by", "签发者")
  package static let daysLeft = Phrase("{} days left", "剩余 {} 天")
  package static let certificateDays = Phrase("cert {} d", "证书 {} 天")
  package static let differsFrom = Phrase("differs from {}", "与 {} 不同")
  package static let resumable = Phrase("resumable", "可复用会话")
  package static let distribution = Phrase("distribution, last {}", "最近 {} 的分布")
  package static let distributionSince = Phrase("distribution since {}", "自 {} 起的分布")
  package static let failed = Phrase("failed", "失败")
  package static let keptSilent = Phrase("kept connection silent {}", "保持的连接已静默 {}")
  package static let family = Phrase("family", "地址族")
  package static let now = Phrase("now", "现在")

  // The marks that the help explains
  package static let markActive = Phrase("the entry serving go right now", "当前为 go 提供服务的条目")
  package static let markFailure = Phrase("failed probe (blank: no probe)", "探测失败（空白：没有探测）")
  package static let markOver = Phrase("above the chart's scale", "超出图表刻度")
  package static let markBars = Phrase(
    "up to 10, 25, 50, 100, 200, 400, 1000 ms, and above",
    "至 10、25、50、100、200、400、1000 毫秒，及以上")
}
