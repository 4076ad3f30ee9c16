/// One answer to a GET on a connection, read as go's transport reads it (net/http `persistConn.readLoop`).
///
/// Fed with the bytes of the connection in pieces of any size; keeps of them one line and the fields.
/// A new reader is needed for each request.
package struct HTTP1ResponseReader: Sendable {
  package enum Event: Sendable, Hashable {
    /// A head with status 1xx other than 101, which go passes over.
    case interim(HTTP1Head)
    case head(HTTP1Head)
    /// Data of the body: this part of the bytes that were fed, its coding in chunks taken off.
    case body(Range<Int>)
    /// The body is complete.
    case end(Ending)
    case failure(HTTP1Failure)
  }

  /// What becomes of the connection after a complete answer.
  package enum Ending: Sendable, Hashable {
    /// go keeps the connection. It closes it once anything is received before the next request (`readLoopPeekFailLocked`).
    case reusable
    /// go closes it: the head asked for that, or the body ended with the connection, or the status is below 200.
    case closes
    /// Bytes followed that belong to no answer, and go closes the connection. Only bytes fed with the last
    /// piece are seen here.
    case extraBytes
  }

  /// How the connection ended.
  package enum ConnectionEnd: Sendable, Hashable {
    /// FIN, over TLS close_notify.
    case endOfFile
    /// Reading failed: go's text for it, `read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer`.
    /// `isLasting`: reading again fails again, as over TLS. A TCP socket tells its error once and is then at
    /// its end, and go, which drops the first error in most places of a head, says `unexpected EOF`.
    case failed(String, isLasting: Bool)
  }

  private var state = State.beforeFirstByte
  private var headReader = HTTP1HeadReader()
  private var chunks = HTTP1Chunks()
  private var keepsAlive = false
  private let laxContentLength: Bool

  private enum State: Sendable {
    case beforeFirstByte
    case head
    /// The head is complete; the body ends at once.
    case noBody
    case length(left: Int)
    case chunked
    case untilClose
    case ended
  }

  /// `laxContentLength`: GODEBUG has `httplaxcontentlength=1`, and an empty length is as good as none.
  package init(laxContentLength: Bool = false) {
    self.laxContentLength = laxContentLength
  }

  /// Whether the answer is complete, or has failed.
  package var isOver: Bool {
    if case .ended = state { true } else { false }
  }

  /// The next event in `input`, from `position` on, which moves behind what was used.
  ///
  /// Call it until it returns nil: then all of `input` is used, unless the answer is over. The ranges of
  /// `body` are places in `input`.
  package mutating func next(
    in input: UnsafeRawBufferPointer, at position: inout Int
  ) -> Event? {
    do throws(HTTP1Fault) {
      switch state {
      case .ended: return nil
      case .beforeFirstByte, .head: return try nextInHead(input, &position)
      case .noBody: return end(extra: position < input.count)
      case .length(let left):
        guard position < input.count else { return nil }
        let start = position
        position += min(left, input.count - position)
        let rest = left - (position - start)
        state = rest == 0 ? .noBody : .length(left: rest)
        return .body(start..<position)
      case .untilClose:
        guard position < input.count else { return nil }
        defer { position = input.count }
        return .body(position..<input.count)
      case .chunked:
        switch try chunks.take(input, &position) {
        case .more: return nil
        case .data(let count): return .body(position - count..<position)
        case .end(let extra): return end(extra: extra || position < input.count)
        }
      }
    } catch {
      return fail(error)
    }
  }

  /// The connection has ended, or could not be read; what that means for the answer. nil once that is over.
  package mutating func closed(_ connectionEnd: ConnectionEnd) -> Event? {
    let failure: String? =
      switch connectionEnd {
      case .endOfFile: nil
      case .failed(let text, _): text
      }
    switch state {
    case .ended: return nil
    case .noBody: return end(extra: false)
    case .beforeFirstByte:
      return fail(failure.map { .readFailed($0) } ?? .closedBeforeAnswer)
    case .head: return fail(headReader.fault(at: connectionEnd))
    case .length: return fail(failure.map { .readFailed($0) } ?? .cutShort)
    case .chunked: return fail(chunks.faultAtEnd(failure))
    case .untilClose:
      if let failure { return fail(.readFailed(failure)) }
      return end(extra: false)
    }
  }

  private mutating func nextInHead(
    _ input: UnsafeRawBufferPointer, _ position: inout Int
  ) throws(HTTP1Fault) -> Event? {
    guard position < input.count else { return nil }
    state = .head
    if let (statusLine, fields) = try headReader.take(input, &position) {
      let head = try HTTP1Head(statusLine, fields, laxContentLength: laxContentLength)
      if !head.isInterim {
        begin(head)
        return .head(head)
      }
      // The limit holds for all heads together.
      if !headReader.isFull { return .interim(head) }
    }
    if headReader.isFull { throw .headTooLarge(limit: HTTP1HeadReader.maximum) }
    return nil
  }

  private mutating func begin(_ head: HTTP1Head) {
    keepsAlive = head.keepsAlive
    switch head.framing {
    case .none: state = .noBody
    case .length(let length): state = .length(left: length)
    case .chunked: state = .chunked
    case .untilClose, .switched: state = .untilClose
    }
  }

  private mutating func end(extra: Bool) -> Event {
    state = .ended
    return .end(!keepsAlive ? .closes : extra ? .extraBytes : .reusable)
  }

  private mutating func fail(_ fault: HTTP1Fault) -> Event {
    let stage: HTTP1Failure.Stage =
      switch state {
      case .beforeFirstByte: .beforeFirstByte
      case .head: .head
      case .noBody, .length, .chunked, .untilClose, .ended: .body
      }
    state = .ended
    return .failure(HTTP1Failure(stage: stage, fault: fault))
  }
}
