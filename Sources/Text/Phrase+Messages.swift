/// The sentences of the bottom line, the event log and stderr.
extension Phrase {
  // Of anything that fails
  package static let verbatim = Phrase("{}", "{}")
  package static let withReason = Phrase("{}: {}", "{}：{}")

  // GOPROXY
  package static let goproxyIs = Phrase("GOPROXY is now {}", "GOPROXY 现为 {}")
  package static let goproxyIsNotSet = Phrase("GOPROXY is no longer set", "GOPROXY 已取消设置")
  package static let goproxyNotWritten = Phrase(
    "could not write GOPROXY: {}", "未能写入 GOPROXY：{}")
  package static let exportedOverrides = Phrase(
    "the exported GOPROXY overrides the file: unset it (now {})",
    "环境变量 GOPROXY 优先于文件，请取消导出（现为 {}）")
  package static let goenvOff = Phrase(
    "GOENV=off: go ignores its env file", "GOENV=off：go 会忽略其 env 文件")
  package static let goenvPoints = Phrase("GOENV points to {}", "GOENV 指向 {}")
  package static let changedSince = Phrase(
    "GOPROXY has changed since then, outside goproxytop", "此后 GOPROXY 已被其他程序更改")
  package static let noEnvFile = Phrase("go has no env file on this system", "本机没有 go env 文件")
  package static let envFileLong = Phrase(
    "{} is over 16 MiB long and was left as it is", "{} 超过 16 MiB，未作改动")
  package static let notHeld = Phrase("new value not found in {}", "{} 中没有新值")
  package static let goEnvEnded = Phrase(
    "go env failed with exit status {}", "go env 失败，退出状态 {}")

  // What this machine lacks
  package static let machineLacks = Phrase(
    "too few open files or too little memory here; some mirrors were not measured (ulimit -n)",
    "本机打开文件数或内存不足，部分镜像未测量（ulimit -n）")
  package static let expectedOther = Phrase(
    "expected the verdict {}, got {}", "预期结论为 {}，实际为 {}")
  package static let fewDescriptors = Phrase(
    "open files: {} allowed, {} wanted; probing {} mirrors at a time (ulimit -n)",
    "打开文件数：允许 {}，需要 {}；每次只探测 {} 个镜像（ulimit -n）")

  // Watch list and commands
  package static let alreadyWatched = Phrase("already watching {}", "已在监视 {}")
  package static let nameIsTaken = Phrase(
    "another mirror is already named {}", "已有名为 {} 的镜像")
  package static let noMirrorNamed = Phrase("no mirror named {}", "没有名为 {} 的镜像")
  package static let isInChain = Phrase(
    "{} is part of the chain: remove it from GOPROXY instead", "{} 属于代理链：请改从 GOPROXY 中删去")
  package static let isFirstAlready = Phrase("{} is already first", "{} 已在首位")
  package static let notUnderstood = Phrase("cannot parse {}", "无法解析：{}")
  package static let mouseIsOn = Phrase("mouse on", "鼠标已开启")
  package static let mouseIsOff = Phrase(
    "mouse off: the terminal selects text again", "鼠标已关闭，可用终端选择文本")
  package static let probingNowButZips = Phrase(
    "asking all mirrors now, but not for the zip of {} (at most 256 kB a minute)",
    "正在探测所有镜像，但不获取 zip：{}（每分钟至多 256 kB）")
  package static let probingNow = Phrase("asking all mirrors now", "正在探测所有镜像")
  package static let probingEvery = Phrase("probing every {}", "每 {} 探测一次")
  package static let probingEveryAtMost = Phrase(
    "probing every {} already; `:interval` takes more", "已为每 {} 一次，可用 `:interval` 调整")
  package static let statisticsOver = Phrase("statistics over {}", "统计时段：{}")
  package static let writtenTo = Phrase("written to {}", "已写入 {}")

