import Diagnosis
import GoRules
import Health

/// What a command of the user's does that runs go.
extension Language {
  /// `golang.org/x/text@v0.14.0 .zip of goproxy.cn, 0.2 s after the start: no answer; silent for 12 s`.
  func text(_ request: GoRun.Request) -> String {
    let sight = request.sight.map { say(.itsConnection, say($0)) }
    let said: String =
      switch request.answer {
      case .none: say(.noResponse)
      case .status(let status): say(.answered, "HTTP \(status)", span(request))
      case .failed: say(.answered, say(.itFailed), span(request))
      }
    let asked = say(
      .goAsked, ServerText(request.url, limit: 300).text, Format.latencyWithUnit(request.began),
      said)
    return request.ended == nil
      ? ([asked] + [sight].compactMap(\.self)).joined(separator: "; ") : asked
  }

  private func span(_ request: GoRun.Request) -> String {
    Format.latencyWithUnit(request.took ?? .zero)
  }

  /// What go waits for, in one line.
  package func text(_ stall: GoRun.Stall, of run: GoRun) -> String {
    let blind = run.blindness.map { say(.connectionUnseen, $0) } ?? say(.noConnectionSeen)
    switch stall {
    case .answer(let index):
      let request = run.requests[index]
      return say(
        .waitsForAnswer, Format.span(run.time - request.began),
        ServerText(request.url, limit: 300).text, request.sight.map(say) ?? blind)
    case .body(let index):
      let request = run.requests[index]
      return say(
        .waitsForRest, ServerText(request.url, limit: 300).text, request.sight.map(say) ?? blind)
    case .command(let index):
      let command = run.commands[index]
      return say(
        .waitsForCommand, Format.span(run.time - command.began), command.text.text,
        command.sight.map(say) ?? blind)
    case .connection(let id):
      let process = run.processes.first { $0.id == id }
      let seen = (process?.connections ?? []).map { "\($0.address):\($0.port): \(say($0.sight))" }
      return say(.waitsUnseen, process?.command.text ?? "go", list(Array(seen.prefix(4))))
    }
  }

  /// How it went, in one line; `name` gives an entry of the chain its name.
  package func summary(_ run: GoRun, trace: TracedCommand.Trace, name: (Int) -> String) -> String {
    let time = Format.latencyWithUnit(run.time)
    guard !run.requests.isEmpty || !run.commands.isEmpty else {
      return say(trace == .none ? .requestsUnseen : .noRequests, time)
    }
    var servers: [(name: String, count: Int)] = []
    for module in run.modules {
      let server = module.entry.map(name) ?? say(.nobody)
      if let place = servers.firstIndex(where: { $0.name == server }) {
        servers[place].count += 1
      } else {
        servers.append((server, 1))
      }
    }
    let unanswered = run.requests.count { $0.answer == .none }
    let asked = say(.askedSoOften, String(run.requests.count + run.dropped), time)
    let open = unanswered == 0 ? nil : say(.unanswered, String(unanswered))
    let counts = servers.map { say(.servedSoMany, String($0.count), $0.name) }
    let served = counts.isEmpty ? nil : say(.modulesServed, list(counts))
    return [asked, open, served].compactMap(\.self).joined(separator: "; ")
  }
}

extension Phrase {
  fileprivate static let goAsked = Phrase(
    "go asked for {} after {}: {}", "go 请求了 {}（开始后 {}）：{}")
  fileprivate static let answered = Phrase("{} in {}", "{}，用时 {}")
  fileprivate static let itFailed = Phrase("it failed", "失败")
  fileprivate static let itsConnection = Phrase("its connection: {}", "其连接：{}")
  static let nextWasNotAsked = Phrase(
    "the next entry was not asked: try it with goproxytop doctor {}",
    "下一项未被询问：可用 goproxytop doctor {} 检查")
  fileprivate static let waitsForAnswer = Phrase(
    "after {} go still waits for {}: {}", "go 已等待 {}，请求 {}：{}")
  fileprivate static let waitsForRest = Phrase(
    "go waits for the rest of {}: {}", "go 正在等待 {} 的剩余部分：{}")
  fileprivate static let waitsForCommand = Phrase(
    "version control has been running for {}: {}: {}", "版本控制已运行 {}：{}：{}")
  fileprivate static let waitsUnseen = Phrase("{} waits: {}", "{} 正在等待：{}")
  fileprivate static let connectionUnseen = Phrase(
    "its connection cannot be seen ({})", "无法查看其连接（{}）")
  fileprivate static let noConnectionSeen = Phrase(
    "no connection of it was seen", "未见其连接")
  fileprivate static let requestsUnseen = Phrase(
    "{}; its requests were not seen: this command cannot print them (-x)",
    "{}；未能看到其请求：此命令无法输出请求（-x）")
  fileprivate static let noRequests = Phrase("{}; no request of go was seen", "{}；未见 go 的请求")
  fileprivate static let askedSoOften = Phrase("requests: {} in {}", "请求：{} 个，用时 {}")
  fileprivate static let unanswered = Phrase("unanswered: {}", "无应答：{} 个")
  fileprivate static let servedSoMany = Phrase("{} by {}", "{} 个由 {} 提供")
  fileprivate static let modulesServed = Phrase("modules: {}", "模块：{}")
  fileprivate static let nobody = Phrase("nobody", "无人")
}
