extension Phrase {
  // What go prints of a gateway's answer
  package static let gatewayRefused = Phrase("{}: {}", "{}：{}")
  package static let gatewaySaid = Phrase("{}: {}: {}", "{}：{}：{}")
  package static let gatewayLeft = Phrase(
    "left to the list behind the gateway: {}", "交由网关之后的列表处理：{}")
  package static let gatewayCredentials = Phrase(
    "the next entry takes credentials", "下一项需要凭据")
  package static let gatewayQuery = Phrase(
    "the URL of the next entry has a query", "下一项的 URL 带有查询串")
  package static let gatewayFile = Phrase("the next entry is a file:// URL", "下一项是 file:// URL")
  package static let gatewayDirect = Phrase("direct is next", "下一项是 direct")
  package static let gatewayOff = Phrase("off is next", "下一项是 off")
  package static let gatewayPrivate = Phrase(
    "{} is private, and no private entry has it", "{} 是私有模块，且没有私有条目提供它")
  package static let gatewayNoEntries = Phrase(
    "GOPROXY has no entry that can be asked", "GOPROXY 中没有可询问的条目")
  package static let gatewayBusy = Phrase("too many requests are waiting", "等待中的请求过多")
  package static let gatewayMalformed = Phrase(
    "not a request of the go command", "不是 go 命令的请求")
  package static let gatewayForeign = Phrase(
    "the request's Host header does not name this machine", "请求所用的主机名不是本机")
  package static let gatewayPasses = Phrase("passed through from {}", "由 {} 转发")
  package static let gatewayReturn = Phrase("go came back from it", "go 已从该处返回")
  package static let gatewayRedirects = Phrase("see {}", "见 {}")

  // Its log
  package static let gatewayListens = Phrase(
    "redirecting go's requests; set GOPROXY to {}", "正在重定向 go 的请求；请将 GOPROXY 设为 {}")
  package static let gatewayLogNotWritten = Phrase("the log is not written: {}", "日志未写入：{}")
  package static let gatewayAlreadyFirst = Phrase(
    "the gateway is already first in GOPROXY", "网关已是 GOPROXY 的第一项")
}
