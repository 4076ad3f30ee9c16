import Text

/// A panel of the screen, in the order of the keys `1` to `6`. The raw value is its name in the preferences.
package enum Panel: String, Sendable, Hashable, CaseIterable {
  case chain, mirrors, detail, failovers, events, advice

  package var title: Phrase {
    switch self {
    case .chain: Phrase("Chain", "代理链")
    case .mirrors: Phrase("Mirrors", "镜像")
    case .detail: Phrase("Detail", "详情")
    case .failovers: Phrase("Failovers", "切换")
    case .events: Phrase("Events", "事件")
    case .advice: Phrase("Advice", "建议")
    }
  }
}
