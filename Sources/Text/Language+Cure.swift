import GoRules
import Health

extension Language {
  /// What is to be changed and who answers then, the longest first:
  /// "`,` -> `|` after goproxy.cn: proxy.golang.org would answer after 212 ms", "`|` after goproxy.cn".
  package func texts(_ cure: Cure) -> [String] {
    let (full, short) = (changes(cure, isShort: false), changes(cure, isShort: true))
    let names = servers(cure)
    let wait = cure.wait.map(Format.latencyWithUnit)
    let long = wait.map { say(.cureAnswersIn, full, names, $0) }
    let medium = wait.map { say(.cureIn, short, names, $0) }
    return [
      long ?? say(.cureAnswers, full, names), medium ?? say(.withReason, short, names), short,
    ]
  }

  private func changes(_ cure: Cure, isShort: Bool) -> String {
    var all: [String] = []
    var pipes: [String] = []
    for step in cure.steps {
      switch step {
      case .pipe(let name): pipes.append(name)
      case .move(let name, let other): all.append(say(.cureBefore, name, other))
      case .moveBehind(let name, let other): all.append(say(.cureBehind, name, other))
      case .add(let name, let other?): all.append(say(.cureAdd, name, other))
      case .add(let name, nil): all.append(say(.cureAppend, name))
      }
    }
    if !pipes.isEmpty { all.append(say(isShort ? .curePipeShort : .curePipe, list(pipes))) }
    return list(all)
  }

  private func servers(_ cure: Cure) -> String {
    let names = list(cure.servers)
    switch cure.state {
    case .slow: return say(.servedPoorly, names, say(Phrase("slow", "缓慢")))
    case .degraded: return say(.servedPoorly, names, say(Phrase("degraded", "降级")))
    default: return names
    }
  }
}

extension Cure.Leak {
  /// What others would get to see.
  package var sentence: Sentence { Sentence(.cureLeaks, .text(from), .text(to)) }
}

extension Phrase {
  fileprivate static let curePipe = Phrase("`,` -> `|` after {}", "{} 后的 `,` 改为 `|`")
  fileprivate static let curePipeShort = Phrase("`|` after {}", "{} 后用 `|`")
  fileprivate static let cureBefore = Phrase("{} before {}", "{} 移到 {} 之前")
  fileprivate static let cureBehind = Phrase("{} after {}", "{} 移到 {} 之后")
  fileprivate static let cureAdd = Phrase("add {} before {}", "添加 {}，放在 {} 之前")
  fileprivate static let cureAppend = Phrase("add {} at the end", "在末尾添加 {}")
  /// What is changed, who answers then, and after how long.
  fileprivate static let cureAnswersIn = Phrase(
    "{}: {} would answer after {}", "{}：将由 {} 响应，需 {}")
  fileprivate static let cureIn = Phrase("{}: {} after {}", "{}：{}，需 {}")
  fileprivate static let cureAnswers = Phrase("{}: {} would answer", "{}：将由 {} 响应")
  fileprivate static let cureLeaks = Phrase(
    "what is asked of {}, private paths included, is asked of {} too",
    "向 {} 请求的路径（包括私有路径）也会发给 {}")
}
