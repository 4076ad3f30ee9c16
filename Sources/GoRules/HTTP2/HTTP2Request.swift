/// A GET as go's client sends it.
package struct HTTP2Request: Sendable {
  /// `https`, or `http` for a peer that was asked in clear.
  package var scheme: String
  /// Host and port as in the URL, the host in ASCII; the port is left out if it is the scheme's.
  package var authority: String
  /// Path and query (go: URL.RequestURI), at least `/`.
  package var path: String
  /// Further fields, names in lower case; net/http sends User-Agent among them.
  package var fields: [(name: String, value: String)]
  /// Whether to ask for gzip, as net/http does of itself where no field asks for an encoding.
  package var acceptsGzip: Bool

  package init(
    scheme: String = "https", authority: String, path: String,
    fields: [(name: String, value: String)] = [], acceptsGzip: Bool = true
  ) {
    self.scheme = scheme
    self.authority = authority
    self.path = path
    self.fields = fields
    self.acceptsGzip = acceptsGzip
  }

  /// All fields in go's order (httpcommon.EncodeHeaders).
  var allFields: [(name: String, value: String)] {
    var all: [(name: String, value: String)] = []
    all.reserveCapacity(fields.count + 5)
    all.append((name: ":authority", value: authority))
    all.append((name: ":method", value: "GET"))
    all.append((name: ":path", value: path))
    all.append((name: ":scheme", value: scheme))
    all.append(contentsOf: fields)
    if acceptsGzip { all.append((name: "accept-encoding", value: "gzip")) }
    return all
  }
}
