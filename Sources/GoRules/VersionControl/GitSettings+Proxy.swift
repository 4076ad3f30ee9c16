/// The forward proxy that git's library takes (http.c `get_curl_handle`, libcurl), which follows rules of its own.
extension GitSettings {
  /// Why git might go through another proxy to `url` than go; nil where both plainly take the same, or none.
  static func proxyObstacle(to url: GoURL, _ environment: [String: String]) -> String? {
    func value(_ key: String) -> String { environment[key] ?? "" }
    let name = url.scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY"
    let proxies = (upper: value(name), lower: value(name.lowercased()))
    if proxies.upper.isEmpty, proxies.lower.isEmpty { return nil }
    let reason = "git may take another forward proxy than go"
    let exceptions = [value("NO_PROXY"), value("no_proxy")].filter { !$0.isEmpty }
    // Of the two cases of letters go looks at the upper one first, and git at the lower one.
    guard Set(exceptions).count < 2 else { return reason }
    let all = exceptions.first ?? ""
    if all == "*" { return nil }
    let host = url.hostname.lowercased()
    // go asks this machine without a proxy, whatever is set.
    guard host != "localhost", IPAddress(parsing: host.utf8) == nil, !host.hasSuffix(".") else {
      return reason
    }
    var isExcepted = false
    for entry in all.split(separator: ",") {
      switch exception(String(entry), host) {
      case nil: return reason
      case true?: isExcepted = true
      case false?: break
      }
    }
    if isExcepted { return nil }
    guard
      proxies.lower == proxies.upper || proxies.upper.isEmpty
        || proxies.lower.isEmpty && url.scheme == "https"
    else { return reason }
    // git looks names up itself where the proxy is one of SOCKS, and trusts others where it speaks TLS.
    let proxy = proxies.upper.isEmpty ? proxies.lower : proxies.upper
    return proxy.hasPrefix("http://") || !proxy.contains("://") ? nil : reason
  }

  /// Whether `entry` of NO_PROXY is about `host`; nil where go and git read it differently.
  private static func exception(_ entry: String, _ host: String) -> Bool? {
    let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var entry = entry.lowercased().drop(while: blank)
    while entry.last.map(blank) == true { entry.removeLast() }
    let name = entry.hasPrefix(".") ? entry.dropFirst() : entry
    let isPlain = name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (0x30...0x39).contains($0)
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    guard isPlain, !name.isEmpty, !name.hasPrefix("."), !name.hasSuffix(".") else { return nil }
    if host.hasSuffix("." + name) { return true }
    // A dot in front excepts the subdomains alone for go, and the domain as well for git.
    if host == name { return entry.hasPrefix(".") ? nil : true }
    return false
  }
}
