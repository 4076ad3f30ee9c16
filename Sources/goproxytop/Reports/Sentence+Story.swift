import MirrorLab
import Text

extension Sentence {
  /// What a step of the demo's story tells.
  init(_ step: Story.Step) {
    guard step.turn == .faultBegins, let kind = step.kind else {
      self.init(step.turn.phrase, .text(step.host))
      return
    }
    self.init(kind, on: step.host)
  }

  /// That a mirror begins to have a fault.
  init(_ kind: FaultKind, on host: String) {
    self.init(.faultBegins, .text(host), .sentence(Sentence(kind.phrase)), .text(kind.rawValue))
  }
}

extension Story.Turn {
  fileprivate var phrase: Phrase {
    switch self {
    case .growsSlow: Phrase("{} becomes slow", "{} 变慢")
    case .isItselfAgain: Phrase("{} has recovered", "{} 恢复正常")
    case .goesDown:
      Phrase("{} goes down; with `|`, go tries the next entry", "{} 宕机；因为是 `|`，go 转到下一项")
    case .isBack: Phrase("{} is back", "{} 恢复服务")
    case .stopsAtComma:
      Phrase(
        "{} answers HTTP 502; the `,` after it stops go, `|` would not",
        "{} 返回 HTTP 502；其后的 `,` 使 go 止步，`|` 则不会")
    case .servesAgain: Phrase("{} serves again", "{} 再次提供服务")
    case .flaps: Phrase("{} is flapping: HTTP 503 again", "{} 反复抖动：又是 HTTP 503")
    case .servesForAMoment: Phrase("{} serves for a moment", "{} 短暂恢复")
    case .certificateExpires: Phrase("{}: certificate expired", "{}：证书已过期")
    case .hasNewCertificate: Phrase("{} has a new certificate", "{} 已更换证书")
    case .resetsZips:
      Phrase(
        "{} resets the HTTP/2 stream in the middle of every zip; everything else works",
        "{} 在每个 zip 传输中途重置 HTTP/2 流，其余正常")
    case .sendsWholeZips: Phrase("{} sends complete zips again", "{} 又能发送完整的 zip")
    case .isSilent:
      Phrase(
        "{} accepts requests but never answers; go waits forever, whatever the separator",
        "{} 接受请求却不响应；无论用哪种分隔符，go 都会一直等待")
    case .faultBegins: .faultBegins
    case .faultEnds: .faultEnds
    case .answersAgain: Phrase("{} answers again", "{} 再次响应")
    }
  }
}
