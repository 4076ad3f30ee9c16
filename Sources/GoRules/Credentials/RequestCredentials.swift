/// Which credentials go along with a request and with those that follow its redirects
/// (cmd/go/internal/web/http.go `get`, net/http/client.go `do` and `send`).
///
/// One value per attempt: the second one after a 4xx starts anew at the first URL.
package struct RequestCredentials: Sendable, Hashable {
  /// A URL that is asked, as far as credentials depend on it.
  package struct Target: Sendable, Hashable {
    package var isHTTPS: Bool
    /// `host:port` as the URL has it, in ASCII (internationalised names as `xn--…`).
    package var authority: String
    /// Decoded; nil where the URL has no userinfo.
    package var login: String?
    /// Decoded; nil is sent as an empty one.
    package var password: String?

    package init(isHTTPS: Bool, authority: String, login: String? = nil, password: String? = nil) {
      self.isHTTPS = isHTTPS
      self.authority = authority
      self.login = login
      self.password = password
    }

    fileprivate var basic: HeaderField? {
      login.map { .basic(login: $0.utf8, password: (password ?? "").utf8) }
    }

    /// Lower case, without port and brackets.
    fileprivate var host: [UInt8] {
      let bytes = Array(authority.lowercased().utf8)
      if bytes.first == UInt8(ascii: "["), let close = bytes.lastIndex(of: UInt8(ascii: "]")) {
        return Array(bytes[1..<close])
      }
      return Array(bytes.prefix { $0 != UInt8(ascii: ":") })
    }
  }

  private let first: Target
  /// What GOAUTH has given for the first URL.
  package let kept: [HeaderField]
  private var isStripped = false

  /// `kept`: what the cache has for the URL, userinfo included (`CredentialCache.fields`); of no use over http.
  package init(_ first: Target, kept: [HeaderField]) {
    self.first = first
    self.kept = first.isHTTPS ? kept : []
  }

  /// Why go does not even ask: userinfo would be sent over http. `redacted`: the URL with `xxxxx` for a password.
  package static func refusal(redacted url: String) -> String {
    "refusing to pass credentials to insecure URL: \(url)"
  }

  package static func isRefused(_ first: Target) -> Bool { !first.isHTTPS && first.login != nil }

  /// For the first request: what was kept, and the URL's userinfo unless that says otherwise.
  package var fields: [HeaderField] { adding(first.basic, to: kept) }

  /// For the request to a redirect's target. What was kept goes along, but without the sensitive fields from the
  /// first hop on that leads to a host that is neither the first one nor one below it. The first URL's userinfo
  /// never does; the target's own does, over http too.
  package mutating func fields(afterRedirectTo target: Target) -> [HeaderField] {
    if target.authority != first.authority, !isOrIsBelow(target.host, first.host) {
      isStripped = true
    }
    return adding(target.basic, to: isStripped ? kept.filter { !$0.isSensitive } : kept)
  }

  private func adding(_ basic: HeaderField?, to fields: [HeaderField]) -> [HeaderField] {
    let first = fields.first { $0.name == "Authorization" }
    guard let basic, first?.value.isEmpty != false else { return fields }
    return fields.filter { $0.name != "Authorization" } + [basic]
  }

  /// `isDomainOrSubdomain`.
  private func isOrIsBelow(_ host: [UInt8], _ parent: [UInt8]) -> Bool {
    if host == parent { return true }
    if host.contains(UInt8(ascii: ":")) || host.contains(UInt8(ascii: "%")) { return false }
    return host.count > parent.count && host.suffix(parent.count).elementsEqual(parent)
      && host[host.count - parent.count - 1] == UInt8(ascii: ".")
  }
}
