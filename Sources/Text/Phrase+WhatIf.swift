extension Phrase {
  // Who served, in a report
  package static let placeBroken = Phrase("broken", "中断")
  package static let placeBrokenAt = Phrase("broken at {}", "中断于 {}")
  package static let placeHangs = Phrase("hangs", "卡住")
  package static let placeHangsAt = Phrase("hangs at {}", "卡在 {}")

  // history --what-if
  package static let whatIfNoData = Phrase(
    "no data on these mirrors for this period", "该时段没有这些镜像的数据")
  package static let whatIfDown = Phrase("down", "中断")
  package static let whatIfFallback = Phrase("fallback", "备用")
  package static let whatIfServed = Phrase("served", "可用")
  package static let whatIfUnknown = Phrase("unknown", "未知")
  package static let whatIfWait = Phrase("wait", "等待")
  package static let whatIfWas = Phrase("was", "当时")
  package static let whatIfBest = Phrase("best", "最佳")
  package static let whatIfNow = Phrase("now", "当前")
  package static let whatIfChains = Phrase("{} chains, one after another", "先后 {} 条代理链")
  package static let whatIfBrokenKinds = Phrase(
    "down with the present chain: {}", "当前代理链下中断：{}")
  package static let whatIfTooShort = Phrase(
    "less than an hour on record: too little to go by", "记录不足一小时，无法作为依据")
  package static let whatIfWalked = Phrase(
    "walked: {} of {}; each answer counts until the next of its kind",
    "已推演：{}，模块 {}；每个应答有效至同类的下一个应答")
  package static let whatIfMissing = Phrase("{}; no data: {}", "{}；无数据：{}")
  package static let whatIfNotCovered = Phrase(
    "not covered: other modules, latest and sumdb; version control counts as serving, without a wait",
    "未涵盖：其他模块、latest 和 sumdb；版本控制视为可用且无需等待")
  package static let whatIfTies = Phrase(
    "on a tie the present chain wins, then the one with fewer |",
    "结果相同时优先当前代理链，其次是 | 较少的代理链")
  package static let whatIfPresentIsBest = Phrase("the present chain is the best", "当前代理链最佳")
  package static let whatIfLessDowntime = Phrase("{} less downtime", "中断减少 {}")
  package static let whatIfWaits = Phrase("waits {} instead of {}", "等待 {}，原为 {}")
  package static let whatIfLessFallback = Phrase("{} less on fallbacks", "备用时间减少 {}")
  package static let whatIfBestIs = Phrase("best: {}", "最佳：{}")
  package static let whatIfBestBy = Phrase("best: {}: {}", "最佳：{}：{}")
}
