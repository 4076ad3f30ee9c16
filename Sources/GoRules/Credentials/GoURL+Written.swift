extension GoURL {
  /// As `URL.String` writes it, with userinfo: a password in clear.
  package var written: String {
    let secret = password.map { ":" + PercentEncoding.encode($0, .userinfo) } ?? ""
    return written(userinfo: user.map { PercentEncoding.encode($0, .userinfo) + secret })
  }

  /// As `URL.String` writes it, without userinfo.
  var description: String { written(userinfo: nil) }

  /// As `URL.String` writes it, with that before the `@`; nil for none.
  func written(userinfo: String?) -> String {
    var text = scheme.isEmpty ? "" : scheme + ":"
    if opaque.isEmpty {
      let hasAuthority = !host.isEmpty || userinfo != nil
      if hasAuthority || (!scheme.isEmpty && !omitsHost) {
        if hasAuthority || !path.isEmpty { text += "//" }
        if let userinfo { text += userinfo + "@" }
        text += PercentEncoding.encode(host, .host)
      }
      let startsWithSlash = path.utf8.first == UInt8(ascii: "/")
      if !path.isEmpty, !startsWithSlash, !host.isEmpty { text += "/" }
      if text.isEmpty, path.cut(at: "/").before.utf8.contains(UInt8(ascii: ":")) { text += "./" }
      // Without an authority, two slashes would be read as the start of one.
      text +=
        omitsHost && !hasAuthority && path.utf8.starts(with: "//".utf8)
        ? "%2F" + path.utf8.dropFirst().map { String(Unicode.Scalar($0)) }.joined() : path
    } else {
      text += opaque
    }
    if forcesQuery || !query.isEmpty { text += "?" + query }
    if !fragment.isEmpty { text += "#" + fragment }
    return text
  }

  /// Sets a path that is not percent-encoded.
  mutating func setPath(_ decoded: String) {
    path = decoded == "*" ? decoded : PercentEncoding.encode(decoded, .path)
  }
}
