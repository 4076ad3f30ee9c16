import GoRules

/// A GET as go's client sends it, and perhaps with a field of ours: `Disable-Module-Fetch` asks a proxy not to fetch for
/// a probe.
struct OutgoingRequest {
  var url: GoURL
  var userAgent: String
  var disablesFetch = true
  /// Of GOAUTH, and the URL's own userinfo.
  var credentials: [HeaderField] = []
  var referer: String?
  /// A forward proxy takes this plain request as it is; the value of `Proxy-Authorization`, if any.
  var isForwarded = false
  var proxyAuthorization: String?

  /// The fields that are ours or the caller's, by their names in go's order.
  private var fields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for field in credentials {
      fields.append((field.name, String(decoding: field.value, as: UTF8.self)))
    }
    if disablesFetch { fields.append(("Disable-Module-Fetch", "true")) }
    if let referer { fields.append(("Referer", referer)) }
    return fields
  }

  /// The bytes of the request (net/http `Request.write`).
  var http1: [UInt8] {
    let host = url.hostHeader
    let target = isForwarded ? "\(url.scheme)://\(host)\(url.requestTarget)" : url.requestTarget
    var text = "GET \(target) HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: \(userAgent)\r\n"
    for field in fields { text += "\(field.name): \(field.value)\r\n" }
    text += "Accept-Encoding: gzip\r\n"
    if let proxyAuthorization { text += "Proxy-Authorization: \(proxyAuthorization)\r\n" }
    return Array((text + "\r\n").utf8)
  }

  var http2: HTTP2Request {
    // The port is left out where it is the scheme's (http2 `authorityAddr` keeps what the URL says).
    HTTP2Request(
      scheme: url.scheme, authority: url.hostHeader, path: url.requestTarget,
      fields: fields.map { ($0.name.lowercased(), $0.value) } + [("user-agent", userAgent)])
  }
}
