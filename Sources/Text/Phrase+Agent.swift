extension Phrase {
  // The agent's log
  package static let agentStarted = Phrase("mirrors watched: {}", "监测的镜像：{}")
  package static let agentListens = Phrase("serving {}", "正在提供 {}")
  package static let agentEnded = Phrase("ended", "已结束")
  package static let agentReloaded = Phrase(
    "settings read again: GOPROXY is {}", "已重新读取设置：GOPROXY 为 {}")
  package static let agentFileNotWritten = Phrase("metrics are not written: {}", "指标未写入：{}")
  package static let agentFailover = Phrase("{}: {} -> {}: {}", "{}：{} -> {}：{}")
}
