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
  /// Of a POST, up to 16 KiB; empty for a GET.
  package var body: [UInt8] = []
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

  /// The size of all fields as RFC 9113, section 6.5.2 counts it.
  var listSize: Int {
    var all = [
      (":authority", authority), (":method", body.isEmpty ? "GET" : "POST"), (":path", path),
      (":scheme", scheme),
    ]
    all += fields.map { ($0.name, $0.value) }
    if acceptsGzip { all.append(("accept-encoding", "gzip")) }
    return all.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count + HPACKTable.overhead }
  }
}
