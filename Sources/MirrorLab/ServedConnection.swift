import CLinux
import COpenSSL
import Glibc

/// One accepted connection, from its first byte to its end. Lives on the event loop's thread.
final class ServedConnection {
  /// What the next bytes from the peer mean.
  private enum Stage {
    /// Can transition to: handshake, http, ignoring, draining.
    case hello
    /// Can transition to: http, draining.
    case handshake
    /// Can transition to: ignoring, draining.
    case http(any ServerProtocol)
    /// Whatever comes is thrown away, and nothing is said any more.
    case ignoring
    /// Whatever comes is answered by a reset.
    case refusing
    /// As ignoring; our end is closed and the peer's awaited.
    case draining
  }

  private enum TimerPurpose {
    case hello
    case idle(IdleEnd)
    case linger
    case step(Int32)
  }

  let number: Int
  let mirror: LabMirror
  private let id: UInt64
  private let descriptor: Int32
  /// The loop owns its connections and outlives them.
  private unowned let loop: EventLoop
  private var stage = Stage.hello
  private var tls: OpaquePointer?
  private var isClosed = false
  private var timers: [UInt64: TimerPurpose] = [:]

  /// What is still to be written, in plain text, from `written` on.
  private var output: [UInt8] = []
  private var written = 0
  private var closesAfterOutput = false
  private var resetsAfterOutput = false

  init(id: UInt64, number: Int, descriptor: Int32, mirror: LabMirror, loop: EventLoop) {
    self.id = id
    self.number = number
    self.descriptor = descriptor
    self.mirror = mirror
    self.loop = loop
    if mirror.fault == .acceptAndSilence {
      stage = .ignoring
    } else if !mirror.isTLS || mirror.fault == .plainHTTP {
      stage = .http(HTTP1Server(self))
      startIdleTimer()
    }
  }

  // MARK: Events

  /// The descriptor is readable, writable or broken.
  func ready() {
    switch stage {
    case .hello: readHello()
    case .handshake: handshake()
    case .refusing: reset()
    case .http, .ignoring, .draining:
      read()
      flush()
    }
  }

  func timerFired(_ token: UInt64) {
    guard !isClosed, let purpose = timers.removeValue(forKey: token) else { return }
    switch purpose {
    case .hello:
      stage = .handshake
      handshake()
    case .idle(let end):
      switch end {
      case .closed: closeAfterOutput()
      case .reset: stage = .refusing
      case .silent: stage = .ignoring
      case .forgotten:
        _ = clinux_lose_all(descriptor)
        stage = .ignoring
      }
      flush()
      mirror.record(.idleDropped(number))
    case .linger: close()
    case .step(let stream):
      if case .http(let server) = stage { server.resume(stream) }
      flush()
    }
  }

  // MARK: Handshake

  /// The ClientHello has arrived (or the peer left): what becomes of it.
  private func readHello() {
    let fault = mirror.fault
    switch fault {
    case .tlsAlert(let number):
      read()
      sendRaw([21, 3, 3, 0, 2, 2, number])
      drain()
      return
    case .tlsStall:
      stallAfterServerHello()
      return
    default: break
    }
    guard let context = try? loop.tlsContext(for: mirror, fault: fault),
      let session = context.newSession(on: descriptor)
    else { return close() }
    tls = session
    let delay = mirror.delays.tls
    if delay > .zero {
      loop.poller.watch(descriptor, id: id, reading: false, writing: false)
      timers[loop.schedule(delay, for: id)] = .hello
    } else {
      stage = .handshake
      handshake()
    }
  }

  private func handshake() {
    guard let tls else { return close() }
    ERR_clear_error()
    let result = SSL_accept(tls)
    guard result == 1 else {
      switch SSL_get_error(tls, result) {
      case SSL_ERROR_WANT_READ:
        loop.poller.watch(descriptor, id: id, reading: true, writing: false)
      case SSL_ERROR_WANT_WRITE:
        loop.poller.watch(descriptor, id: id, reading: false, writing: true)
      default: drain()
      }
      return
    }
    loop.poller.watch(descriptor, id: id, reading: true, writing: false)
    let alpn = TLSContext.chosenProtocol(tls)
    mirror.record(.handshaken(number, alpn: alpn))
    if mirror.fault == .resetAfterHandshake { return reset() }
    if alpn == "h2", mirror.fault == .http2WithoutSettings {
      stage = .ignoring
    } else if alpn == "h2", let server = HTTP2Server(self) {
      stage = .http(server)
    } else {
      stage = .http(HTTP1Server(self))
    }
    startIdleTimer()
    read()
    flush()
  }

  /// Sends only the first record of the server's answer, and nothing more.
  private func stallAfterServerHello() {
    stage = .ignoring
    guard let context = try? loop.tlsContext(for: mirror, fault: .none),
      let session = context.newSession(on: descriptor), let memory = BIO_new(BIO_s_mem())
    else { return close() }
    tls = session
    SSL_set0_wbio(session, memory)
    _ = SSL_accept(session)
    var flight = [UInt8](repeating: 0, count: 16 * 1024)
    let length = Int(BIO_read(memory, &flight, Int32(flight.count)))
    guard length >= 5 else { return close() }
    sendRaw(Array(flight.prefix(min(length, 5 + Int(flight[3]) << 8 + Int(flight[4])))))
  }

