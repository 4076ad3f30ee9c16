import GoRules

/// A GET as go's client sends it, or a POST as git does, and perhaps with a field of ours: `Disable-Module-Fetch` asks a
/// proxy not to fetch for a probe.
struct OutgoingRequest {
  var target: RequestTarget
  var userAgent: String
  var disablesFetch = true
  var acceptsGzip = true
  /// Of GOAUTH, and the URL's own userinfo.
  var credentials: [HeaderField] = []
  var referer: String?
  /// What git adds.
  var added: [HeaderField] = []
  /// Of a POST; nil for a GET.
  var body: [UInt8]?
  /// A forward proxy takes this plain request as it is; the value of `Proxy-Authorization`, if any.
  var isForwarded = false
  var proxyAuthorization: String?

  /// The fields that are ours or the caller's, by their names in go's order; these in lower case for HTTP/2.
  private func fields(isHTTP2: Bool) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    fields.reserveCapacity(credentials.count + 3)
    for field in credentials + added {
      let name = isHTTP2 ? field.name.lowercased() : field.name
      fields.append((name, String(decoding: field.value, as: UTF8.self)))
    }
    if disablesFetch {
      fields.append((isHTTP2 ? "disable-module-fetch" : "Disable-Module-Fetch", "true"))
    }
    if let referer { fields.append((isHTTP2 ? "referer" : "Referer", referer)) }
    if let body {
      fields.append((isHTTP2 ? "content-length" : "Content-Length", String(body.count)))
    }
    return fields
  }

  /// The bytes of the request (net/http `Request.write`).
  var http1: [UInt8] {
    let host = target.hostHeader
    let origin = isForwarded ? "\(target.url.scheme)://\(host)" : ""
    var text =
      "\(body == nil ? "GET" : "POST") \(origin)\(target.requestTarget) HTTP/1.1\r\nHost: \(host)\r\n"
    text += "User-Agent: \(userAgent)\r\n"
    for field in fields(isHTTP2: false) { text += "\(field.name): \(field.value)\r\n" }
    if acceptsGzip { text += "Accept-Encoding: gzip\r\n" }
    if let proxyAuthorization { text += "Proxy-Authorization: \(proxyAuthorization)\r\n" }
    return Array((text + "\r\n").utf8) + (body ?? [])
  }

  var http2: HTTP2Request {
    var fields = fields(isHTTP2: true)
    fields.append(("user-agent", userAgent))
    // The port is left out where it is the scheme's (http2 `authorityAddr` keeps what the URL says).
    var request = HTTP2Request(
      scheme: target.url.scheme, authority: target.hostHeader, path: target.requestTarget,
      fields: fields, acceptsGzip: acceptsGzip)
    request.body = body ?? []
    return request
  }
}
