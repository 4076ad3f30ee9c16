import Dashboard
import GoRules
import Health
import Text

/// Which chain a mirror would be put first in, and the change of GOPROXY that this is.
struct ChainPick: Sendable {
  let chain: Chain
  let writer: SettingWriter
  let privateProxies: PrivateProxies
  /// What advises another separator.
  let advice: [Advice]

  init(
    chain: Chain, writer: SettingWriter, configuration: Configuration, advice: [Advice] = []
  ) {
    self.chain = chain
    self.writer = writer
    self.advice = advice.filter { $0.code == .commaHidesFallback && $0.entry != nil }
    privateProxies = PrivateProxies(configuration)
  }

  /// The change that puts `mirror` first among the public ones; nil where it is, or cannot be.
  func proposal(for mirror: Mirror) -> ChainProposal? {
    chain.preferring(mirror.url, isPrivate: privateProxies.contains).map {
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
    return writer.proposal(
      (advised.preferring(mirror.url, isPrivate: privateProxies.contains) ?? advised).value)
  }
}
