import ProxyHealth

/// The URL of one request or of a hop to which it was redirected.
package struct RequestTarget: Hashable {
  package var isHTTPS: Bool
  /// Without brackets.
  package var host: String
  package var port: Int
  /// As curl takes it, without userinfo.
  package var url: String

  /// What `request` asks of the mirror at `base` (modfetch/proxy.go: `pathEscape`).
  package init(_ request: ProbeRequest, of base: ProxyURL) {
    self.init(base: base, path: Self.path(of: request))
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

  private init(base: ProxyURL, path: String) {
    isHTTPS = base.scheme == .https
    host = base.host
    port = base.port ?? (isHTTPS ? 443 : 80)
    var url = base.scheme.rawValue + "://"
    url += base.host.contains(":") ? "[\(base.host)]" : base.host
    if let port = base.port { url += ":\(port)" }
    url += base.path + path
    if let query = base.query { url += "?" + query }
    self.url = url
  }

  /// The path below the base, percent-encoded as go sends it.
  static func path(of request: ProbeRequest) -> String {
    let module = escaped(request.canary.module)
    let version = escaped(request.canary.version)
    switch request.kind {
    case .list: return "/\(module)/@v/list"
    case .latest: return "/\(module)/@latest"
    case .info: return "/\(module)/@v/\(version).info"
    case .mod: return "/\(module)/@v/\(version).mod"
    case .zip: return "/\(module)/@v/\(version).zip"
    case .sumdb: return "/sumdb/sum.golang.org/supported"
    }
  }

  /// Upper case becomes `!` and the lower-case letter, and `!` is percent-encoded, as is what a path may not hold.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        escaped += "%21"
        escaped.unicodeScalars.append(Unicode.Scalar(byte + 32))
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "-._~/+@$&=:".utf8.contains(byte):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return escaped
  }
}
