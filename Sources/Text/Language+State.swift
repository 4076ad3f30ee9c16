import GoRules
import Health
import Record

extension Language {
  /// Why a mirror has its state: `tcp 47x usual`, `6% fail`, `no answer: ttfb`; the longest first, the shortest in some
  /// five columns. Empty where there is nothing to say.
  package func reasons(of mirror: MirrorSnapshot) -> [String] {
    switch (mirror.state, mirror.reason, mirror.waiting) {
    case (.waiting, _, let open?):
      [say(.noAnswer, say(open.phase.word)), say(.noAnswerShort, say(open.phase.word))]
    case (.slow, let reason?, _), (.degraded, let reason?, _): texts(reason)
    default: []
    }
  }

  /// The longest of the reasons; nil where there is nothing to say.
  package func reason(of mirror: MirrorSnapshot) -> String? { reasons(of: mirror).first }

  /// Who served in a walk, in a report; as `Failover.Place.text` in English.
  package func text(_ place: Failover.Place) -> String {
    switch place {
    case .nowhere(.broken, let name?): say(.placeBrokenAt, name)
    case .nowhere(.broken, nil): say(.placeBroken)
    case .nowhere(.hangs, let name?): say(.placeHangsAt, name)
    case .nowhere(.hangs, nil): say(.placeHangs)
    default: place.text
    }
  }

  private func texts(_ reason: StateReason) -> [String] {
    switch reason {
    case .slow(let slow):
      [Phrase.slowPhase, .slowPhaseShort].map {
        say($0, say(slow.phase.word), Self.times(slow.factor))
      } + ["\(Self.times(slow.factor))x"]
    case .failures(let share): [say(.shareFails, Format.percent(share)), Format.percent(share)]
    case .slowTail(let factor):
      [Phrase.slowPhase, .slowPhaseShort].map { say($0, "p95", Self.times(factor)) }
    case .kindsFail(let kinds, let outcome):
      [
        say(.withReason, list(kinds.map(\.rawValue)), text(outcome)),
        say(.withReason, list(kinds.map(\.rawValue)), shortText(outcome)),
        say(.kindFails, kinds[0].rawValue),
      ]
    }
  }

  private static func times(_ factor: Double) -> String {
    factor < 100_000 ? String(Int(factor.rounded())) : ">99999"
  }
}

extension Phrase {
  fileprivate static let noAnswer = Phrase("no answer: {}", "无响应：{}")
  fileprivate static let noAnswerShort = Phrase("no {}", "无{}")
  fileprivate static let slowPhase = Phrase("{} {}x usual", "{} 为平时 {} 倍")
  fileprivate static let slowPhaseShort = Phrase("{} {}x", "{} {}x")
  fileprivate static let kindFails = Phrase("{} fails", "{} 失败")
  fileprivate static let shareFails = Phrase("{} fail", "失败 {}")
}
