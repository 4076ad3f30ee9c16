import Diagnosis
import GoRules
import Health

/// What is told of a log.
extension Language {
  /// nil for evidence of another kind.
  func textOfLog(_ evidence: Evidence) -> String? {
    switch evidence {
    case .logged(let line, let text, let times):
      return times > 1
        ? say(.lineOfMany, "\(line)", text, "\(times)") : say(.line, "\(line)", text)
    case .serverSays(let text): return say(.serverSays, text)
    case .alsoFor(let names):
      return say(.alsoFor, list(Array(names.prefix(5))) + (names.count > 5 ? " ..." : ""))
    case .entry(let number, let count, let setting, let line):
      return say(.entryOf, "\(number)", "\(count)", text(setting, line))
    case .notInList(let url, let setting, let line):
      return say(.notInList, url, text(setting, line))
    case .takenFromProxies: return say(.takenFromProxies)
    case .goBlamesTheLast: return say(.goBlamesTheLast)
    case .anotherListThen: return say(.anotherListThen)
    case .beforeIsUnknown: return say(.beforeIsUnknown)
    case .beforeSaidNotFound: return say(.beforeSaidNotFound)
    case .logEnds: return say(.logEnds)
    default: return nil
    }
  }

  /// The list, and where it comes from.
  private func text(_ setting: GoproxySetting, _ line: Int?) -> String {
    setting.redactedValue + "  "
      + (line.map { say(.fromLine, "\($0)") } ?? say(.reportFrom, say(setting.source.word)))
  }
}

extension Cause {
  /// The cause in words, filled with the subjects of the finding; nil for one that is of no log.
  var phraseOfLog: Phrase? {
    switch self {
    case .privateModule:
      Phrase(
        "{} is private, or does not exist: {} cannot see its repository",
        "{} 为私有模块，或不存在：{} 看不到其仓库")
    case .versionMissing:
      Phrase("there is no {}: its repository has no such version", "没有 {}：其仓库无此版本")
    case .gitCredentials: Phrase("git may not read the repository: {}", "git 无权读取仓库：{}")
    case .gitFails: Phrase("git fails: {}", "git 失败：{}")
    case .goSumLacks: Phrase("go.sum lacks {}", "go.sum 缺少 {}")
    case .goSumDiffers:
      Phrase("what came of {} is not what go.sum has", "下载到的 {} 与 go.sum 所记不符")
    case .notRequired:
      Phrase("go.mod requires no module with package {}", "go.mod 未要求含包 {} 的模块")
    case .packageMissing:
      Phrase("the module is there, and has no package {}", "模块存在，但其中没有包 {}")
    case .otherPath: Phrase("the module has another path: {}", "模块路径不符：{}")
    case .goModOutdated:
      Phrase(
        "go.mod is out of date, and this command may not change it", "go.mod 已过时，而此命令不得修改它")
    case .noGoMod: Phrase("no go.mod here, nor above", "此处及上级目录均无 go.mod")
    case .vendorOutdated:
      Phrase("the vendor folder does not match go.mod", "vendor 目录与 go.mod 不一致")
    case .toolchainMissing:
      Phrase("no entry of GOPROXY has the toolchain {}", "GOPROXY 中没有条目提供工具链 {}")
    case .toolchainUnnamed:
      Phrase("{} is no toolchain: its first one is {}.0", "{} 不是工具链：首个为 {}.0")
    case .goTooOld:
      Phrase(
        "go.mod wants go {} or newer, and GOTOOLCHAIN=local forbids to download one",
        "go.mod 要求 go {} 或更新，而 GOTOOLCHAIN=local 禁止下载")
    case .sumdbRefused: Phrase("go refuses GOSUMDB: {}", "go 拒绝 GOSUMDB：{}")
    case .goMissing: Phrase("the shell finds no go command", "shell 找不到 go 命令")
    case .cacheFails:
      Phrase("go cannot write its module cache: {}", "go 无法写入模块缓存：{}")
    default: nil
    }
  }

