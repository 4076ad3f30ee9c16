import Dashboard
import ProxyHealth

/// Which chain a mirror would be put first in, and the change of GOPROXY that this is.
struct ChainPick: Sendable {
  let chain: Chain
  let writer: SettingWriter
  /// URLs of the watch list's group `private`.
  let privateURLs: Set<ProxyURL>
  /// What advises another separator.
  let advice: [Advice]

  init(
    chain: Chain, writer: SettingWriter, configuration: Configuration, advice: [Advice] = []
  ) {
    self.chain = chain
    self.writer = writer
    self.advice = advice.filter { $0.code == .commaHidesFallback && $0.entry != nil }
    privateURLs = Set(configuration.mirrors.filter { $0.group == "private" }.map(\.url))
  }

  /// The change that puts `mirror` first among the public ones; nil where it is, or cannot be.
  func proposal(for mirror: Mirror) -> ChainProposal? {
    chain.preferring(mirror.url, isPrivate: isPrivate).map { writer.proposal($0.value) }
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

  /// A proxy whose place in the chain is not ours to change: it has credentials, is called private in the
  /// configuration, or has a name that means nothing outside.
  private func isPrivate(_ url: ProxyURL) -> Bool {
    if url.user != nil || privateURLs.contains(url) { return true }
    let endings = [".internal", ".corp", ".local", ".lan", ".intranet", ".home.arpa"]
    return endings.contains { url.host.lowercased().hasSuffix($0) }
  }
}
