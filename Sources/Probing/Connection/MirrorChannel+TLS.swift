import CLinux
import COpenSSL
import Glibc
import GoRules
import Health
import Platform
import Record

/// What OpenSSL tells of a connection. The BIO below TLS is watched for the times of the flights: kernel receive times
/// and the clock at each write, which no load of our own can disturb.
extension MirrorChannel {
  private static let index = probe_ssl_context_index()

  /// Prepares the context of a new connection: to the mirror, or to the forward proxy before it.
  func observe(tls context: OpaquePointer) {
    guard let exchange else { return }
    let isProxys = exchange.expectsProxysTLS
    exchange.marks.tlsContexts += 1
    exchange.marks.tlsHost = HostPort.withoutFinalDot(
      isProxys ? exchange.peer.host : exchange.target.host)
    probe_ssl_expect_host(context, exchange.marks.tlsHost)
    settings.trust.lend(to: context)
    SSL_CTX_set_ex_data(context, Self.index, Unmanaged.passUnretained(self).toOpaque())
    _ = probe_ssl_request_staple(context)
    probe_ssl_release_buffers(context)
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER) { isValid, store in
      guard isValid == 0, let store,
        let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
        let channel = MirrorChannel.of(OpaquePointer(ssl))
      else { return isValid }
      channel.verificationFailed(store, ssl: OpaquePointer(ssl))
      return isValid
    }
    // What follows is the mirror's own handshake.
    if isProxys { return }
    probe_ssl_on_session(context) { ssl, _ in
      ssl.flatMap(MirrorChannel.of)?.resumptionOffered()
      return 0
    }
    SSL_CTX_set_info_callback(context) { ssl, event, value in
      guard let ssl, let channel = MirrorChannel.of(ssl) else { return }
      channel.handshakeEvent(ssl, event: event, value: value)
    }
  }

  fileprivate static func of(_ ssl: OpaquePointer) -> MirrorChannel? {
    SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), index).map(from)
  }

  private func handshakeEvent(_ ssl: OpaquePointer, event: Int32, value: Int32) {
    guard let exchange else { return }
    if event & SSL_CB_HANDSHAKE_START != 0 {
      // TLS 1.3 says so again for each ticket that comes later.
      guard exchange.stage == .connecting || exchange.stage == .tls || exchange.stage == .tunnelling
      else { return }
      handshakeStarts(ssl, exchange)
    } else if event & SSL_CB_HANDSHAKE_DONE != 0 {
      guard exchange.stage == .tls else { return }
      exchange.marks.isHandshakeDone = true
      exchange.marks.tls.flush()
      exchange.timings.tls =
        (exchange.timings.tls ?? .zero) + .nanoseconds(exchange.marks.tls.total)
      tls = facts(of: ssl)
    } else if event == SSL_CB_READ_ALERT {
      let (level, alert) = (value >> 8, UInt8(truncatingIfNeeded: value))
      if level == SSL3_AL_FATAL { exchange.marks.alert = alert }
      if alert == UInt8(SSL_AD_CLOSE_NOTIFY) { exchange.marks.sawEnd = true }
    }
  }

  private func resumptionOffered() {
    exchange?.marks.offersResumption = true
    tls?.resumable = true
  }

  private func handshakeStarts(_ ssl: OpaquePointer, _ exchange: Exchange) {
    if let socket { connected(socket.fd, exchange) }
    tunnelStands(exchange)
    exchange.stage = .tls
    guard let bio = SSL_get_rbio(ssl) else { return }
    BIO_set_callback_arg(
      bio, Unmanaged.passUnretained(self).toOpaque().assumingMemoryBound(to: CChar.self))
    BIO_set_callback_ex(bio) { bio, operation, bytes, length, _, _, result, processed in
      guard let bio, let context = BIO_get_callback_arg(bio) else { return Int(result) }
      let channel = MirrorChannel.from(UnsafeMutableRawPointer(context))
      switch operation {
      case BIO_CB_WRITE: channel.writes()
      case BIO_CB_READ:
        guard channel.mayRead() else {
          BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
          return -1
        }
        channel.reads(length)
      case BIO_CB_READ | BIO_CB_RETURN:
        if result == 0 { channel.exchange?.marks.sawEnd = true }
        channel.hasRead(UnsafeRawPointer(bytes), count: result > 0 ? processed?.pointee ?? 0 : 0)
      default: break
      }
      return Int(result)
    }
  }

  private func writes() {
    guard let exchange else { return }
    let now = SystemClock.wall()
    if exchange.stage == .tls {
      exchange.marks.peekedBytes = 0
      exchange.marks.tls.wrote(at: now)
    } else if exchange.marks.isRequestBeingSent {
      exchange.marks.requestWall = now
    }
  }

  /// False where the peer has had its share of this turn: OpenSSL and libcurl would read on as long as anything comes,
  /// past every deadline and while all other mirrors wait. What is left makes the socket ready again.
  private func mayRead() -> Bool {
    // A forward proxy's TLS may hold bytes of which the socket knows nothing.
    if exchange?.forwardProxy?.isTLS == true { return true }
    readsLeft -= 1
    return readsLeft >= 0
  }

  private func reads(_ length: Int) {
    guard let exchange, let socket else { return }
    let isFlight = exchange.stage == .tls
    // Of a flight the last packet counts: one look at all that is there. Of an answer each record does; the 5 bytes
    // before it need no time of their own, for it comes with them or later.
    if isFlight ? exchange.marks.peekedBytes > 0 : length <= 5 { return }
    var count = isFlight ? 1 << 16 : length
    arrived(clinux_receive_time(socket.fd, &count)) { $0.peekedWall = $1 }
    exchange.marks.peekedBytes = count
  }

  private func hasRead(_ bytes: UnsafeRawPointer?, count: Int) {
    guard let exchange, count > 0, let bytes else { return }
    let isFlight = exchange.stage == .tls
    if !isFlight, count <= 5 { return }
    let wall = exchange.marks.peekedWall > 0 ? exchange.marks.peekedWall : SystemClock.wall()
    exchange.marks.peekedBytes -= count
    if exchange.marks.peekedBytes <= 0 { exchange.marks.peekedWall = 0 }
    if isFlight {
      if !exchange.marks.sawAnything {
        let start = UnsafeRawBufferPointer(start: bytes, count: min(5, count))
        exchange.marks.sawPlainHTTP = start.elementsEqual("HTTP/".utf8)
      }
      exchange.marks.sawAnything = true
      exchange.marks.tls.read(at: wall)
    } else {
      exchange.marks.isRequestBeingSent = false
      exchange.marks.lastReadWall = wall
    }
  }

  private func verificationFailed(_ store: OpaquePointer, ssl: OpaquePointer) {
    guard let exchange, exchange.marks.verifyError == 0 else { return }
    exchange.marks.verifyError = X509_STORE_CTX_get_error(store)
    if let certificate = X509_STORE_CTX_get0_cert(store) {
      exchange.marks.reliesOnCommonName =
        probe_x509_relies_on_common_name(certificate, exchange.marks.tlsHost) == 1
    }
    if exchange.stage == .tunnelling { return }
    tls = TLSFacts(
      version: String(cString: SSL_get_version(ssl)),
      chain: certificates.facts(of: X509_STORE_CTX_get0_untrusted(store)))
  }

  private func facts(of ssl: OpaquePointer) -> TLSFacts {
    var protocolName: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    SSL_get0_alpn_selected(ssl, &protocolName, &length)
    let cipher = SSL_get_current_cipher(ssl).flatMap { SSL_CIPHER_get_name($0) }
    return TLSFacts(
      version: String(cString: SSL_get_version(ssl)),
      cipher: cipher.map { String(cString: $0) },
      group: probe_ssl_group_name(ssl).map { String(cString: $0) },
      alpn: protocolName.map {
        String(decoding: UnsafeBufferPointer(start: $0, count: Int(length)), as: UTF8.self)
      },
      resumable: exchange?.marks.offersResumption ?? false,
      ocspStapled: probe_ssl_staple_size(ssl) > 0,
      chain: certificates.facts(of: SSL_get_peer_cert_chain(ssl)))
  }
}
