/// What is said of many vantage points.
extension Phrase {
  // What Prometheus answers
  package static let prometheusDenies = Phrase(
    "{}: Prometheus wants other credentials", "{}：Prometheus 需要其他凭据")
  package static let prometheusNotThere = Phrase(
    "no Prometheus answers at this address; leave out /graph and /api",
    "该地址不是 Prometheus；请去掉 /graph 和 /api")
  package static let prometheusRedirects = Phrase(
    "redirects are not followed", "不跟随重定向")
  package static let prometheusRefuses = Phrase("Prometheus: {}: {}", "Prometheus 报错：{}：{}")
  package static let prometheusTooLarge = Phrase("more than {} in one answer", "单次响应超过 {}")
  package static let prometheusNoJSON = Phrase(
    "not an answer of Prometheus: {}", "不是 Prometheus 的响应：{}")
  package static let prometheusShape = Phrase(
    "not an answer of Prometheus: other JSON", "不是 Prometheus 的响应：其他 JSON")
  package static let prometheusType = Phrase(
    "Prometheus answers with a {} instead of a vector", "Prometheus 返回 {}，而非 vector")
  package static let prometheusRepeats = Phrase(
    "a cache repeats an old answer", "缓存重复返回旧响应")
  package static let prometheusPartial = Phrase(
    "Prometheus could not get at all of its data", "Prometheus 未能取得全部数据")
  package static let samplesSkipped = Phrase("{} samples left out", "略去 {} 个样本")
  package static let askingPrometheus = Phrase("asking Prometheus…", "正在查询 Prometheus…")
  package static let noVantagePoints = Phrase(
    "no goproxytop agent is known to this Prometheus", "此 Prometheus 没有已知的 goproxytop agent")

  package static let namelessAgents = Phrase(
    "agents without the label {} are left out", "略去没有 {} 标签的 agent")
  package static let noNamedAgents = Phrase(
    "no goproxytop agent has the label {}", "没有带 {} 标签的 goproxytop agent")

  // What all of them see
  package static let brokenAtSome = Phrase("BROKEN at {} of {}", "{} 处中断，共 {} 处")
  package static let hangsAtSome = Phrase("HANGS at {} of {}", "{} 处卡住，共 {} 处")
  package static let fallbackAtSome = Phrase("fallback at {} of {}", "{} 处使用备用，共 {} 处")
  package static let servedAtAll = Phrase("served at all {} vantage points", "全部 {} 处正常提供")
  package static let servedAtSome = Phrase("served at {} of {}", "{} 处正常提供，共 {} 处")
  package static let nobodyAnswers = Phrase(
    "none of {} vantage points answers", "{} 处均无响应")
  package static let downEverywhere = Phrase("down everywhere", "各处均不可用")
  package static let downOnlyAt = Phrase("down only at {}", "仅 {} 不可用")
  package static let downAtSome = Phrase("down at {} of {}", "{} 处不可用，共 {} 处")
  package static let upAt = Phrase("up at {}", "{} 处正常")
  package static let ailingAt = Phrase("{} at {}", "{}：{} 处")
  package static let notNow = Phrase("not known now", "当前未知")
  package static let servedHere = Phrase("served", "正常提供")
  package static let fallbackHere = Phrase("fallback", "备用")
  package static let gone = Phrase("gone", "失联")
  package static let goneSince = Phrase("gone {}", "失联 {}")
  package static let goneCount = Phrase("{} gone", "{} 处失联")
  package static let oldSince = Phrase("old {}", "已过时 {}")
  package static let noPrometheus = Phrase("no answer from Prometheus", "Prometheus 无响应")
  package static let otherCause = Phrase("another cause", "其他原因")

  // The screen
  package static let vantagePoint = Phrase("vantage point", "观测点")
  package static let vantagePoints = Phrase("{} vantage points by {}", "{} 个观测点（按 {}）")
  package static let vantageRange = Phrase("points {}-{} of {}", "观测点 {}-{}，共 {}")
  package static let whereDown = Phrase("where", "范围")
  package static let stateHeading = Phrase("state", "状态")
  package static let figuresOld = Phrase("OLD {}", "已过时 {}")
  package static let noVantageMatches = Phrase("no vantage point matches {}", "没有匹配 {} 的观测点")
  package static let noFleetFailovers = Phrase("no failovers are known", "没有已知的切换")
  package static let sortedBy = Phrase("sorted by {}", "排序：{}")
  package static let askedEvery = Phrase("Prometheus is asked every {}", "每 {} 查询一次 Prometheus")
  package static let askingNow = Phrase("asking Prometheus now", "立即查询 Prometheus")
  package static let fleetHelpKeys = Phrase("{} search  Esc close", "{} 搜索  Esc 关闭")
}
