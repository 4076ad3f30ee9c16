/// How long go waits for each step before it gives up, in nanoseconds; for an answer it waits forever.
enum GoLimits {
  /// `net.Dialer.Timeout` of http.DefaultTransport.
  static let connect: Int64 = 30_000_000_000
  /// The answer of a forward proxy to CONNECT (net/http `dialConn`).
  static let tunnel: Int64 = 60_000_000_000
  /// `TLSHandshakeTimeout` of http.DefaultTransport.
  static let tls: Int64 = 10_000_000_000
  /// The rest of a body that go has closed, for the connection's sake (net/http `maxPostCloseReadTime`).
  static let drain: Int64 = 50_000_000
}
