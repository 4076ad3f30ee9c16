import CMicrohttpd
import Glibc
import Health
import Platform

/// A small HTTP server on a thread of its own: pages for programs, one after another.
///
/// Each request is handed to `ask`, whose answer is waited for: who scrapes hears what is known then. What takes longer
/// than `patience` is answered with 503.
package final class HTTPServer: Sendable {
  package struct Request: Sendable {
    package var path: String
    /// The header of that name, where it is sent.
    package var accept: String
  }

  package struct Page: Sendable {
    package var status: Int
    package var contentType: String
    package var body: String

    package init(_ body: String, status: Int = 200, type: String = "text/plain; charset=utf-8") {
      self.status = status
      contentType = type
      self.body = body
    }
  }

  /// What one request waits for.
  package final class Reply: Sendable {
    private let lock = ConditionLock()
    // Guarded by the lock.
    nonisolated(unsafe) private var page: Page?

    fileprivate init() {}

    /// The first one counts. Any thread.
    package func send(_ page: Page) {
      lock.withLock {
        if self.page == nil { self.page = page }
        lock.signal()
      }
    }

    fileprivate func wait(until deadline: Duration) -> Page? {
      lock.withLock {
        while page == nil, SystemClock.now().monotonic < deadline { lock.wait(until: deadline) }
        return page
      }
    }
  }

  package typealias Asking = @Sendable (Request, Reply) -> Void

  /// Where it listens, with the port that it got.
  package let address: ListenAddress
  private let ask: Asking
  private let state = Locked(State())
  private static let patience = Duration.seconds(5)

  private struct State {
    nonisolated(unsafe) var daemon: OpaquePointer?
    var isEnding = false
    /// Whose answer is waited for.
    var waiting: Reply?
  }

  /// Listens; `ask` is called on the server's thread, and answers soon, from any.
  package init(_ address: ListenAddress, ask: @escaping Asking) throws(ServingError) {
    if let reason = cmicrohttpd_load() {
      throw ServingError("libmicrohttpd is needed: \(String(cString: reason))")
    }
    let (descriptor, port) = try address.listen()
    self.address = ListenAddress(host: address.host, port: port)
    self.ask = ask
    let context = Unmanaged.passUnretained(self).toOpaque()
    let daemon = cmicrohttpd_start(
      descriptor,
      { context, connection, path, method, _, _, _, seen in
        guard let context, let connection, let path, let method, let seen else { return .NO }
        // The first call comes before a body was read: answered then, it would end the connection.
        if seen.pointee == nil {
          seen.pointee = context
          return .YES
        }
        return Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue().answer(
          String(cString: path), String(cString: method), on: connection)
      }, context)
    guard let daemon else {
      close(descriptor)
      throw ServingError("\(address): the HTTP server does not start")
    }
    state.withLock { $0.daemon = daemon }
  }

  /// Ends it: what is being answered is let go. To be called once, by whoever made it.
  package func stop() {
    let (daemon, waiting) = state.withLock { state in
      defer { state.daemon = nil }
      state.isEnding = true
      return (state.daemon, state.waiting)
    }
    waiting?.send(Self.ending)
    if let daemon { cmicrohttpd_stop(daemon) }
  }

  private static let ending = Page("ending\n", status: 503)

  private func answer(
    _ path: String, _ method: String, on connection: OpaquePointer
  ) -> MHD_Result {
    guard method == "GET" || method == "HEAD" else {
      return queue(Page("only GET and HEAD\n", status: 405), on: connection)
    }
    let accept = cmicrohttpd_header(connection, "Accept")
    let request = Request(path: path, accept: accept.map { String(cString: $0) } ?? "")
    let reply = Reply()
    let isEnding = state.withLock { state in
      state.waiting = reply
      return state.isEnding
    }
    if isEnding { return queue(Self.ending, on: connection) }
    ask(request, reply)
    let page = reply.wait(until: SystemClock.now().monotonic + Self.patience)
    state.withLock { $0.waiting = nil }
    return queue(page ?? Page("busy\n", status: 503), on: connection)
  }

  private func queue(_ page: Page, on connection: OpaquePointer) -> MHD_Result {
    let body = Array(page.body.utf8)
    return cmicrohttpd_answer(
      connection, UInt32(page.status), page.contentType, body, body.count)
  }
}
