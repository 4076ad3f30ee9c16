import ProxyHealth

/// Proxies whose place in the chain is not ours to change: they have credentials, are called private in the
/// configuration, or have a name that means nothing outside.
struct PrivateProxies: Sendable {
  /// URLs of the watch list's group `private`.
  private let urls: Set<ProxyURL>

  init(_ configuration: Configuration) {
    urls = Set(configuration.mirrors.filter { $0.group == "private" }.map(\.url))
  }

  func contains(_ url: ProxyURL) -> Bool {
    if url.user != nil || urls.contains(url) { return true }
    let endings = [".internal", ".corp", ".local", ".lan", ".intranet", ".home.arpa"]
    return endings.contains { url.host.lowercased().hasSuffix($0) }
  }
}
