import GoRules
import Health

extension Language {
  /// What has happened, for people: `go fails at goproxy.cn: HTTP 502 Bad Gateway (,)`. `wall`: now.
  package func text(_ event: HookEvent, at wall: Duration) -> String {
    switch event {
    case .began(let fault): text(fault, at: wall)
    case .ended(let fault, let end):
      say(fault.over, [fault.name, Format.span(end.since(fault.since))].compactMap(\.self))
    case .failover(let group):
      say(
        .hookFailover, text(group.failover.from), text(group.failover.to),
        group.kinds.map(\.rawValue).joined(separator: " "), text(group.failover.reason))
    }
  }

  /// Why; nil where that is not known.
  package func cause(_ fault: HookFault) -> String? {
    switch fault.cause {
    case .walk(let cause, _): cause.map { text($0) }
    case .refused(let words): words
    case .failure(let failure): failure.map { text(.failure($0)) }
    case .ends: nil
    }
  }

  private func text(_ fault: HookFault, at wall: Duration) -> String {
    let cause = cause(fault)
    switch fault.cause {
    case .walk(_, let hangs):
      let phrase: Phrase =
        fault.name == nil
        ? (hangs ? .hookHangs : .hookFails) : (hangs ? .hookHangsAt : .hookFailsAt)
      return say(phrase, [fault.name, cause ?? say(.hookUnexplained)].compactMap(\.self))
    case .refused(let words): return say(.hookRefused, words)
    case .ends(let end):
      let days = Int(((end - wall).seconds / 86_400).rounded(.down))
      let name = fault.name ?? ""
      return days < 0 ? say(.hookExpired, name) : say(.hookExpires, name, String(days))
    case .failure:
      let name = fault.name ?? ""
      guard let cause else { return say(.hookDown, name) }
      let isDown = fault.subject.trigger == .down
      return say(isDown ? .hookDownBecause : .hookCertificate, name, cause)
    }
  }
}

extension HookFault {
  /// That it is over: with the name, where it has one that matters, and how long it lasted.
  fileprivate var over: Phrase {
    switch subject {
    case .chain: name == nil ? .hookWorks : .hookWorksAfter
    case .mirror: .hookUp
    case .certificate: .hookCertificateGood
    }
  }
}

extension Phrase {
  fileprivate static let hookFails = Phrase("go fails: {}", "go 将失败：{}")
  fileprivate static let hookFailsAt = Phrase("go fails at {}: {}", "go 在 {} 处失败：{}")
  fileprivate static let hookHangs = Phrase("go waits forever: {}", "go 将一直等待：{}")
  fileprivate static let hookHangsAt = Phrase("go waits forever at {}: {}", "go 在 {} 处一直等待：{}")
  fileprivate static let hookUnexplained = Phrase("cause not known", "原因未知")
  fileprivate static let hookRefused = Phrase("go rejects GOPROXY: {}", "go 不接受 GOPROXY：{}")
  fileprivate static let hookWorks = Phrase("go works again after {}", "go 已恢复，历时 {}")
  fileprivate static let hookWorksAfter = Phrase(
    "go works again; it failed at {} for {}", "go 已恢复；此前在 {} 处失败，历时 {}")
  fileprivate static let hookFailover = Phrase(
    "go moved from {} to {} for {}: {}", "go 已从 {} 切换到 {}（{}）：{}")
  fileprivate static let hookDown = Phrase("{} is down", "{} 不可用")
  fileprivate static let hookDownBecause = Phrase("{} is down: {}", "{} 不可用：{}")
  fileprivate static let hookUp = Phrase("{} is up again after {}", "{} 已恢复，历时 {}")
  fileprivate static let hookExpires = Phrase(
    "the certificate of {} expires in {} days", "{} 的证书将在 {} 天后过期")
  fileprivate static let hookExpired = Phrase("the certificate of {} has expired", "{} 的证书已过期")
  fileprivate static let hookCertificate = Phrase(
    "the certificate of {} is rejected: {}", "{} 的证书不被接受：{}")
  fileprivate static let hookCertificateGood = Phrase(
    "the certificate of {} is good again after {}", "{} 的证书已恢复正常，历时 {}")

  // What becomes of a hook
  package static let hookDelivered = Phrase("hook {}: delivered: {}", "钩子 {}：已送达：{}")
  package static let hookFailed = Phrase("hook {}: failed: {}", "钩子 {}：失败：{}")
  package static let hookTriedAgain = Phrase(
    "hook {}: failed: {}; trying again in {}", "钩子 {}：失败：{}；{} 后重试")
  package static let hookDropped = Phrase(
    "hook {}: events dropped, as too many waited: {}", "钩子 {}：等待的事件过多，已丢弃 {} 个")
  package static let hookOnHost = Phrase("goproxytop on {}: {}", "goproxytop（{}）：{}")
  package static let hookTest = Phrase("a test: {}", "测试：{}")
  package static let hookExited = Phrase("exit status {}", "退出状态 {}")
  package static let hookSaid = Phrase("{}: {}", "{}：{}")
  package static let hookTookTooLong = Phrase("not finished within {}", "{} 内未结束")
  package static let hookNotFound = Phrase("{} is not on PATH", "PATH 中没有 {}")
  package static let hookUnset = Phrase("{} is not set", "未设置 {}")
  package static let hookNoURL = Phrase(
    "{} is not an http or https URL", "{} 不是 http 或 https 网址")
  package static let hookEmptyFile = Phrase("{} is empty", "{} 为空")

  // Its configuration
  package static let hookOneTarget = Phrase(
    "expected one of command, url and desktop", "应为 command、url、desktop 之一")
  package static let hookNeeds = Phrase("only with {}", "仅可与 {} 一起使用")
  package static let hookNameTaken = Phrase(
    "another hook is already named {}", "另一个钩子已名为 {}")
  package static let hookNameForm = Phrase(
    "letters, digits, `-`, `_` and `.`, 64 at most", "字母、数字、“-”、“_”和“.”，至多 64 个")
  package static let hookVariable = Phrase(
    "$ and the name of a variable, nothing else", "$ 加变量名，别无其他")
  package static let hookURLForm = Phrase(
    "an http or https URL, \"$VARIABLE\" or \"@FILE\"",
    "http 或 https 网址、\"$变量\" 或 \"@文件\"")
  package static let hookCommandForm = Phrase(
    "a list of words, or a line for /bin/sh", "由词组成的列表，或交给 /bin/sh 的一行")
}
