/// The host and port of an authority (net/url `parseHost`, net/netip `ParseAddr`).
package enum HostPort {
  /// Checks `text` as go does and decodes it; brackets and port stay. A host with several colons is
  /// refused for http and https alone.
  static func normalized(_ text: String, scheme: String) throws(URLFault) -> String {
    if let open = text.utf8.lastIndex(of: UInt8(ascii: "[")) {
      guard open == text.startIndex else { throw URLFault("invalid IP-literal") }
      return try literal(text)
    }
    let isStrict = scheme == "http" || scheme == "https"
    let colon = UInt8(ascii: ":")
    if let colon = isStrict ? text.utf8.firstIndex(of: colon) : text.utf8.lastIndex(of: colon) {
      try checkPort(String(text[colon...]))
    }
    return try PercentEncoding.decode(text, .host)
  }

  /// `[address%25zone]:port`.
  private static func literal(_ text: String) throws(URLFault) -> String {
    guard let close = text.utf8.lastIndex(of: UInt8(ascii: "]")) else {
      throw URLFault("missing ']' in host")
    }
    let colonPort = String(text[text.utf8.index(after: close)...])
    try checkPort(colonPort)
    let inside = String(text[text.utf8.index(after: text.startIndex)..<close])
    var address: String
    if let zone = inside.firstRange(of: "%25")?.lowerBound {
      address = try PercentEncoding.decode(String(inside[..<zone]), .host)
      address += try PercentEncoding.decode(String(inside[zone...]), .zone)
    } else {
      address = try PercentEncoding.decode(inside, .host)
    }
    switch IPAddress.parse(Array(address.utf8)) {
    case .success(let parsed) where parsed.octets.count == 16: break
    case .success: throw URLFault("invalid IP-literal", quoting: address.utf8)
    case .failure(let fault):
      let text = fault.description(of: Array(address.utf8))
      throw URLFault("invalid host: \(text)", quoting: address.utf8)
    }
    return "[\(address)]\(colonPort)"
  }

  private static func checkPort(_ colonPort: String) throws(URLFault) {
    guard colonPort.isEmpty || colonPort.utf8.first == UInt8(ascii: ":"),
      colonPort.utf8.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 })
    else {
      throw URLFault("invalid port \(goQuoted(colonPort)) after host", quoting: colonPort.utf8)
    }
  }

  /// The host without brackets, and the port; nil for no port. A port too large for any machine stays too large.
  package static func split(_ hostPort: String) -> (host: String, port: Int?) {
    let end = hostPort.utf8.lastIndex(of: UInt8(ascii: "]")) ?? hostPort.startIndex
    guard let colon = hostPort.utf8[end...].lastIndex(of: UInt8(ascii: ":")) else {
      return (withoutBrackets(hostPort[...]), nil)
    }
    let digits = hostPort.utf8[hostPort.utf8.index(after: colon)...]
    let port = digits.isEmpty ? nil : Int(String(digits) ?? "") ?? Int.max
    return (withoutBrackets(hostPort[..<colon]), port)
  }

  private static func withoutBrackets(_ host: Substring) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : String(host)
  }
}
