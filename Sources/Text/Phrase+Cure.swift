/// The texts around a cure: the line under the header, and what is said where there is none.
extension Phrase {
  package static let fix = Phrase("FIX", "修复")
  package static let statusFix = Phrase("fix: {}", "修复：{}")
  package static let noFix = Phrase("NO FIX", "无解")
  package static let nothingHelps = Phrase(
    "neither `|` nor another order of the entries would help",
    "改用 `|` 或调整条目顺序都无济于事")
  package static let nothingHelpsShort = Phrase("no `|` and no order helps", "`|` 和顺序都无济于事")
  package static let nothingHelpsOff = Phrase(
    "`off` tells go to ask nobody: take it out of GOPROXY",
    "`off` 让 go 不询问任何人：请从 GOPROXY 中去掉")
  package static let nothingHelpsOffExported = Phrase(
    "`off` tells go to ask nobody: take it out of the exported GOPROXY",
    "`off` 让 go 不询问任何人：请从导出的 GOPROXY 中去掉")
  package static let nothingHelpsOffShort = Phrase(
    "take `off` out of GOPROXY", "请从 GOPROXY 中去掉 `off`")
  package static let notProved = Phrase(
    "nothing is proved to help yet: answers are missing or old", "尚无经证实的办法：缺少响应或响应已旧")
  package static let notProvedShort = Phrase("nothing proved to help yet", "尚无经证实的办法")
  package static let nothingToFix = Phrase("nothing to fix: go is served", "无需修复：go 可正常获取")
  package static let applies = Phrase("apply", "应用")
  package static let measures = Phrase("measure first", "先测量")
  package static let measuresShort = Phrase("measure", "测量")
  package static let confirmFix = Phrase("Write the fix?", "写入修复？")
  package static let why = Phrase("fix", "修复")
  package static let writtenNotInForce = Phrase(
    "written, not in force: unset GOPROXY", "已写入，但未生效：请 unset GOPROXY")
  package static let writtenNotWatched = Phrase(
    "written to go's env file; this screen follows another GOPROXY ({})",
    "已写入 go 的 env 文件；此画面显示的是另一个 GOPROXY（{}）")
  package static let screenFollowsAnother = Phrase(
    "this changes go's own GOPROXY; the screen follows another one ({})",
    "这将更改 go 自己的 GOPROXY；此画面显示的是另一个（{}）")
  /// How long, and when it ended.
  package static let lastBroken = Phrase("was broken for {} until {}", "曾中断 {}，至 {}")
  package static let lastBrokenShort = Phrase("broken until {}", "中断至 {}")
  // Why go fails: who, and how it answers
  package static let stopsAtComma = Phrase("{}: {}, and `,` stops go here", "{}：{}，`,` 使 go 止步于此")
  package static let waitsThere = Phrase("{}: {}, and go waits", "{}：{}，go 一直等待")
  package static let nobodyLeft = Phrase(
    "{}: {}, and it is the last entry", "{}：{}，且已是最后一项")
  package static let asksNobody = Phrase("`off` tells go to ask nobody", "`off` 让 go 不询问任何人")
  package static let thenOff = Phrase("{}: {}, and `off` follows", "{}：{}，之后是 `off`")
  package static let failsOnContent = Phrase("{}: {}, and go takes no other", "{}：{}，go 不再询问其他条目")
  // Counts
  package static let countSlow = Phrase("{} slow", "{} 个缓慢")
  package static let countDegraded = Phrase("{} degraded", "{} 个降级")
  package static let countWaiting = Phrase("{} waiting", "{} 个等待")
  package static let countUp = Phrase("{} up", "{} 个正常")
  package static let countOf = Phrase("of {}", "共 {} 个")
}
