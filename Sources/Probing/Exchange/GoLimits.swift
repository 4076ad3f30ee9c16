/// How long go waits for each step before it gives up, in nanoseconds; for an answer it waits for ever.
enum GoLimits {
  /// Each of the name servers is asked twice, for 5 s (net/dnsconfig_unix.go).
  static let resolve: Int64 = 10_000_000_000
  /// `net.Dialer.Timeout` of http.DefaultTransport.
  static let connect: Int64 = 30_000_000_000
  /// The answer of a forward proxy to CONNECT (net/http `dialConn`).
  static let tunnel: Int64 = 60_000_000_000
  /// `TLSHandshakeTimeout` of http.DefaultTransport.
  static let tls: Int64 = 10_000_000_000
}
