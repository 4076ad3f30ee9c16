import GoRules
import Health

/// All that is kept of one mirror between requests: its open connections, and what is known of them.
///
/// No other mirror (nor the other family) gets this mirror's connections, and after `cold` nothing goes out on them.
final class MirrorChannel {
  /// go closes an idle connection after this time (net/http `IdleConnTimeout`).
  static let idleLimit: Int64 = 90_000_000_000

  let base: ProxyURL
  /// The host of `base` as it is looked up.
  private let host: String
  var run: RoundRun?
  var exchange: Exchange?
  /// When the last round ended.
  var lastUsed: Int64 = 0
  /// Idle, each by another route: redirects lead to others.
  private(set) var kept: [Connection] = []
  /// What was kept until the present round began: for the round beside it.
  private var retired: [Connection] = []
  /// The peer of the present or the last connection.
  var lastPeer: SocketAddress? {
    didSet { if lastPeer != oldValue { peerHost = lastPeer?.host } }
  }
  /// Its address without port; nil where there was none.
  private(set) var peerHost: String?
  var tls: TLSFacts?
  var certificates = CertificateCache()
  /// With which TLS could go on on this route; nil where none is kept.
  var ticket: (route: Route, ticket: TLSTicket)?
  /// What was asked before: a URL takes as long to read as an answer.
  private var targets: [Question: RequestTarget] = [:]

  init(base: ProxyURL) {
    self.base = base
    host = Punycode.lookedUp(base.host)
  }

  /// Whether a connection is kept that go would still use, or one that the server has dropped since.
  func hasConnection(at now: Int64) -> Bool {
    kept.contains { now - $0.idleSince < Self.idleLimit && isOwn($0.route) }
  }

  private func isOwn(_ route: Route) -> Bool {
    route.isHTTPS == (base.scheme == .https) && route.host == host
      && route.port == base.portInUse
  }

  /// Makes `request` the one under way; nil where go takes its URL for none.
  func begin(_ request: ProbeRequest, run: RoundRun) -> Exchange? {
    if let passage = run.passage {
      return RequestTarget(passage, of: base).map { begin(request, run: run, $0) }
    }
    let question = Question(request.kind, request.canary)
    let known = targets[question]
    guard let target = known ?? RequestTarget(request, of: base) else { return nil }
    if known == nil, targets.count < 64 { targets[question] = target }
    return begin(request, run: run, target)
  }

  private func begin(
    _ request: ProbeRequest, run: RoundRun, _ target: RequestTarget
  ) -> Exchange {
    let exchange = Exchange(request, run: run, target: target)
    self.exchange = exchange
    return exchange
  }

  /// Takes out the connection that is kept for `route`.
  func takeKept(for route: Route) -> Connection? {
    kept.firstIndex { $0.route == route }.map { kept.remove(at: $0) }
  }

  /// Keeps `connection`, which is idle from now on.
  func keep(_ connection: Connection, at now: Int64) {
    connection.idleSince = now
    kept.append(connection)
    if kept.count > 4 { kept.removeFirst().close() }
  }

  /// Keeps what is kept out of the way of requests that are to have a new connection.
  func retireConnections() {
    if kept.isEmpty { return }
    for connection in retired { connection.close() }
    retired = kept
    kept = []
  }

  /// Takes over what `other` has kept since its last round, whether its next one has begun or not.
  func takeRetired(from other: MirrorChannel) {
    kept = other.retired.isEmpty ? other.kept : other.retired
    if other.retired.isEmpty { other.kept = [] } else { other.retired = [] }
    for connection in kept { connection.channel = self }
    tls = other.tls
    lastPeer = other.lastPeer
    certificates = other.certificates
    targets = other.targets
  }

  /// Closes what is kept.
  func dropConnections() {
    for connection in kept + retired { connection.close() }
    kept = []
    retired = []
  }

  /// Stops what is under way; its connection is closed.
  func abort() {
    exchange?.connection?.close()
    exchange = nil
  }

  func close() {
    abort()
    dropConnections()
  }
}
