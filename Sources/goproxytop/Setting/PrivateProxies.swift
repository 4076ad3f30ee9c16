import GoRules
import Health

/// Proxies whose place in the chain is not ours to change: their URL says that they are private, or the configuration
/// does.
struct PrivateProxies: Sendable {
  /// URLs of the watch list's group `private`.
  private let urls: Set<ProxyURL>

  init(_ configuration: Configuration) {
    urls = Set(configuration.mirrors.filter { $0.group == "private" }.map(\.url))
  }

  func contains(_ url: ProxyURL) -> Bool { url.isPrivate || urls.contains(url) }
}
