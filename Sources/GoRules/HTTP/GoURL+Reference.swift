extension GoURL {
  /// The URL that `reference` means where it stands in an answer from this one
  /// (net/url `URL.Parse`, `ResolveReference`).
  package func resolving(_ reference: String) throws(Failure) -> GoURL {
    var url = try GoURL(parsing: reference)
    let isAbsolute = !url.scheme.isEmpty
    if !isAbsolute { url.scheme = scheme }
    if isAbsolute || !url.host.isEmpty || url.user != nil {
      url.path = Self.resolvedPath(base: url.path, "")
      return url
    }
    if url.path.isEmpty, !url.forcesQuery, url.query.isEmpty {
      url.query = query
      if url.fragment.isEmpty { url.fragment = fragment }
    }
    if url.path.isEmpty, !opaque.isEmpty {
      url.opaque = opaque
      return url
    }
    url.host = host
    url.user = user
    url.password = password
    url.path = Self.resolvedPath(base: path, url.path)
    return url
  }

  /// `resolvePath`: takes out `.` and `..`.
  private static func resolvedPath(base: String, _ reference: String) -> String {
    let full: [UInt8]
    if reference.isEmpty {
      full = Array(base.utf8)
    } else if reference.utf8.first == UInt8(ascii: "/") {
      full = Array(reference.utf8)
    } else {
      let bytes = Array(base.utf8)
      let end = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      full = Array(bytes[..<end]) + reference.utf8
    }
    if full.isEmpty { return "" }
    var path: [UInt8] = [UInt8(ascii: "/")]
    var isFirst = true
    var endsInDots = false
    for element in full.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      endsInDots = element.elementsEqual(".".utf8) || element.elementsEqual("..".utf8)
      if element.elementsEqual(".".utf8) {
        isFirst = false
      } else if element.elementsEqual("..".utf8) {
        let slash = path.dropFirst().lastIndex(of: UInt8(ascii: "/"))
        path.removeSubrange((slash ?? 1)...)
        isFirst = path.count == 1
      } else {
        if !isFirst { path.append(UInt8(ascii: "/")) }
        path += element
        isFirst = false
      }
    }
    if endsInDots { path.append(UInt8(ascii: "/")) }
    // There is one slash from the start; two are too many.
    if path.count > 1, path[1] == UInt8(ascii: "/") { path.removeFirst() }
    return String(decoding: path, as: UTF8.self)
  }

  /// As go names it in an error of a request (net/http `stripPassword`): a password becomes `***`.
  package var shownByClient: String {
    written(userinfo: password == nil ? user.map(Self.encoded) : user.map { $0 + ":***" })
  }

  /// As `URL.String` writes it, but a password that is not empty becomes `xxxxx`.
  package var redacted: String {
    let hidden = password.map { $0.isEmpty ? ":" : ":xxxxx" } ?? ""
    return written(userinfo: user.map { Self.encoded($0) + hidden })
  }

  private static func encoded(_ user: String) -> String {
    PercentEncoding.encode(user, .userinfo)
  }

  /// What stands between `GET` and `HTTP/1.1` (`URL.RequestURI`); a forward proxy for plain HTTP gets
  /// scheme and host before it.
  package var requestTarget: String {
    var target = opaque
    if opaque.isEmpty {
      target = path.isEmpty ? "/" : path
    } else if opaque.utf8.starts(with: "//".utf8) {
      target = scheme + ":" + opaque
    }
    return forcesQuery || !query.isEmpty ? target + "?" + query : target
  }

  /// The field `Host`: in Punycode, without an IPv6 zone (`removeZone`), and empty where the host has bytes that
  /// may not stand there (`Request.write`). Where the request goes to a forward proxy, go fails then:
  /// `http: invalid Host header`.
  package var hostHeader: String {
    guard host.utf8.allSatisfy({ $0 >= 0x80 || HTTP1Syntax.isHostByte($0) }) else { return "" }
    guard host.utf8.first == UInt8(ascii: "["),
      let close = host.utf8.lastIndex(of: UInt8(ascii: "]")),
      let zone = host.utf8[..<close].lastIndex(of: UInt8(ascii: "%"))
    else { return Self.inPunycode(host) }
    return String(host[..<zone] + host[close...])
  }

  /// `PunycodeHostPort`.
  private static func inPunycode(_ host: String) -> String {
    if host.utf8.allSatisfy({ $0 < 0x80 }) { return host }
    let (name, port) = split(host)
    return Punycode.encoded(name) + (port.isEmpty ? "" : ":" + port)
  }

  /// Without brackets and port (`URL.Hostname`).
  package var hostname: String { Self.split(host).name }

  /// What follows the host's last colon; empty for none (`URL.Port`). Digits only, of any length.
  package var port: String { Self.split(host).port }

  /// `splitHostPort`.
  private static func split(_ host: String) -> (name: String, port: String) {
    var name = host[...]
    var port = ""
    if let colon = host.utf8.lastIndex(of: UInt8(ascii: ":")) {
      let digits = host.utf8[host.utf8.index(after: colon)...]
      if digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
        name = host[..<colon]
        port = String(Substring(digits))
      }
    }
    if name.utf8.first == UInt8(ascii: "["), name.utf8.last == UInt8(ascii: "]"),
      name.utf8.count > 1
    {
      name = name.dropFirst().dropLast()
    }
    return (String(name), port)
  }
}

extension GoURL {
  /// Takes over the userinfo of a proxy's URL.
  package mutating func setUserinfo(of proxy: ProxyURL) {
    user = proxy.user
    password = proxy.password
  }
}
