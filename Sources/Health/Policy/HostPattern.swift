import GoRules

/// A host that a policy allows: `a.example` with any port, `a.example:8443`, `[::1]`, `*.example` for any below, or the word
/// `direct`. Upper and lower case are the same.
package struct HostPattern: Sendable, Hashable {
  private let host: String
  private let port: Int?

  /// nil for what can be no host, such as a URL.
  package init?(_ text: String) {
    // An address of IPv6 may do without brackets, but for a port.
    let isBare = text.count(where: { $0 == ":" }) > 1 && !text.hasPrefix("[")
    let (host, port) = isBare ? (text, nil) : HostPort.split(text)
    let name = host.hasPrefix("*.") ? host.dropFirst(2) : host[...]
    let isName = name.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && !"/*?@,|[]".unicodeScalars.contains($0)
    }
    guard isName, !name.isEmpty, !text.hasSuffix(":"), port.map({ $0 <= 65_535 }) != false else {
      return nil
    }
    self.host = host.lowercased()
    self.port = port
  }

  var isDirect: Bool { host == "direct" && port == nil }

  /// `port`: in use; nil where it is not known.
  func allows(_ host: String, port: Int?) -> Bool {
    if let own = self.port, own != port { return false }
    let host = host.lowercased()
    return self.host.hasPrefix("*.") ? host.hasSuffix(self.host.dropFirst()) : host == self.host
  }
}
