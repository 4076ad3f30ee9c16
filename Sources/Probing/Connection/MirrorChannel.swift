import CCurl
import CLinux
import Glibc
import GoRules
import Health
import Platform
import Record

/// All that is kept of one mirror between requests: its libcurl handle, its own connection pool, and what is known of
/// the open connection.
///
/// The pool is a share of its own, so that no other mirror (nor the other family) gets this mirror's connection, and
/// `cold` can begin by throwing it away. C callbacks hold unretained pointers to the channel: `close` comes first.
final class MirrorChannel {
  /// go closes an idle connection after this time (net/http `IdleConnTimeout`).
  static let idleLimit: Int64 = 90_000_000_000

  /// A TLS record takes two reads, so these are 256 KiB at most.
  static let readsPerTurn = 32

  /// What go offers of TLS 1.2, in its order of preference (crypto/tls `cipherSuitesPreferenceOrder`).
  private static let cipherSuites = """
    ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
    ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:\
    ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA
    """

  let base: ProxyURL
  let easy: UnsafeMutableRawPointer
  let settings: ProberSettings
  var run: RoundRun?
  var exchange: Exchange?
  /// When the last round ended.
  var lastUsed: Int64 = 0
  /// When the open connection was last used; 0 where none is kept.
  private var keptSince: Int64 = 0
  /// Sockets of this channel that are open, the latest last.
  private(set) var sockets: [OpenSocket] = []
  /// The peer of the present or the last connection.
  private(set) var lastPeer: OpenSocket?
  /// What the TLS handshake of the open connection told.
  var tls: TLSFacts?
  /// How often TLS may still read from the socket before the loop turns to other mirrors.
  var readsLeft = 0
  var certificates = CertificateCache()
  private var share: UnsafeMutableRawPointer?
  /// What `headers` and the handle were set up with.
  private var authorization: String?
  private var forwardProxy: ForwardProxy?
  private var isTraced = false
  private var headers: UnsafeMutablePointer<curl_slist>?
  private var pins: UnsafeMutablePointer<curl_slist>?
  let errorText: UnsafeMutablePointer<CChar>
  private var isClosed = false

  /// One open socket of the channel.
  struct OpenSocket {
    var fd: Int32
    var address: String
    var family: AddressFamily
  }

