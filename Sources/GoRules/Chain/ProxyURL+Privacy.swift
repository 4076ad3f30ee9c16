extension ProxyURL {
  /// By the signs that can be read from the URL: credentials, a host name or address that is not public. Loopback and
  /// files are neither private nor public.
  package var isPrivate: Bool {
    if scheme == .file || isLoopback { return false }
    return user != nil || !hasPublicHost
  }

  package var isPublic: Bool {
    scheme != .file && !isLoopback && user == nil && hasPublicHost
  }

  var isLoopback: Bool {
    host == "localhost" || host == "::1" || ipv4?.first == 127
  }

  /// The four octets of an IPv4 address.
  private var ipv4: [UInt8]? {
    IPAddress(parsing: host.utf8).flatMap { $0.octets.count == 4 ? $0.octets : nil }
  }

  private var hasPublicHost: Bool {
    if host.utf8.contains(UInt8(ascii: ":")) {
      // fc00::/7 and fe80::/10.
      return !["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { host.lowercased().hasPrefix($0) }
    }
    if let ipv4 {
      switch (ipv4[0], ipv4[1]) {
      case (10, _), (192, 168), (172, 16...31), (169, 254), (100, 64...127): return false
      default: return true
      }
    }
    let labels = host.lowercased().split(separator: ".")
    let local = ["internal", "intranet", "corp", "lan", "local", "home", "private", "arpa"]
    guard labels.count > 1, let last = labels.last else { return false }
    return !local.contains(String(last))
  }
}
