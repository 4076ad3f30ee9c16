import CCurl
import CLinux
import Glibc
import GoRules
import Health
import Platform
import Record

/// What libcurl and the loop tell while a transfer runs; all on the prober's thread.
extension MirrorChannel {
  static func from(_ context: UnsafeMutableRawPointer) -> MirrorChannel {
    Unmanaged<MirrorChannel>.fromOpaque(context).takeUnretainedValue()
  }

  func setCallbacks(_ context: UnsafeMutableRawPointer) {
    _ = probe_on_body(
      easy,
      { bytes, size, count, context in
        guard let context else { return 0 }
        let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return MirrorChannel.from(context).received(piece) ? size * count : 0
      }, context)
    _ = probe_on_header(
      easy,
      { bytes, size, count, context in
        guard let context else { return 0 }
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return MirrorChannel.from(context).receivedHeader(line) ? size * count : 0
      }, context)
    _ = probe_on_request(
      easy,
      { context, _, _, _, _ in
        if let context { MirrorChannel.from(context).sendsRequest() }
        return CURL_PREREQFUNC_OK
      }, context)
    _ = probe_on_open(
      easy,
      { context, _, address in
        guard let context, let address else { return CURL_SOCKET_BAD }
        return MirrorChannel.from(context).open(address)
      }, context)
    _ = probe_on_close(
      easy,
      { context, fd in
        if let context { MirrorChannel.from(context).closed(fd) }
        return Glibc.close(fd)
      }, context)
    _ = probe_on_trace(
      easy,
      { _, kind, text, count, context in
        guard kind == CURLINFO_TEXT, let context, let text else { return 0 }
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        MirrorChannel.from(context).exchange?.trace.take(String(decoding: bytes, as: UTF8.self))
        return 0
      }, context)
    _ = probe_on_tls_context(
      easy,
      { _, tls, context in
        guard let context, let tls else { return CURLE_ABORTED_BY_CALLBACK }
        MirrorChannel.from(context).observe(tls: OpaquePointer(tls))
        return CURLE_OK
      }, context)
  }

  /// Opens a socket for a new connection; a request for a kept one gets none.
  private func open(_ target: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
    let address = target.pointee
    guard let exchange else { return CURL_SOCKET_BAD }
    if exchange.request.use != .cold && exchange.redirects == 0 {
      exchange.neededNewConnection = true
      return CURL_SOCKET_BAD
    }
    exchange.marks.isNewConnection = true
    let fd = Glibc.socket(
      address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
    guard fd >= 0 else {
      exchange.ownCause =
        errno == EAFNOSUPPORT ? .networkUnreachable : .noLocalResources
      return CURL_SOCKET_BAD
    }
    clinux_receive_times_on(fd)
    var host = [CChar](repeating: 0, count: 64)
    // Where it is: an IPv6 address is longer than its declared type.
    if let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) {
      let place = UnsafeRawPointer(target) + offset
      getnameinfo(
        place.assumingMemoryBound(to: sockaddr.self), address.addrlen, &host,
        socklen_t(host.count), nil, 0, NI_NUMERICHOST)
    }
    let text = host.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    opened(
      OpenSocket(fd: fd, address: text, family: address.family == AF_INET6 ? .ipv6 : .ipv4))
    return fd
  }

  /// The loop saw `fd` ready; libcurl is called right after.
  func socketReady(_ fd: Int32, events: UInt32, engine: ProbeEngine) {
    readsLeft = Self.readsPerTurn
    guard let exchange else { return }
    if exchange.stage == .connecting {
      let isBroken = events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
      if events & EPOLLOUT.rawValue != 0 && !isBroken {
        connected(fd, exchange)
        let now = exchange.marks.connectedAt
        if exchange.beginsWithTunnel {
          exchange.stage = .tunnelling
          engine.limit(exchange, to: now + GoLimits.tunnel)
        } else {
          exchange.stage = exchange.target.isHTTPS ? .tls : .processing
          if exchange.target.isHTTPS { engine.limit(exchange, to: now + GoLimits.tls) }
        }
      }
    } else if tls == nil, events & EPOLLIN.rawValue != 0 {
      // Plain HTTP is read by libcurl itself; what TLS reads is seen closer by.
      var all = 1 << 20
      arrived(clinux_receive_time(fd, &all)) { $0.lastReadWall = $1 }
    }
  }