  /// What many an article has wrong.
  var truthOfLog: Phrase? {
    switch self {
    case .privateModule:
      Phrase(
        "GOPRIVATE has go ask neither proxies nor the checksum database; GONOSUMDB and GOSUMDB=off "
          + "spare the database alone",
        "GOPRIVATE 使 go 既不询问代理也不询问校验和数据库；GONOSUMDB 和 GOSUMDB=off 只免去数据库")
    case .goSumDiffers:
      Phrase(
        "deleting go.sum accepts whatever came: first see who changed the version; "
          + "`go clean -modcache` helps only where the cache is damaged",
        "删除 go.sum 等于接受任何内容：先查明是谁改动了该版本；`go clean -modcache` 仅在缓存损坏时有效")
    case .gitCredentials:
      Phrase(
        "go runs git without a terminal: it asks for no password. Credentials come from SSH, a helper "
          + "or ~/.netrc",
        "go 运行 git 时没有终端，不会询问密码；凭据来自 SSH、凭据助手或 ~/.netrc")
    case .toolchainMissing:
      Phrase(
        "go takes toolchains from GOPROXY, as the module golang.org/toolchain, which not every mirror "
          + "has; one that is installed by hand needs no download",
        "go 从 GOPROXY 下载工具链，即模块 golang.org/toolchain，并非每个镜像都有；手动安装则无需下载")
    case .toolchainUnnamed:
      Phrase(
        "no mirror is to blame: since go1.21 `go 1.23` names a language version, and the first release "
          + "of it is 1.23.0",
        "与镜像无关：自 go1.21 起 `go 1.23` 表示语言版本，其首个发行版为 1.23.0")
    case .goSumLacks:
      Phrase(
        "since go1.16 go build changes neither go.mod nor go.sum: no proxy is to blame",
        "自 go1.16 起 go build 不再修改 go.mod 和 go.sum：与代理无关")
    default: nil
    }
  }
}

extension Phrase {
  fileprivate static let line = Phrase("line {}: {}", "第 {} 行：{}")
  fileprivate static let lineOfMany = Phrase(
    "line {}: {} (the first of {})", "第 {} 行：{}（共 {} 处，此为首处）")
  fileprivate static let serverSays = Phrase("the server says: {}", "服务器说：{}")
  fileprivate static let alsoFor = Phrase("the same for {}", "同样失败的还有 {}")
  fileprivate static let entryOf = Phrase("entry {} of {}: {}", "第 {} 项，共 {} 项：{}")
  fileprivate static let notInList = Phrase("{} is not in {}", "{} 不在此列表中：{}")
  fileprivate static let fromLine = Phrase("(from: line {} of the log)", "（来源：日志第 {} 行）")
  fileprivate static let takenFromProxies = Phrase(
    "GONOPROXY or GOPRIVATE has go ask version control here",
    "GONOPROXY 或 GOPRIVATE 使 go 在此直接询问版本控制系统")
  fileprivate static let goBlamesTheLast = Phrase(
    "this failed first; go blames the one that it asked last", "此项最先失败；go 报告的是最后询问的一项")
  fileprivate static let anotherListThen = Phrase(
    "go moved on, which it would not do by the list above: another was set then",
    "go 继续询问了下一项，按上述列表不会如此：当时设置的是另一个列表")
  fileprivate static let beforeIsUnknown = Phrase(
    "whether a proxy failed before is not in the log: go names the last one alone, `-x` shows all",
    "日志未显示此前是否有代理失败：go 只报告最后一项，`-x` 显示全部")
  fileprivate static let beforeSaidNotFound = Phrase(
    "each proxy before it said 404 or 410: `,` leads on after nothing else",
    "此前每个代理都返回 404 或 410：`,` 只在此时继续")
  fileprivate static let logEnds = Phrase(
    "the log ends there: go still waits, or the log was cut", "日志到此为止：go 仍在等待，或日志被截断")
}
