import CMicrohttpd
import Glibc
import GoRules
import Health
import Platform

/// A small HTTP server on a thread of its own: pages for programs, redirects, and bodies that come from elsewhere.
///
/// Each request is handed to `ask`, and its connection left alone until the reply is there: others are served meanwhile.
package final class HTTPServer: Sendable {
  package struct Request: Sendable {
    /// Of the request line, up to a `?`; percent-encoded.
    package var path: String
    /// The headers of these names; empty where they were not sent.
    package var accept: String
    package var host: String
    package var acceptEncoding: String
    /// A dashboard or an agent asks (`GatewayRequest.probeMark`).
    package var isProbe: Bool
  }

  package struct Page: Sendable {
    package var status: Int
    package var contentType: String
    package var body: String
    /// Of a redirect.
    package var location: String?

    package init(_ body: String, status: Int = 200, type: String = "text/plain; charset=utf-8") {
      self.status = status
      contentType = type
      self.body = body
    }

    static let ending = Page("ending\n", status: 503)
    fileprivate static let busy = Page("busy\n", status: 503)
  }

  /// Who may ask, and how much at a time.
  package struct Limits: Sendable {
    package var connections = 64
    /// nil: as many as there are.
    package var connectionsOfOneAddress: Int? = 16
    /// nil: everybody who gets here.
    package var allowed: [AddressRange]?

    package init() {}
  }

  /// What one request waits for. Where it is let go without a page, the server is too busy.
  package final class Reply: Sendable {
    private let exchange: HTTPExchange

    fileprivate init(_ exchange: HTTPExchange) { self.exchange = exchange }

    deinit { exchange.send(.page(.busy)) }

    /// The first one counts. Any thread.
    package func send(_ page: Page) { exchange.send(.page(page)) }

    /// The same with a body that is still coming.
    package func send(_ body: BodyStream) { exchange.send(.stream(body)) }
  }

  package typealias Asking = @Sendable (Request, Reply) -> Void

  /// Where it listens, with the port that it got.
  package let address: ListenAddress
  private let ask: Asking
  private let limits: Limits
  private let lock = ConditionLock()
  // Guarded by the lock.
  nonisolated(unsafe) private var state = State()

  private struct State {
    var daemon: OpaquePointer?
    /// The one that it no longer accepts on; it stays open until the end.
    var socket: Int32 = -1
    var isEnding = false
    /// Requests whose answers are not sent yet.
    var exchanges: [ObjectIdentifier: HTTPExchange] = [:]
  }

  /// What is answered at the end is sent in this time, or not at all.
  private static let lastWords = Duration.milliseconds(500)

  /// Listens at `address`, or on what systemd has opened; `ask` is called on the server's thread, and replies come from
  /// any.
  package init(
    _ address: ListenAddress, passed: PassedSocket? = nil, _ limits: Limits = Limits(),
    ask: @escaping Asking
  ) throws(ServingError) {
    if let reason = cmicrohttpd_load() {
      throw ServingError("libmicrohttpd is needed: \(String(cString: reason))")
    }
    let descriptor: Int32
    if let passed {
      (descriptor, self.address) = (passed.descriptor, passed.address)
    } else {
      let port: UInt16
      (descriptor, port) = try address.listen()
      self.address = ListenAddress(host: address.host, port: port)
    }
    self.ask = ask
    self.limits = limits
    guard let daemon = startDaemon(descriptor) else {
      close(descriptor)
      throw ServingError("\(self.address): the HTTP server does not start")
    }
    lock.withLock { state.daemon = daemon }
  }

  private func startDaemon(_ descriptor: Int32) -> OpaquePointer? {
    cmicrohttpd_start(
      descriptor, UInt32(limits.connections), UInt32(limits.connectionsOfOneAddress ?? 0),
      { context, address, length in
        guard let context, let address else { return .NO }
        let server = Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
        return server.mayAsk(UnsafeRawBufferPointer(start: address, count: Int(length)))
          ? .YES : .NO
      },
      { context, connection, path, method, version, _, size, seen in
        guard let context, let connection, let path, let method, let version, let seen, let size
        else { return .NO }
        let server = Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
        return server.answer(
          connection, path, method, version, hasBody: size.pointee > 0, &seen.pointee)
      },
      { _, _, seen, end in
        guard let own = seen?.pointee else { return }
        seen?.pointee = nil
        Unmanaged<HTTPExchange>.fromOpaque(own).takeRetainedValue().end(
          isSent: end == .REQUEST_TERMINATED_COMPLETED_OK)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Accepts no more connections; each of those that are there has one more answer. Where nobody else holds the socket,
  /// others are refused from the end on.
  package func quiesce() {
    lock.withLock {
      if let daemon = state.daemon, state.socket < 0 { state.socket = cmicrohttpd_quiesce(daemon) }
    }
  }

  /// Ends it: who still waits is told so, and bodies that still come are cut off. To be called once, by whoever made it.
  package func stop() {
    let waiting = lock.withLock {
      state.isEnding = true
      return Array(state.exchanges.values)
    }
    for exchange in waiting { exchange.stop() }
    let end = SystemClock.now().monotonic + Self.lastWords
    let daemon = lock.withLock {
      while !state.exchanges.isEmpty, SystemClock.now().monotonic < end { lock.wait(until: end) }
      defer { state.daemon = nil }
      return state.daemon
    }
    if let daemon { cmicrohttpd_stop(daemon) }
    lock.withLock {
      if state.socket >= 0 { close(state.socket) }
      state.socket = -1
    }
  }

  // MARK: - On the server's thread

  private func mayAsk(_ address: UnsafeRawBufferPointer) -> Bool {
    limits.allowed.map { ranges in ranges.contains { $0.contains(address) } } ?? true
  }

  /// Called for the head of a request, for its body, at its end, and once more where it was suspended.
  private func answer(
    _ connection: OpaquePointer, _ path: UnsafePointer<CChar>, _ method: UnsafePointer<CChar>,
    _ version: UnsafePointer<CChar>, hasBody: Bool, _ seen: inout UnsafeMutableRawPointer?
  ) -> MHD_Result {
    if let seen {
      return goOn(
        Unmanaged<HTTPExchange>.fromOpaque(seen).takeUnretainedValue(), connection, path, method)
    }
    // Answered before its body was read, a request is the last one of its connection.
    let length = cmicrohttpd_header(connection, "Content-Length").map { String(cString: $0) }
    if length.map({ $0 != "0" }) ?? false || hasBody
      || cmicrohttpd_header(connection, "Transfer-Encoding") != nil
      || cmicrohttpd_is_ambiguous(connection) != 0
    {
      return queue(Page("no body is taken\n", status: 400), on: connection)
    }
    let exchange = HTTPExchange(
      connection, isOld: String(cString: version) == "HTTP/1.0",
      isHead: String(cString: method) == "HEAD"
    ) { [unowned self] id in
      lock.withLock {
        state.exchanges[id] = nil
        lock.signal()
      }
    }
    seen = Unmanaged.passRetained(exchange).toOpaque()
    return .YES
  }

  private func goOn(
    _ exchange: HTTPExchange, _ connection: OpaquePointer, _ path: UnsafePointer<CChar>,
    _ method: UnsafePointer<CChar>
  ) -> MHD_Result {
    switch exchange.answer {
    case .page(let page): return queue(page, on: connection)
    case .stream(let body): return exchange.begin(body, closes: isQuiesced)
    case nil: break
    }
    guard ["GET", "HEAD"].contains(String(cString: method)) else {
      return queue(Page("only GET and HEAD\n", status: 405), on: connection)
    }
    let isEnding = lock.withLock {
      if !state.isEnding { state.exchanges[ObjectIdentifier(exchange)] = exchange }
      return state.isEnding
    }
    // Without an answer the client asks again on another connection, and there finds who comes next.
    guard !isEnding, exchange.suspend() else { return .NO }
    func header(_ name: String) -> String {
      cmicrohttpd_header(connection, name).map { String(cString: $0) } ?? ""
    }
    let request = Request(
      path: String(cString: path), accept: header("Accept"), host: header("Host"),
      acceptEncoding: header("Accept-Encoding"),
      isProbe: !header(GatewayRequest.probeMark).isEmpty)
    ask(request, Reply(exchange))
    return .YES
  }

  private func queue(_ page: Page, on connection: OpaquePointer) -> MHD_Result {
    let body = Array(page.body.utf8)
    return cmicrohttpd_answer(
      connection, UInt32(page.status), page.contentType, page.location, isQuiesced ? 1 : 0, body,
      body.count)
  }

  private var isQuiesced: Bool { lock.withLock { state.socket >= 0 } }
}