  /// nil where libcurl has no memory for a handle.
  init?(base: ProxyURL, engine: ProbeEngine) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.base = base
    settings = engine.settings
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText[0] = 0
    setUp()
  }

  deinit {
    errorText.deallocate()
  }

  private func setUp() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_PATH_AS_IS, 1),
      (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1), (CURLOPT_SSL_SESSIONID_CACHE, 0),
      (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_TCP_KEEPALIVE, 1), (CURLOPT_TCP_KEEPIDLE, 30), (CURLOPT_TCP_KEEPINTVL, 15),
      (CURLOPT_HAPPY_EYEBALLS_TIMEOUT_MS, 300), (CURLOPT_MAXAGE_CONN, 3600),
      (CURLOPT_CONNECTTIMEOUT, 3600), (CURLOPT_HTTP09_ALLOWED, 1),
      // Answers are small, and each mirror has such a buffer.
      (CURLOPT_BUFFERSIZE, 4096),
      (
        CURLOPT_HTTP_VERSION,
        Int(settings.offersHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
      ),
      (CURLOPT_SSL_ENABLE_ALPN, settings.offersHTTP2 ? 1 : 0),
    ]
    for (option, value) in numbers { _ = probe_set_long(easy, option, value) }
    _ = probe_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = probe_set_string(easy, CURLOPT_SSL_CIPHER_LIST, Self.cipherSuites)
    _ = probe_set_string(easy, CURLOPT_USERAGENT, settings.userAgent)
    _ = probe_set_string(easy, CURLOPT_ACCEPT_ENCODING, "gzip")
    _ = probe_set_string(easy, CURLOPT_CAINFO, nil)
    _ = probe_set_string(easy, CURLOPT_CAPATH, nil)
    _ = probe_set_error_buffer(easy, errorText)
    _ = probe_set_pointer(easy, CURLOPT_PRIVATE, context)
    setHeaders(authorization: nil)
    // libcurl's own reading of NO_PROXY is not go's.
    _ = probe_set_string(easy, CURLOPT_NOPROXY, "")
    use(nil)
    setCallbacks(context)
  }

  // MARK: Between requests

  /// Whether a connection is kept that go would still use.
  var hasConnection: Bool {
    keptSince > 0 && SystemClock.monotonic() - keptSince < Self.idleLimit
  }

  /// Makes `request` the one under way.
  func begin(_ request: ProbeRequest, run: RoundRun) -> Exchange {
    let exchange = Exchange(request, run: run, target: RequestTarget(request, of: base))
    if keptSince > 0 { exchange.idleTime = .nanoseconds(SystemClock.monotonic() - keptSince) }
    self.exchange = exchange
    return exchange
  }

  /// Sets the handle up for the present hop of `exchange`. `pinned`: the addresses of the host to connect to, in order.
  func prepare(_ exchange: Exchange, pinned: [String]?) {
    let isNew = exchange.request.use == .cold && exchange.redirects == 0
    if isNew { renewShare() }
    errorText[0] = 0
    let target = exchange.target
    _ = probe_set_string(easy, CURLOPT_URL, target.url)
    let authorization = authorization(for: exchange)
    if authorization != self.authorization { setHeaders(authorization: authorization) }
    if exchange.forwardProxy != forwardProxy { use(exchange.forwardProxy) }
    if exchange.isTraced != isTraced {
      isTraced = exchange.isTraced
      _ = probe_set_long(easy, CURLOPT_VERBOSE, isTraced ? 1 : 0)
    }
    if let pinned {
      let list = pinned.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
      let host = forwardProxy.map { ($0.host, $0.port) } ?? (target.host, target.port)
      let old = pins
      pins = curl_slist_append(nil, "\(host.0):\(host.1):\(list)")
      _ = probe_set_list(easy, CURLOPT_RESOLVE, pins)
      curl_slist_free_all(old)
    }
    let resolve: Int32 =
      switch exchange.request.family ?? settings.family {
      case .ipv4: CURL_IPRESOLVE_V4
      case .ipv6: CURL_IPRESOLVE_V6
      case nil: CURL_IPRESOLVE_WHATEVER
      }
    _ = probe_set_long(easy, CURLOPT_IPRESOLVE, Int(resolve))
    exchange.marks.retransmissionsBefore = retransmissions
  }

  private func use(_ proxy: ForwardProxy?) {
    forwardProxy = proxy
    // An empty string: none, whatever the environment says; it was read already.
    _ = probe_set_string(easy, CURLOPT_PROXY, proxy?.url ?? "")
    _ = probe_set_string(easy, CURLOPT_PROXYUSERNAME, proxy?.user)
    _ = probe_set_string(easy, CURLOPT_PROXYPASSWORD, proxy?.password)
  }

  private func setHeaders(authorization: String?) {
    self.authorization = authorization
    let old = headers
    headers = curl_slist_append(nil, "Disable-Module-Fetch: true")
    // go sends no Accept.
    headers = curl_slist_append(headers, "Accept:")
    if let authorization {
      headers = curl_slist_append(headers, "Authorization: Basic \(Base64.encoded(authorization))")
    }
    _ = probe_set_list(easy, CURLOPT_HTTPHEADER, headers)
    curl_slist_free_all(old)
  }

  /// `user:password` for the present hop: the URL's own, else .netrc's; over https alone, and after a redirect only
  /// for the same host or one below it (net/http `shouldCopyHeaderOnRedirect`).
  private func authorization(for exchange: Exchange) -> String? {
    guard base.scheme == .https else { return nil }
    let host = exchange.target.host.lowercased()
    let own = base.host.lowercased()
    guard exchange.redirects == 0 || host == own || host.hasSuffix("." + own) else { return nil }
    if let user = base.user { return user + ":" + (base.password ?? "") }
    return settings.netrc.credentials(
      forHTTPS: RequestTarget(exchange.request, of: base).url)
  }

  /// Closes what is kept.
  func dropConnection() {
    _ = probe_set_pointer(easy, CURLOPT_SHARE, nil)
    if let share { curl_share_cleanup(share) }
    share = nil
    keptSince = 0
    tls = nil
  }

  private func renewShare() {
    dropConnection()
    share = curl_share_init()
    guard let share else { return }
    _ = probe_share(share, CURL_LOCK_DATA_CONNECT)
    _ = probe_share(share, CURL_LOCK_DATA_DNS)
    _ = probe_set_pointer(easy, CURLOPT_SHARE, share)
  }

  /// Takes the handle out of the loop after libcurl ended the transfer.
  func detach(_ multi: UnsafeMutableRawPointer) {
    exchange.map(sample)
    curl_multi_remove_handle(multi, easy)
    keptSince = sockets.isEmpty ? 0 : SystemClock.monotonic()
  }

  /// Stops what is under way; its connection is closed.
  func abort(_ multi: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, easy)
    exchange = nil
    keptSince = 0
  }

  /// Closes everything; the channel is of no use after it.
  func close(_ multi: UnsafeMutableRawPointer) {
    guard !isClosed else { return }
    isClosed = true
    curl_multi_remove_handle(multi, easy)
    _ = probe_set_pointer(easy, CURLOPT_SHARE, nil)
    if let share { curl_share_cleanup(share) }
    curl_easy_cleanup(easy)
    curl_slist_free_all(headers)
    curl_slist_free_all(pins)
  }

  // MARK: Sockets

  /// The socket in use; the loser of a race of two families is closed by then.
  var socket: OpenSocket? { sockets.last }

  func opened(_ socket: OpenSocket) {
    sockets.append(socket)
    lastPeer = socket
  }

  func closed(_ fd: Int32) { sockets.removeAll { $0.fd == fd } }

  /// Segments sent again on the present connection since it was opened.
  private var retransmissions: Int {
    var tcp = clinux_tcp()
    guard let socket, clinux_tcp_read(socket.fd, &tcp) == 0 else { return 0 }
    return Int(tcp.retransmissions)
  }

  /// Reads what the kernel knows of the connection at the end of `exchange`.
  func sample(_ exchange: Exchange) {
    exchange.retransmissions += max(0, retransmissions - exchange.marks.retransmissionsBefore)
  }
}