  // MARK: Reading

  private func read() {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * 1024, alignment: 1)
    defer { buffer.deallocate() }
    // Bounded, so that no peer keeps the others waiting; what is left is reported again.
    for _ in 0..<16 where !isClosed {
      let count = receive(buffer)
      if count == 0 { return }
      if count < 0 { return close() }
      if case .http(let server) = stage {
        server.received(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    // OpenSSL may hold decrypted bytes of which the descriptor knows nothing.
    while !isClosed, let tls, SSL_pending(tls) > 0, case .http(let server) = stage {
      let count = receive(buffer)
      if count <= 0 { return }
      server.received(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Bytes read; 0 for none at the moment, -1 at the end.
  private func receive(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    // An unfinished handshake has nothing to decrypt: its bytes are thrown away as they are.
    guard let tls, SSL_is_init_finished(tls) == 1 else {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return count }
      return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1
    }
    ERR_clear_error()
    let count = SSL_read(tls, buffer.baseAddress, Int32(buffer.count))
    if count > 0 { return Int(count) }
    let error = SSL_get_error(tls, count)
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1
  }

  // MARK: Writing, for protocols

  /// Bytes that wait to be written; a server holds back where they are many.
  var outputCount: Int { output.count - written }

  func send(_ bytes: some Sequence<UInt8>) {
    if !closesAfterOutput { output += bytes }
  }

  /// Ends our side when all is written, and the connection when the peer ends its.
  func closeAfterOutput() { closesAfterOutput = true }

  /// Ends the connection as a crashed peer does, when all is written.
  func resetAfterOutput() {
    closesAfterOutput = true
    resetsAfterOutput = true
  }

  /// Ends the connection as a crashed peer does, at once.
  func reset() { close { Socket.reset($0) } }

  /// Ends the connection at the end of the lab.
  func abandon() { close() }

  /// Calls `resume(stream)` of the protocol after `delay`.
  func schedule(_ delay: Duration, for stream: Int32) {
    timers[loop.schedule(delay, for: id)] = .step(stream)
  }

  /// A request is being answered: the connection is not idle.
  func stopIdleTimer() {
    timers = timers.filter { if case .idle = $0.value { false } else { true } }
  }

  /// Nothing is being answered any more.
  func startIdleTimer() {
    stopIdleTimer()
    guard case .idleDrop(let after, let end) = mirror.fault else { return }
    timers[loop.schedule(after, for: id)] = .idle(end)
  }

  /// What is to be answered to a request, which goes into the log.
  func answer(to request: LabRequest) -> ScriptedAnswer {
    mirror.record(.requested(request))
    return ScriptedAnswer(
      to: request, tree: mirror.tree, fault: mirror.faultOfRequest(), delays: mirror.delays)
  }

  // MARK: Writing

  /// Writes what there is, asks the protocol for more, and says what to wait for.
  private func flush() {
    var budget = 16
    while !isClosed {
      if written == output.count {
        output.removeAll(keepingCapacity: true)
        written = 0
        if !closesAfterOutput, budget > 0, case .http(let server) = stage { server.produce() }
        if isClosed { return }
        if output.isEmpty { break }
      }
      budget -= 1
      guard budget > 0, writeSome() else { break }
    }
    guard !isClosed else { return }
    if output.isEmpty, closesAfterOutput, !isDraining {
      return resetsAfterOutput ? reset() : drain()
    }
    loop.poller.watch(descriptor, id: id, reading: true, writing: !output.isEmpty)
  }

  /// False where the peer takes no more for now, or is gone.
  private func writeSome() -> Bool {
    let bytes = output[written...].prefix(256 * 1024)
    let count: Int = bytes.withUnsafeBytes { buffer in
      guard let tls else {
        let count = Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : count
      }
      ERR_clear_error()
      let count = SSL_write(tls, buffer.baseAddress, Int32(buffer.count))
      if count > 0 { return Int(count) }
      let error = SSL_get_error(tls, count)
      return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1
    }
    if count < 0 { close() } else { written += count }
    return count > 0
  }

  /// Writes around TLS; a few bytes always fit.
  private func sendRaw(_ bytes: [UInt8]) {
    _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  // MARK: Ending

  private var isDraining: Bool {
    if case .draining = stage { true } else { false }
  }

  /// Ends our side and waits for the peer's end, so that nothing of ours is lost to a reset.
  private func drain() {
    if let tls, SSL_is_init_finished(tls) == 1 { SSL_shutdown(tls) }
    shutdown(descriptor, Int32(SHUT_WR))
    stage = .draining
    loop.poller.watch(descriptor, id: id, reading: true, writing: false)
    timers[loop.schedule(.seconds(2), for: id)] = .linger
    read()
  }

  private func close() { close { Glibc.close($0) } }

  private func close(_ end: (Int32) -> Void) {
    if isClosed { return }
    isClosed = true
    stage = .ignoring
    timers = [:]
    SSL_free(tls)
    tls = nil
    end(descriptor)
    mirror.record(.closed(number))
    loop.forget(id)
  }
}
