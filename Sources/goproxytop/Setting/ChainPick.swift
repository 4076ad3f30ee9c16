import Dashboard
import GoRules
import Health

/// Which chain a mirror would be put first in, and the change of GOPROXY that this is.
struct ChainPick: Sendable {
  let chain: Chain
  let writer: SettingWriter
  private let isPrivate: @Sendable (ProxyURL) -> Bool
  /// What advises another separator.
  let advice: [Advice]

  /// nil where go refuses the chain of `settings`.
  init?(_ settings: MonitorSettings, writer: SettingWriter, advice: [Advice] = []) {
    guard let chain = settings.chain else { return nil }
    self.chain = chain
    self.writer = writer
    self.advice = advice.filter { $0.code == .commaHidesFallback && $0.entry != nil }
    isPrivate = settings.isPrivate
  }

  /// The change that puts `mirror` first among the public ones; nil where it is, or cannot be.
  func proposal(for mirror: Mirror) -> ChainProposal? {
    chain.preferring(mirror.url, isPrivate: isPrivate).map {
      writer.proposal($0.value)
    }
  }

  /// The same with `|` where the advice says so; nil where it says nothing.
  func advisedProposal(for mirror: Mirror) -> ChainProposal? {
    var advised = chain
    for entry in advice.compactMap(\.entry)
    where advised.entries.indices.contains(entry) && advised.entries[entry].separator == .comma {
      advised.entries[entry].separator = .pipe
    }
    guard advised.entries != chain.entries else { return nil }
    return writer.proposal((advised.preferring(mirror.url, isPrivate: isPrivate) ?? advised).value)
  }
}