  /// Notes a time that the kernel told, or that the connection was reset.
  func arrived(_ time: Int64, note: (inout HopMarks, Int64) -> Void) {
    guard let exchange, time != 0 else { return }
    if time > 0 {
      note(&exchange.marks, time)
    } else if time == -Int64(ECONNRESET) {
      exchange.marks.sawReset = true
    }
  }

  /// TCP stands: the kernel tells how long its handshake took.
  func connected(_ fd: Int32, _ exchange: Exchange) {
    guard exchange.marks.connectedAt == 0 else { return }
    let now = SystemClock.monotonic()
    exchange.marks.connectedAt = now
    var tcp = clinux_tcp()
    let known = clinux_tcp_read(fd, &tcp) == 0
    // A SYN that was sent again is waiting that the user has; the round trip does not tell it.
    let took =
      known && tcp.retransmissions == 0
      ? Int64(tcp.round_trip) * 1000 : now - exchange.marks.connectStartedAt
    exchange.timings.connect = (exchange.timings.connect ?? .zero) + .nanoseconds(took)
  }

  /// What a forward proxy was asked for is there: the rest is between us and the mirror.
  func tunnelStands(_ exchange: Exchange) {
    guard exchange.stage == .tunnelling else { return }
    let took = SystemClock.monotonic() - exchange.marks.connectedAt
    exchange.timings.forwardProxy = (exchange.timings.forwardProxy ?? .zero) + .nanoseconds(took)
  }

  /// The connection stands, with TLS where there is any, and the request goes out next.
  private func sendsRequest() {
    guard let exchange else { return }
    if exchange.marks.isNewConnection, let socket { connected(socket.fd, exchange) }
    tunnelStands(exchange)
    exchange.stage = .processing
    exchange.marks.requestWall = SystemClock.wall()
    exchange.marks.lastReadWall = 0
    exchange.marks.peekedWall = 0
    exchange.marks.isRequestBeingSent = true
    exchange.stageDeadline = exchange.deadline
  }

  private func receivedHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let exchange else { return false }
    guard exchange.header.take(line) else {
      exchange.ownCause = .headersTooLarge
      return false
    }
    if exchange.header.isFinal, exchange.marks.firstByteWall == 0 {
      exchange.marks.firstByteWall = arrival(exchange)
    }
    if exchange.header.isComplete { exchange.stage = .transferring }
    return true
  }

  private func received(_ piece: UnsafeRawBufferPointer) -> Bool {
    guard let exchange else { return false }
    guard exchange.header.bytes > 0 else { return exchange.notHTTP(piece) }
    exchange.lastByteAt = SystemClock.monotonic()
    if exchange.marks.lastReadWall == 0 { exchange.marks.bodyWall = SystemClock.wall() }
    guard exchange.body.take(piece), !isBomb(exchange.body) else {
      exchange.ownCause = .tooLarge
      return false
    }
    return true
  }

  /// A large body of which hardly anything was sent: no zip can be compressed so well once more, and to decode it to
  /// its end would keep other mirrors waiting.
  private func isBomb(_ body: BodyCollector) -> Bool {
    guard body.count > BodyCollector.limit else { return false }
    var sent: curl_off_t = 0
    _ = probe_get_offset(easy, CURLINFO_SIZE_DOWNLOAD_T, &sent)
    return body.count > 100 * Int(sent)
  }

  /// When the packet arrived that was read last; now, where the kernel did not tell.
  func arrival(_ exchange: Exchange) -> Int64 {
    let wall = exchange.marks.lastReadWall
    return wall >= exchange.marks.requestWall && wall > 0 ? wall : SystemClock.wall()
  }
}
