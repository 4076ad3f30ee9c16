import Glibc
import MirrorLab
import Platform

/// A forward proxy on loopback that leads to the mirrors of a lab by their names, with faults.
///
/// Each connection has a thread of its own, which may block. May be used from any thread.
package final class LabProxy: Sendable {
  /// How it is spoken to.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// CONNECT, or GET with a whole URL, over plain TCP.
    case http
    /// The same over TLS.
    case https
    /// RFC 1928, with RFC 1929 where a password is wanted.
    case socks5
  }

  /// What is wrong with it, for connections from now on.
  package enum Fault: Sendable, Hashable {
    case none
    /// Reads what it is asked for and never answers.
    case silence
    /// Reads what it is asked for and resets the connection.
    case reset
    /// Answers CONNECT or GET with this status; SOCKS5 has "not allowed" for all of them.
    case status(Int)
    /// Answers this much later.
    case slow(Duration)
  }

  /// One thing it was asked for.
  package struct Request: Sendable, Hashable {
    /// `host:port`.
    package var target: String
    /// `user:password`; nil for none.
    package var credentials: String?

    package init(target: String, credentials: String? = nil) {
      self.target = target
      self.credentials = credentials
    }
  }

  package let kind: Kind
  package let host: String
  package let port: UInt16
  /// What `Request.credentials` has to be; nil for anybody.
  private let credentials: String?
  private let listener: Int32
  private let lab: MirrorLab
  private let state = Locked(State())

  private struct State: Sendable {
    var fault = Fault.none
    var requests: [Request] = []
    var open: Set<Int32> = []
    var threads: [pthread_t] = []
    var isClosed = false
  }

  /// Starts it on 127.0.0.1.
  ///
  /// `host` is the name in its URL and certificate; `credentials` what it insists on (see `Request`).
  package init(
    _ kind: Kind, to lab: MirrorLab, host: String = "127.0.0.1", credentials: String? = nil
  ) throws(LabError) {
    self.kind = kind
    self.host = host
    self.credentials = credentials
    self.lab = lab
    let identity = kind == .https ? try lab.identity(for: host) : nil
    guard let any = Socket.Address("127.0.0.1", port: 0) else { throw LabError.system("address") }
    listener = try Socket.listener(on: any)
    port = try Socket.port(of: listener)
    startThread { $0.accept(identity) }
  }

  /// Its URL, as HTTPS_PROXY has it.
  package var url: String { "\(kind.rawValue)://\(host):\(port)" }

  package var fault: Fault {
    get { state.withLock { $0.fault } }
    set { state.withLock { $0.fault = newValue } }
  }

  /// All that it was asked for, oldest first.
  package var requests: [Request] { state.withLock { $0.requests } }

  /// Ends its connections and threads.
  package func close() {
    let threads = state.withLock { state in
      state.isClosed = true
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
      defer { state.threads = [] }
      return state.threads
    }
    guard !threads.isEmpty else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    for thread in threads { pthread_join(thread, nil) }
    Glibc.close(listener)
  }

  // MARK: Threads

  private func accept(_ identity: CertificateAuthority.Identity?) {
    let context = identity.flatMap { try? TLSContext($0) }
    while Wire.wait(for: [listener]).first == true {
      guard let descriptor = Socket.accept(listener) else { return }
      let wire = Wire(descriptor, tls: context?.newSession(on: descriptor))
      let isServed =
        opened(descriptor)
        && startThread {
          $0.serve(wire)
          $0.closed(wire)
        }
      if !isServed { closed(wire) }
    }
  }

  /// False where the proxy is closed, or where there is no thread.
  @discardableResult
  private func startThread(_ body: @escaping @Sendable (LabProxy) -> Void) -> Bool {
    state.withLock { state in
      guard !state.isClosed, let thread = try? LabThread.start({ [self] in body(self) }) else {
        return false
      }
      state.threads.append(thread)
      return true
    }
  }

  private func opened(_ descriptor: Int32) -> Bool {
    state.withLock { state in
      if !state.isClosed { state.open.insert(descriptor) }
      return !state.isClosed
    }
  }

  private func closed(_ wire: Wire) {
    state.withLock { state in
      state.open.remove(wire.descriptor)
      wire.close()
    }
  }

  private func serve(_ wire: Wire) {
    guard wire.shakeHands() else { return }
    let server: any ProxyProtocol =
      kind == .socks5 ? SOCKS5Proxy(wire, credentials) : HTTPProxy(wire)
    guard let request = server.readRequest() else { return }
    state.withLock { $0.requests.append(request) }
    let fault = fault
    switch fault {
    case .none: break
    case .silence: return wire.waitForEnd()
    case .reset: return wire.resetWhenClosed()
    case .status(let status): return server.refuse(status)
    case .slow(let delay):
      if wire.isOver(within: delay) { return }
    }
    guard credentials == nil || request.credentials == credentials else {
      return server.refuse(407)
    }
    guard let split = request.target.lastIndex(of: ":"),
      let port = UInt16(request.target[request.target.index(after: split)...]),
      let address = lab.address(of: String(request.target[..<split])),
      let upstream = Wire(connectingTo: address, port: port)
    else { return server.refuse(502) }
    guard opened(upstream.descriptor) else { return closed(upstream) }
    server.accepted(upstream)
    Wire.join(wire, upstream)
    closed(upstream)
  }
}
