import Dashboard
import GoRules
import Health
import Text

/// Which chain a mirror would be put first in, and the change of GOPROXY that this is.
struct ChainPick: Sendable {
  /// Of one mirror: with the separators kept, and with those that the advice names; nil where it is no change.
  struct Proposals: Sendable {
    var plain: ChainProposal?
    var advised: ChainProposal?
  }

  let chain: Chain
  let writer: SettingWriter
  let isPrivate: @Sendable (ProxyURL) -> Bool
  /// What advises another separator.
  let advice: [Advice]
  /// What was asked for before: a measurement shows them many times a second.
  private var known: [Mirror.ID: Proposals] = [:]

  /// nil where go refuses the chain that is to be changed: that of `settings`, or where that is exported, one in the file
  /// that it hides, since the file is what is written.
  init?(_ settings: MonitorSettings, writer: SettingWriter, advice: [Advice] = []) {
    let isHidden = settings.setting.source == .environment && writer.current != nil
    let chain = isHidden ? try? writer.beneathExport.chain() : settings.chain
    guard let chain else { return nil }
    self.chain = chain
    self.writer = writer
    // It speaks of the entries of the chain in force.
    self.advice =
      chain.entries != settings.chain?.entries
      ? [] : advice.filter { $0.code == .commaHidesFallback && $0.entry != nil }
    isPrivate = settings.isPrivate
  }

  mutating func proposals(for mirror: Mirror) -> Proposals {
    if let proposals = known[mirror.id] { return proposals }
    let proposals = Proposals(
      plain: proposal(for: mirror), advised: advisedProposal(for: mirror))
    known[mirror.id] = proposals
    return proposals
  }

  /// The change that puts `mirror` first, a public one among the public ones; nil where it is, or cannot be.
  func proposal(for mirror: Mirror) -> ChainProposal? {
    chain.preferring(mirror.url, isPrivate: isPrivate).map { proposal($0, for: mirror) }
  }

  /// The same with `|` where the advice says so; nil where it says nothing.
  private func advisedProposal(for mirror: Mirror) -> ChainProposal? {
    var advised = chain
    for entry in advice.compactMap(\.entry)
    where advised.entries.indices.contains(entry) && advised.entries[entry].separator == .comma {
      advised.entries[entry].separator = .pipe
    }
    guard advised.entries != chain.entries else { return nil }
    return proposal(advised.preferring(mirror.url, isPrivate: isPrivate) ?? advised, for: mirror)
  }

  private func proposal(_ chain: Chain, for mirror: Mirror) -> ChainProposal {
    var proposal = writer.proposal(chain.value)
    if isPrivate(mirror.url) { proposal.warnings.append(Sentence(.privateFirst)) }
    return proposal
  }
}
