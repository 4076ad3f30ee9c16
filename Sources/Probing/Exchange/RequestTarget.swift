import GoRules
import Health

/// The URL of one request or of a hop to which it was redirected.
package struct RequestTarget: Hashable {
  package var isHTTPS: Bool
  /// Without brackets.
  package var host: String
  package var port: Int
  /// As curl takes it, without userinfo.
  package var url: String

  /// What `request` asks of the mirror at `base`.
  package init(_ request: ProbeRequest, of base: ProxyURL) {
    isHTTPS = base.scheme == .https
    host = base.host
    port = base.port ?? (isHTTPS ? 443 : 80)
    url = base.url(of: Question(request.kind, request.canary))
  }

  /// The target of a redirect: an absolute http or https URL as libcurl gives it; nil for any other.
  package init?(url: String) {
    guard let colon = url.firstRange(of: "://") else { return nil }
    switch url[..<colon.lowerBound].lowercased() {
    case "https": isHTTPS = true
    case "http": isHTTPS = false
    default: return nil
    }
    self.url = url
    var authority = url[colon.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = authority.lastIndex(of: "@") {
      authority = authority[authority.index(after: at)...]
    }
    port = isHTTPS ? 443 : 80
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = String(authority[authority.index(after: authority.startIndex)..<end])
      authority = authority[authority.index(after: end)...]
    } else {
      host = String(authority.prefix { $0 != ":" })
      authority = authority.dropFirst(host.count)
    }
    if authority.hasPrefix(":") {
      guard let number = Int(authority.dropFirst()) else { return nil }
      port = number
    }
    guard !host.isEmpty else { return nil }
  }
}
