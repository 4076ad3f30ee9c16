extension GoURL {
  /// As `URL.String` writes it, with userinfo: a password in clear.
  package var written: String {
    var text = scheme.isEmpty ? "" : scheme + ":"
    if opaque.isEmpty {
      let lacksAuthority = host.isEmpty && user == nil
      if !lacksAuthority || (!scheme.isEmpty && !omitsHost && !path.isEmpty) { text += "//" }
      if let user {
        text += PercentEncoding.encode(user, .userinfo)
        if let password { text += ":" + PercentEncoding.encode(password, .userinfo) }
        text += "@"
      }
      text += PercentEncoding.encode(host, .host)
      text += writtenPath(lacksAuthority: lacksAuthority, isAtStart: text.isEmpty)
    } else {
      text += opaque
    }
    if forcesQuery || !query.isEmpty { text += "?" + query }
    if !fragment.isEmpty { text += "#" + fragment }
    return text
  }

  /// The path, told apart from an authority and from a scheme where it could be taken for one.
  private func writtenPath(lacksAuthority: Bool, isAtStart: Bool) -> String {
    if omitsHost, lacksAuthority, path.utf8.starts(with: "//".utf8) {
      return "%2F" + path.dropFirst()
    }
    if !host.isEmpty, !path.isEmpty, path.utf8.first != UInt8(ascii: "/") { return "/" + path }
    if isAtStart, path.cut(at: "/").before.utf8.contains(UInt8(ascii: ":")) { return "./" + path }
    return path
  }

  /// Sets a path that is not percent-encoded.
  mutating func setPath(_ decoded: String) {
    path = decoded == "*" ? decoded : PercentEncoding.encode(decoded, .path)
  }
}
