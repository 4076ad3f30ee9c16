import GoRules

/// A forward proxy of HTTP_PROXY or HTTPS_PROXY.
package struct ForwardProxy: Sendable, Hashable {
  /// `http`, `https`, `socks5` or `socks5h`.
  var scheme: String
  var user: String?
  var password: String?
  /// Without brackets.
  var host: String
  var port: Int

  /// As go reads it: a URL, or `host[:port]`, which means http. nil where it is neither.
  package init?(_ text: String) {
    var rest = Substring(text)
    scheme = "http"
    if let separator = text.firstRange(of: "://") {
      scheme = text[..<separator.lowerBound].lowercased()
      rest = text[separator.upperBound...]
    }
    rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = parts.first.map { PercentEncoding.decoded($0) }
      password = parts.count > 1 ? PercentEncoding.decoded(parts[1]) : nil
      rest = rest[rest.index(after: at)...]
    }
    guard let (host, port) = HostPort.split(rest), !host.isEmpty else { return nil }
    self.host = host
    switch scheme {
    case "http": self.port = port ?? 80
    case "https": self.port = port ?? 443
    case "socks5", "socks5h": self.port = port ?? 1080
    default: return nil
    }
  }

  var isSOCKS: Bool { scheme.hasPrefix("socks5") }
  /// It is spoken to over TLS.
  var isTLS: Bool { scheme == "https" }

  /// The value of Proxy-Authorization; nil where there is no user.
  var authorization: String? {
    user.map { "Basic " + Base64.encoded($0 + ":" + (password ?? "")) }
  }

  /// For people: without password.
  package var redacted: String {
    let userinfo = user.map { $0 + (password == nil ? "" : ":xxxxx") + "@" } ?? ""
    return "\(scheme)://\(userinfo)\(HostPort.joined(host, port))"
  }
}

/// Which forward proxy a request goes through, by go's rules (golang.org/x/net/http/httpproxy).
package struct ForwardProxyRules: Sendable {
  private let http: ForwardProxy?
  private let https: ForwardProxy?
  /// This runs as a CGI program, where a client's header `Proxy` would become HTTP_PROXY.
  private let isCGI: Bool
  private var bypassesAll = false
  private var domains: [(suffix: String, port: Int?, matchesHost: Bool)] = []
  private var networks: [(bytes: [UInt8], bits: Int, port: Int?)] = []

  package init(environment: [String: String]) {
    func value(_ name: String) -> String {
      for name in [name, name.lowercased()] {
        if let value = environment[name], !value.isEmpty { return value }
      }
      return ""
    }
    isCGI = environment["REQUEST_METHOD"]?.isEmpty == false
    http = ForwardProxy(value("HTTP_PROXY"))
    https = ForwardProxy(value("HTTPS_PROXY"))
    for entry in value("NO_PROXY").split(separator: ",") {
      let entry = entry.filter { !$0.isWhitespace }.lowercased()
      if entry == "*" {
        bypassesAll = true
      } else if !entry.isEmpty {
        add(entry)
      }
    }
  }

  private mutating func add(_ entry: String) {
    let parts = entry.split(separator: "/", maxSplits: 1)
    if parts.count == 2, let bytes = AddressBytes.of(String(parts[0])), let bits = Int(parts[1]),
      bits >= 0, bits <= bytes.count * 8
    {
      networks.append((bytes, bits, nil))
      return
    }
    if let bytes = AddressBytes.of(entry) {
      networks.append((bytes, bytes.count * 8, nil))
      return
    }
    guard let (host, port) = HostPort.split(entry[...]), !host.isEmpty else { return }
    if let bytes = AddressBytes.of(host) {
      networks.append((bytes, bytes.count * 8, port))
      return
    }
    let name = host.hasPrefix("*.") ? String(host.dropFirst()) : host
    let isSuffix = name.hasPrefix(".")
    domains.append((isSuffix ? name : "." + name, port, !isSuffix))
  }

  /// Why go sends no request to `target`, in its words; nil where it does. NO_PROXY does not matter.
  package func refusal(of target: RequestTarget) -> String? {
    guard isCGI, !target.isHTTPS, http != nil else { return nil }
    return "refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy"
  }

  /// nil for a direct connection.
  package func proxy(for target: RequestTarget) -> ForwardProxy? {
    guard let proxy = target.isHTTPS ? https : http else { return nil }
    let host = target.host.lowercased()
    if bypassesAll || host == "localhost" { return nil }
    let bytes = AddressBytes.of(host)
    if let bytes {
      if AddressBytes.isLoopback(bytes) { return nil }
      for network in networks where network.port == nil || network.port == target.port {
        if AddressBytes.matches(bytes, network.bytes, bits: network.bits) { return nil }
      }
    }
    for domain in domains where domain.port == nil || domain.port == target.port {
      if host.hasSuffix(domain.suffix) { return nil }
      if domain.matchesHost, host == domain.suffix.dropFirst() { return nil }
    }
    return proxy
  }
}
