/// A URI in a certificate, as net/url parses and prints one; the scheme may be any.
///
/// On bytes, since a host may decode to anything.
struct CertificateURI {
  private var scheme: [UInt8] = []
  private var opaque: ArraySlice<UInt8> = []
  /// Decoded; nil for none.
  private var user: [UInt8]?
  private var password: [UInt8]?
  /// Decoded, with brackets and port.
  private(set) var host: [UInt8] = []
  private var omitsHost = false
  /// As it was written.
  private var path: ArraySlice<UInt8> = []
  private var query: ArraySlice<UInt8> = []
  private var forcesQuery = false
  private var fragment: ArraySlice<UInt8> = []

  /// go's whole text: `parse "…": first path segment in URL cannot contain colon`.
  struct Failure: Error {
    var text: String
  }

  /// `url.Parse`.
  init(parsing text: String) throws(Failure) {
    let bytes = Array(text.utf8)
    let hash = bytes.firstIndex(of: UInt8(ascii: "#"))
    let main = bytes[..<(hash ?? bytes.endIndex)]
    do throws(Failure) {
      try read(main)
    } catch {
      throw Failure(text: "parse \(goQuoted(bytes: main)): \(error.text)")
    }
    guard let hash else { return }
    fragment = bytes[(hash + 1)...]
    do throws(Failure) {
      _ = try Self.decode(fragment, .fragment)
    } catch {
      throw Failure(text: "parse \(goQuoted(bytes: bytes)): \(error.text)")
    }
  }

  private mutating func read(_ text: ArraySlice<UInt8>) throws(Failure) {
    if text.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      throw Failure(text: "net/url: invalid control character in URL")
    }
    if text.elementsEqual("*".utf8) {
      path = text
      return
    }
    var rest = try readScheme(text)
    let mark = rest.firstIndex(of: UInt8(ascii: "?"))
    if let mark {
      if mark == rest.endIndex - 1 { forcesQuery = true } else { query = rest[(mark + 1)...] }
      rest = rest[..<mark]
    }
    if rest.first != UInt8(ascii: "/") {
      if !scheme.isEmpty {
        opaque = rest
        return
      }
      if rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) {
        throw Failure(text: "first path segment in URL cannot contain colon")
      }
    }
    if rest.starts(with: "//".utf8), !scheme.isEmpty || !rest.starts(with: "///".utf8) {
      let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
      rest = rest[authority.endIndex...]
      try readAuthority(authority)
    } else if !scheme.isEmpty, rest.first == UInt8(ascii: "/") {
      omitsHost = true
    }
    _ = try Self.decode(rest, .path)
    path = rest
  }

  /// Takes the scheme off; returns what follows its colon.
  private mutating func readScheme(_ text: ArraySlice<UInt8>) throws(Failure) -> ArraySlice<UInt8> {
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if index == text.startIndex { return text }
      case UInt8(ascii: ":"):
        if index == text.startIndex { throw Failure(text: "missing protocol scheme") }
        scheme = DomainName.lowercased(text[..<index])
        return text[(index + 1)...]
      default: return text
      }
    }
    return text
  }

  private mutating func readAuthority(_ authority: ArraySlice<UInt8>) throws(Failure) {
    let at = authority.lastIndex(of: UInt8(ascii: "@"))
    host = try readHost(at.map { authority[($0 + 1)...] } ?? authority)
    guard let at else { return }
    let userinfo = authority[..<at]
    guard userinfo.allSatisfy({ Self.isAlphanumeric($0) || "-._:~!$&'()*+,;=%@".utf8.contains($0) })
    else { throw Failure(text: "net/url: invalid userinfo") }
    let colon = userinfo.firstIndex(of: UInt8(ascii: ":"))
    user = try Self.decode(userinfo[..<(colon ?? userinfo.endIndex)], .userinfo)
    if let colon { password = try Self.decode(userinfo[(colon + 1)...], .userinfo) }
  }

  /// `parseHost`.
  private func readHost(_ text: ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
    if let open = text.lastIndex(of: UInt8(ascii: "[")) {
      guard open == text.startIndex else { throw Failure(text: "invalid IP-literal") }
      return try readLiteral(text)
    }
    if let first = text.firstIndex(of: UInt8(ascii: ":")) {
      // Several colons are an error for the web alone.
      let isWeb = scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8)
      let last = text.lastIndex(of: UInt8(ascii: ":")) ?? first
      try checkPort(text[(isWeb ? first : last)...])
    }
    return try Self.decode(text, .host)
  }

  private func readLiteral(_ text: ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
    guard let close = text.lastIndex(of: UInt8(ascii: "]")) else {
      throw Failure(text: "missing ']' in host")
    }
    let port = text[(close + 1)...]
    try checkPort(port)
    let inside = text[(text.startIndex + 1)..<close]
    let zone = inside.indices.first { inside[$0...].starts(with: "%25".utf8) }
    var address = try Self.decode(inside[..<(zone ?? inside.endIndex)], .host)
    if let zone { address += try Self.decode(inside[zone...], .zone) }
    switch IPAddress.parse(address) {
    case .success(let parsed):
      guard parsed.octets.count == 16 else { throw Failure(text: "invalid IP-literal") }
    case .failure(let fault):
      throw Failure(text: "invalid host: " + fault.description(of: address))
    }
    return [UInt8(ascii: "[")] + address + [UInt8(ascii: "]")] + port
  }

  private func checkPort(_ text: ArraySlice<UInt8>) throws(Failure) {
    guard let first = text.first else { return }
    guard first == UInt8(ascii: ":"), text.dropFirst().allSatisfy({ (0x30...0x39) ~= $0 }) else {
      throw Failure(text: "invalid port \(goQuoted(bytes: text)) after host")
    }
  }

  /// As `URL.String` writes it.
  var bytes: [UInt8] {
    var text = scheme
    if !scheme.isEmpty { text.append(UInt8(ascii: ":")) }
    if !opaque.isEmpty {
      text += opaque
    } else {
      writeHierarchy(&text)
    }
    if forcesQuery || !query.isEmpty {
      text.append(UInt8(ascii: "?"))
      text += query
    }
    if !fragment.isEmpty {
      text.append(UInt8(ascii: "#"))
      text += Self.normalized(fragment, .fragment)
    }
    return text
  }

  private func writeHierarchy(_ text: inout [UInt8]) {
    let hasAuthority = !host.isEmpty || user != nil
    if !scheme.isEmpty || hasAuthority, !omitsHost || hasAuthority {
      if hasAuthority || !path.isEmpty { text += "//".utf8 }
      if let user {
        text += Self.encode(user, .userinfo)
        if let password {
          text.append(UInt8(ascii: ":"))
          text += Self.encode(password, .userinfo)
        }
        text.append(UInt8(ascii: "@"))
      }
      text += Self.encode(host, .host)
    }
    var written = Self.normalized(path, .path)
    if omitsHost, !hasAuthority, written.starts(with: "//".utf8) {
      text += "%2F".utf8
      written.removeFirst()
    }
    if !host.isEmpty, let first = written.first, first != UInt8(ascii: "/") {
      text.append(UInt8(ascii: "/"))
    }
    if text.isEmpty,
      written.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":"))
    {
      text += "./".utf8
    }
    text += written
  }
}
