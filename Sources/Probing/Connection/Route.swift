/// Where a connection leads and which way: idle ones are found by it (net/http `connectMethodKey`).
struct Route: Hashable, Sendable {
  var isHTTPS: Bool
  /// Without brackets.
  var host: String
  var port: Int
  var forwardProxy: ForwardProxy?
  /// The peer has to show who it is.
  var isVerified = true
  /// As go does, unless GODEBUG forbids it.
  var offersHTTP2 = true

  /// Whom the socket is connected to.
  var peer: (host: String, port: Int) {
    forwardProxy.map { ($0.host, $0.port) } ?? (host, port)
  }

  /// A forward proxy that plain requests are sent to as they are.
  var isForwardedPlain: Bool {
    guard let forwardProxy else { return false }
    return !isHTTPS && !forwardProxy.isSOCKS
  }

  /// `host:port` as sent to a forward proxy.
  var target: String { HostPort.joined(host, port) }
}
