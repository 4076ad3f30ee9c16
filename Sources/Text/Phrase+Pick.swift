/// The texts of choosing the fastest mirror, and of the command line.
extension Phrase {
  // The table
  package static let rounds = Phrase("rounds", "轮数")
  package static let rate = Phrase("rate", "速率")
  package static let confidence = Phrase("confidence", "可信度")
  package static let confidenceHigh = Phrase("high", "高")
  package static let confidenceFair = Phrase("fair", "中")
  package static let confidenceLow = Phrase("low", "低")
  package static let spread = Phrase("spread", "波动")
  package static let readBytes = Phrase("bytes", "字节")
  package static let rankRunning = Phrase("{} of {} mirrors measured", "已测量 {} 个镜像，共 {} 个")
  package static let rankTakesBest = Phrase("Enter takes the best so far", "Enter 采用目前最快的")
  package static let rankNoneYet = Phrase("no mirror has served yet", "尚无镜像提供服务")
  package static let rankNone = Phrase("no mirror served", "没有镜像提供服务")
  package static let rankOnlyPrivate = Phrase(
    "only private mirrors answered; choose one yourself to put it first",
    "只有私有镜像提供服务；可自行选定一个置于首位")
  package static let rankSilent = Phrase("silent for {}", "已静默 {}")
  package static let rankLeft = Phrase("{}: silent for {}", "{}：静默 {}")
  package static let privateMirror = Phrase("{} (private)", "{}（私有）")
  package static let privateFirst = Phrase(
    "a private mirror: it would be asked first for every module",
    "私有镜像：所有模块都会先向它请求")
  package static let rankFinished = Phrase("done, best first", "完成，最快的在前")

  // What would be written
  package static let noProposal = Phrase("nothing to change for this mirror", "此镜像无需更改")
  package static let confirmApply = Phrase("Write GOPROXY?", "写入 GOPROXY？")
  package static let confirmUndo = Phrase("Undo the last change?", "撤销上次更改？")
  package static let enterApplies = Phrase("Enter write  Esc back", "Enter 写入  Esc 返回")
  package static let enterProposes = Phrase("Enter preview", "Enter 预览")
  package static let takesAdvice = Phrase("{} with advice", "{} 采纳建议")
  package static let dropsAdvice = Phrase("{} without advice", "{} 不采纳建议")
  package static let oldValue = Phrase("old", "旧值")
  package static let newValue = Phrase("new", "新值")
  package static let command = Phrase("command", "命令")
  package static let warning = Phrase("warning", "警告")
  package static let notSet = Phrase("(not set)", "（未设置）")
  package static let history = Phrase("history", "历史")
  package static let gainBest = Phrase("best over the last {}: {}", "最近 {} 内的最佳：{}")
  package static let gainBroken = Phrase("down {} instead of {}", "中断 {}，原为 {}")
  package static let gainWait = Phrase("wait {} instead of {}", "等待 {}，原为 {}")
  package static let nothingToUndo = Phrase("nothing to undo", "没有可撤销的更改")
  package static let undoNotKnown = Phrase(
    "the record is still being read: press u again in a moment", "正在读取记录，请稍后再按 u")
  package static let copied = Phrase("copied: {}", "已复制：{}")
  package static let copiedWithoutPassword = Phrase(
    "copied without the password (replace xxxxx): {}", "已复制，不含密码（请替换 xxxxx）：{}")

  // Command line
  package static let unknownCommand = Phrase("unknown command {}", "未知命令：{}")
  package static let unknownCommandNear = Phrase(
    "unknown command {}: did you mean {}?", "未知命令：{}，是否指 {}？")
  package static let commandNeeds = Phrase("usage: {}", "用法：{}")
  package static let badInterval = Phrase(
    "invalid interval {}: expected 100ms to 1h", "无效的间隔 {}：应为 100ms 至 1h")
  package static let unknownColumn = Phrase(
    "unknown column {}; choose from {}", "未知的列 {}；可选 {}")
  package static let unknownTheme = Phrase("unknown theme {}", "未知的主题：{}")
  package static let languageNeedsUTF8 = Phrase(
    "English only: no UTF-8 locale, or --ascii", "只能用英文：区域设置不是 UTF-8，或使用了 --ascii")
}
