import GoRules
import Health

/// One GET or POST to a server that is no mirror: a webhook, a Prometheus.
///
/// Its URL may hold a secret, in userinfo, path or query: what is shown or kept of it is `origin`.
package struct WebRequest: Sendable {
  /// Bytes of a body at most: one frame of any peer that speaks HTTP/2.
  package static let mostBody = 16 << 10

  /// Scheme, host and, where the URL names one, port.
  package let origin: String
  /// Content-Type, Accept, Authorization and so on; those of the connection and the body's length are not the caller's.
  package var fields: [HeaderField] = []
  /// Of a POST, 1 to `mostBody` bytes; nil for a GET.
  package var body: [UInt8]?
  /// Bytes of the answer's decoded body that are kept at most.
  package var limit: Int
  /// For all of it, from looking the name up to the last byte.
  package var timeout: Duration

  /// Without userinfo.
  let url: GoURL
  /// Of `origin`.
  let base: ProxyURL

  /// Userinfo in the URL becomes a field, `Authorization: Basic …`.
  ///
  /// - Returns: nil where `url` is no absolute http or https URL with a host, as go reads it.
  package init?(_ url: String, limit: Int = 64 << 10, timeout: Duration = .seconds(10)) {
    guard var read = try? GoURL(parsing: url),
      let scheme = ProxyURL.Scheme(rawValue: read.scheme), scheme != .file, !read.hostname.isEmpty,
      read.port.isEmpty || UInt16(read.port) != nil
    else { return nil }
    if let user = read.user {
      fields.append(.basic(login: user.utf8, password: (read.password ?? "").utf8))
    }
    base = ProxyURL(scheme: scheme, host: read.hostname, port: Int(read.port))
    read.setUserinfo(of: base)
    self.url = read
    origin = base.redacted
    self.limit = limit
    self.timeout = timeout
  }

  package mutating func setField(_ name: String, _ value: String) {
    fields.removeAll { $0.name == name }
    fields.append(HeaderField(name: name, value: Array(value.utf8)))
  }

  /// Why it is not sent; nil where it is.
  var fault: String? {
    if let body, body.isEmpty || body.count > Self.mostBody {
      return "a body of \(body.count) bytes is not sent"
    }
    return fields.allSatisfy(\.isValid) ? nil : "a header field with a control character"
  }
}

extension WebRequest: CustomStringConvertible {
  package var description: String { "\(body == nil ? "GET" : "POST") \(origin)" }
}

/// What came of a `WebRequest`.
package enum WebAnswer: Sendable {
  /// An answer came, whatever its status; a redirect is one too.
  case answered(Page)
  /// None did, or not all of it: a failure in a phase, or silence until the timeout.
  case failed(RequestOutcome)

  package struct Page: Sendable {
    package var status: Int
    /// `404 Not Found`, as the server says it.
    package var statusText: ServerText
    package var contentType: ServerText
    /// How long the server asks to be left alone (`Retry-After`); nil where it does not.
    package var retryAfter: Duration?
    package var body: [UInt8]
    /// More of the body would have come than the request's limit.
    package var isCut: Bool
  }
}
