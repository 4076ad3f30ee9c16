/// The texts of comparing mirrors.
extension Phrase {
  package static let compareTitle = Phrase("Compare", "比较")
  package static let compareKeys = Phrase(
    "{} again  {} copy  Esc close", "{} 重测  {} 复制  Esc 关闭")
  package static let compareKeysPast = Phrase("{} copy  Esc close", "{} 复制  Esc 关闭")
  package static let compareLegend = Phrase(
    "times in ms  * best  ! worse, or differs  HTTP: new / reused connection",
    "时间单位：毫秒  * 最佳  ! 较差或不同  HTTP：新建 / 已有连接")
  package static let compareLegendShort = Phrase(
    "ms  * best  ! worse, or differs", "毫秒  * 最佳  ! 较差或不同")
  package static let compareOnRecord = Phrase("from the record only", "仅限历史记录")
  package static let compareAge = Phrase("measured {} ago", "{}前测量")
  package static let markFirst = Phrase(
    "mark two mirrors with {} first, or select one that is not serving go",
    "请先用 {} 标记两个镜像，或选择未在提供服务的镜像")
  package static let comparesProxies = Phrase(
    "only mirrors can be compared", "只能比较镜像")
  package static let comparesAtMost = Phrase(
    "comparing the first {} of {} marked mirrors", "只比较前 {} 个，共标记 {} 个")
  package static let copiedComparison = Phrase("copied the comparison", "已复制比较结果")

  // What stands in them
  package static let compareServed = Phrase("served", "已提供")
  package static let compareLacks = Phrase("lacks it", "没有该版本")
  package static let compareNone = Phrase("none", "无")
  package static let compareNoTLS = Phrase("no TLS", "无 TLS")
  package static let compareNotUsed = Phrase("not used", "未采用")
  package static let stapleGoodUntil = Phrase("good until {}", "有效至 {}")
  package static let stapleGood = Phrase("good", "有效")
  package static let stapleRevoked = Phrase("REVOKED", "已吊销")
  package static let stapleUnknown = Phrase("unknown", "未知")
  package static let stapleUnreadable = Phrase("unreadable", "无法读取")
  package static let stapled = Phrase("stapled", "已装订")
  package static let isResumed = Phrase("resumed", "已复用")
  package static let isNotResumed = Phrase("not resumed", "未复用")
  package static let noTicket = Phrase("no ticket", "无票据")
  package static let gaveTicket = Phrase("ticket", "有票据")
  package static let versionsBehind = Phrase("{} behind", "落后 {} 个")
  package static let timeOlder = Phrase("{} older", "早 {}")
  package static let noVersions = Phrase("lists none", "列表为空")
  package static let otherFiles = Phrase("modified", "文件不同")
  package static let otherZip = Phrase("differs", "不同")
  package static let otherPacking = Phrase("repacked", "打包不同")
  package static let tooLargeToRead = Phrase("over {}", "超过 {}")
  package static let tooSmallToTell = Phrase("zip too small", "zip 太小，无法判断")
  package static let ofBytes = Phrase("of {}", "共 {}")
  package static let untilTime = Phrase("until {}", "至 {}")
}