  // Record
  package static let noHistory = Phrase("history is off", "历史记录已关闭")
  package static let nothingOnRecord = Phrase("no data for this period", "这段时间没有数据")
  package static let recordEmpty = Phrase("nothing is on record yet", "尚无任何记录")
  package static let recordBegins = Phrase(
    "the record begins at {}; there is nothing before it", "记录始于 {}，之前没有数据")
  package static let noEarlierEvent = Phrase(
    "no earlier event; the record begins at {}", "之前没有事件，记录始于 {}")
  package static let noEventBeforeThese = Phrase(
    "no earlier event among the newest {}", "最近 {} 个事件中没有更早的")
  package static let noLaterEvent = Phrase("no later event; now live", "之后没有事件，现为实时")
  package static let momentAhead = Phrase(
    "the clock was set back: that moment is still to come", "时钟被调回过：那一时刻尚未到来")
  package static let onlyMinutesKept = Phrase(
    "only per-minute sums are kept for this time; failovers are exact",
    "这段时间仅存每分钟汇总，切换时刻准确")
  package static let onlyHoursKept = Phrase(
    "only per-hour sums are kept for this time; failovers are exact",
    "这段时间仅存每小时汇总，切换时刻准确")
  package static let measurementsGone = Phrase(
    "the measurements of this time are no longer kept; failovers are",
    "这段时间的测量数据已清除，切换记录仍在")
  package static let notInThePast = Phrase(
    "this is the past; GOPROXY can be changed from the live screen ({})",
    "当前为历史画面，请回到实时（{}）再更改 GOPROXY")
  package static let fileExists = Phrase("{} exists; to replace it: {}", "{} 已存在，覆盖请用 {}")
  package static let playedToTheEnd = Phrase("replay finished; now live", "回放结束，现为实时")
  package static let historyElsewhere = Phrase(
    "history: another instance is recording; this one takes over when it exits",
    "历史记录：另一实例正在记录，它退出后由本实例接手")
  package static let historyOurs = Phrase(
    "history: this instance is now recording", "历史记录：现由本实例记录")
  package static let historyFails = Phrase("history: {} ({})", "历史记录：{}（{}）")
  package static let historyWaits = Phrase(
    "history: {}; {} records queued in memory ({})", "历史记录：{}；内存中有 {} 条待写（{}）")
  package static let historyDamaged = Phrase(
    "history: damaged file kept as {}; recovered: {} records, {} failovers among them ({})",
    "历史记录：损坏的文件已保留为 {}；恢复 {} 条记录，其中切换 {} 条（{}）")
  package static let historyInPart = Phrase(
    "history: the file is damaged ({}); records that could be read: {}",
    "历史记录：文件已损坏（{}），仅显示可读取的 {} 条记录")
  package static let historyOnNetwork = Phrase(
    "history: {} is on a network file system ({}); this machine uses {}",
    "历史记录：{} 位于网络文件系统（{}）；本机使用 {}")
  package static let gapAsleep = Phrase(
    "no probes for {}: the machine slept or its clock jumped ahead",
    "{} 没有探测：本机曾休眠，或时钟被拨快")
  package static let gapSetBack = Phrase("the clock was set back {}", "时钟被拨慢 {}")
  package static let gapStopped = Phrase(
    "no probes for {}: goproxytop was stopped", "{} 没有探测：goproxytop 曾被暂停")
  package static let noRoom = Phrase("disk full; free some space", "磁盘已满，请腾出空间")
  package static let fileLocked = Phrase(
    "file locked by another program; close it or wait", "文件被另一程序锁定，请关闭该程序或稍候")
  package static let fileDamaged = Phrase(
    "file damaged ({}); the dashboard will set it aside and start a new one",
    "文件已损坏（{}），仪表盘会将其移开并新建")
  package static let fileForeign = Phrase(
    "file belongs to another program; move it away", "文件属于另一程序，请将其移走")
  package static let fileNewer = Phrase(
    "file is from a newer version ({}; this one reads {}); update goproxytop or move it away",
    "文件来自更新的版本（{}；本程序支持 {}），请更新 goproxytop 或将其移走")
  package static let fileUnusable = Phrase(
    "file is read-only and from another version or program; move it away",
    "文件只读，且来自另一版本或程序，请将其移走")
}
