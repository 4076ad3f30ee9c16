import CMicrohttpd
import Platform

/// One request, from its head to the end of its answer.
final class HTTPExchange: Sendable {
  enum Answer: Sendable {
    case page(HTTPServer.Page)
    case stream(BodyStream)
  }

  private struct State {
    /// Valid until the request is over.
    nonisolated(unsafe) var connection: OpaquePointer
    var answer: Answer?
    var isSuspended = false
  }

  private let state: Locked<State>
  /// HTTP/1.0: without chunks, a body of unknown length that is cut off looks whole.
  private let isOld: Bool
  private let isHead: Bool
  private let over: @Sendable (ObjectIdentifier) -> Void

  /// Seconds after which a client that takes nothing of a body is disconnected.
  private static let patience: UInt32 = 120
  /// Seconds between two requests.
  private static let idleTime: UInt32 = 3

  init(
    _ connection: OpaquePointer, isOld: Bool, isHead: Bool,
    over: @escaping @Sendable (ObjectIdentifier) -> Void
  ) {
    state = Locked(State(connection: connection))
    self.isOld = isOld
    self.isHead = isHead
    self.over = over
  }

  var answer: Answer? { state.withLock { $0.answer } }

  /// Leaves the connection alone until there is an answer; false where there is one already.
  func suspend() -> Bool {
    state.withLock { state in
      guard state.answer == nil else { return false }
      state.isSuspended = true
      cmicrohttpd_suspend(state.connection)
      return true
    }
  }

  /// The first one counts.
  func send(_ answer: Answer) {
    let isTaken = state.withLock { state in
      guard state.answer == nil else { return false }
      state.answer = answer
      if state.isSuspended { cmicrohttpd_resume(state.connection) }
      state.isSuspended = false
      return true
    }
    if !isTaken, case .stream(let body) = answer { body.end(isSent: false) }
  }

  /// The server ends.
  func stop() {
    send(.page(.ending))
    if case .stream(let body) = answer { body.fail() }
  }

  /// Begins to send a body. On the server's thread.
  func begin(_ body: BodyStream, closes: Bool) -> MHD_Result {
    let connection = state.withLock { $0.connection }
    if isOld, body.head.length == nil {
      body.end(isSent: false)
      let page = Array("HTTP/1.1 is needed\n".utf8)
      return cmicrohttpd_answer(
        connection, 505, "text/plain", nil, 1, page, page.count)
    }
    cmicrohttpd_patience(connection, Self.patience)
    return body.begin(on: connection, closes: closes, isHead: isHead)
  }

  /// The request is over: nothing of its connection is used any more.
  func end(isSent: Bool) {
    let (answer, connection) = state.withLock { state in
      defer { state.answer = state.answer ?? .page(HTTPServer.Page("")) }
      return (state.answer, state.connection)
    }
    if case .stream(let body) = answer {
      if isSent { cmicrohttpd_patience(connection, Self.idleTime) }
      body.end(isSent: isSent)
    }
    over(ObjectIdentifier(self))
  }
}
