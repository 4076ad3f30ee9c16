import Dashboard
import ProxyHealth

/// Which chain a mirror would be put first in, and the change of GOPROXY that this is.
struct ChainPick: Sendable {
  let chain: Chain
  let writer: SettingWriter
  /// URLs of the watch list's group `private`.
  let privateURLs: Set<ProxyURL>

  init(chain: Chain, writer: SettingWriter, configuration: Configuration) {
    self.chain = chain
    self.writer = writer
    privateURLs = Set(configuration.mirrors.filter { $0.group == "private" }.map(\.url))
  }

  /// The change that puts `mirror` first among the public ones; nil where it is, or cannot be.
  func proposal(for mirror: Mirror) -> ChainProposal? {
    chain.preferring(mirror.url, isPrivate: isPrivate).map { writer.proposal($0.value) }
  }

  /// A proxy whose place in the chain is not ours to change: it has credentials, is called private in the
  /// configuration, or has a name that means nothing outside.
  private func isPrivate(_ url: ProxyURL) -> Bool {
    if url.user != nil || privateURLs.contains(url) { return true }
    let endings = [".internal", ".corp", ".local", ".lan", ".intranet", ".home.arpa"]
    return endings.contains { url.host.lowercased().hasSuffix($0) }
  }
}
