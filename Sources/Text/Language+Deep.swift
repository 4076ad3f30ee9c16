import Diagnosis
import GoRules
import Health

extension Language {
  /// What idle connections showed: `answers after 5s, 15s; closed after 20s, and go dials again`.
  func text(_ idles: [IdleFact]) -> String {
    let answered = idles.filter { $0.end == .answered }.map(\.gap.written)
    var parts = answered.isEmpty ? [] : [say(.answersIdle, list(answered))]
    parts += idles.compactMap(text)
    if let announced = idles.lazy.compactMap(\.announced).first {
      parts.append("Keep-Alive: timeout=\(Int(announced.seconds))")
    }
    return parts.joined(separator: say(.semicolon))
  }

  /// nil where it was answered.
  private func text(_ fact: IdleFact) -> String? {
    let gap = fact.gap.written
    let said: String
    switch fact.end {
    case .answered: return nil
    case .closed(let after): return say(.closedIdle, after.written)
    case .unknown: return say(.unknownIdle, gap)
    case .cutOff: said = say(.cutOffIdle, gap)
    case .lost(let retransmissions): said = say(.lostIdle, gap, String(retransmissions))
    case .silent: said = say(.silentIdle, gap)
    }
    guard let anew = fact.answersAnew else { return said }
    return said + say(.comma) + say(anew ? .answersAnew : .failsAnew)
  }

  /// `3 of 20 (10 at once): HTTP 429 Too Many Requests`.
  func text(_ burst: BurstFact) -> String {
    let (total, width) = (String(burst.outcomes.count), String(burst.width))
    guard let worst = burst.leadingFailure else { return say(.burstAnswered, total, width) }
    let count = String(burst.count(of: worst))
    let said = say(.withReason, say(.burstFailed, count, total, width), text(worst))
    guard let after = burst.answersAfterwards else { return said }
    return said + say(.comma) + say(after ? .answersAfterwards : .failsAfterwards)
  }
}

extension Phrase {
  fileprivate static let semicolon = Phrase("; ", "；")
  fileprivate static let comma = Phrase(", ", "，")
  fileprivate static let answersIdle = Phrase("answers after {}", "空闲 {} 后正常响应")
  fileprivate static let closedIdle = Phrase(
    "closed after {}, and go dials again", "空闲 {} 后关闭，go 会重新连接")
  fileprivate static let unknownIdle = Phrase("not known after {}", "空闲 {} 后未知")
  fileprivate static let cutOffIdle = Phrase(
    "after {} the request is cut off", "空闲 {} 后请求被切断")
  fileprivate static let lostIdle = Phrase(
    "after {} the request is sent {} times again and never acknowledged",
    "空闲 {} 后请求重传 {} 次均未确认")
  fileprivate static let silentIdle = Phrase(
    "after {} the request is acknowledged and not answered", "空闲 {} 后请求已确认但无响应")
  fileprivate static let answersAnew = Phrase(
    "while a new connection answers", "而新连接正常响应")
  fileprivate static let failsAnew = Phrase(
    "and so it is on a new connection", "新连接亦然")
  fileprivate static let burstAnswered = Phrase(
    "{} requests, {} at once: all answered", "{} 个请求，{} 个并发：均有响应")
  fileprivate static let burstFailed = Phrase(
    "{} of {} requests, {} at once", "{}/{} 个请求，{} 个并发")
  fileprivate static let answersAfterwards = Phrase(
    "while a single one is answered afterwards", "而之后的单个请求正常响应")
  fileprivate static let failsAfterwards = Phrase(
    "and a single one afterwards fails, too", "之后的单个请求也失败")
}
