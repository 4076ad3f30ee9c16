import GoRules

/// What is asked and answered on one connection, one request at a time, by HTTP/1.1 or HTTP/2.
struct HTTPSession {
  enum Event {
    case head(AnswerHead)
    /// A piece of the body as it was sent; valid during the call.
    case body(UnsafeRawBufferPointer)
    /// The answer is complete; whether go keeps the connection.
    case end(keeps: Bool)
    case failed(AnswerFailure)
  }

  private enum Version {
    case http1(HTTP1ResponseReader)
    case http2(HTTP2Connection)
  }

  private var version: Version
  private var hasHead = false
  /// A request is under way.
  private(set) var isBusy = false
  /// What is to be sent, from `sent` on.
  private var output: [UInt8] = []
  private var sent = 0

  init(isHTTP2: Bool) {
    version = isHTTP2 ? .http2(HTTP2Connection()) : .http1(HTTP1ResponseReader())
  }

  var isHTTP2: Bool { if case .http2 = version { true } else { false } }

  /// Whether go would ask on it again.
  var canTakeRequest: Bool {
    switch version {
    case .http1: !isBusy
    case .http2(let connection): connection.canTakeRequest
    }
  }

  /// Something waits to be sent.
  var hasOutput: Bool { sent < output.count }

  // MARK: Asking

  /// Queues `request`.
  mutating func ask(_ request: OutgoingRequest, laxContentLength: Bool) throws(HTTP2Failure) {
    hasHead = false
    switch version {
    case .http1:
      version = .http1(HTTP1ResponseReader(laxContentLength: laxContentLength))
      queue(request.http1)
    case .http2(var connection):
      // A request that is refused takes the number of its stream with it.
      defer { version = .http2(connection) }
      try connection.get(request.http2)
      queue(connection.takeOutput())
    }
    isBusy = true
  }

  private mutating func queue(_ bytes: [UInt8]) {
    if hasOutput { output += bytes } else { (output, sent) = (bytes, 0) }
  }

  /// Sends what waits, as much as is taken; a failure where nothing can be sent any more.
  mutating func flush(to stream: any ByteStream) -> StreamFailure? {
    while sent < output.count {
      let writing = output.withUnsafeBytes {
        stream.write(UnsafeRawBufferPointer(rebasing: $0[sent...]))
      }
      switch writing {
      case .wrote(let count): sent += count
      case .nothing: return nil
      case .failed(let failure): return failure
      }
    }
    (output, sent) = ([], 0)
    return nil
  }

  /// No more of the answer is wanted. Whether go would ask on the connection again: only where HTTP/2 can end the stream
  /// alone.
  mutating func abandon(on stream: any ByteStream) -> Bool {
    guard case .http2(var connection) = version else { return false }
    connection.cancel()
    isBusy = false
    queue(connection.takeOutput())
    version = .http2(connection)
    return flush(to: stream) == nil && connection.canTakeRequest
  }

  // MARK: Answers

  /// Takes what was received, and perhaps not all of it; see `pause`. `take` is called in order; `false` from it: no more
  /// of this answer is wanted.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, take: (Event) -> Bool) {
    switch version {
    case .http1(var reader):
      version = .http1(HTTP1ResponseReader())
      receive(bytes, &reader, take)
      version = .http1(reader)
    case .http2(var connection):
      version = .http1(HTTP1ResponseReader())
      let events = connection.receive(bytes.bindMemory(to: UInt8.self).span, hasMore: true)
      pass(events, &connection, nil, take)
      version = .http2(connection)
    }
  }

  /// All that has come was received.
  mutating func pause(take: (Event) -> Bool) {
    guard case .http2(var connection) = version else { return }
    let events = connection.pause()
    pass(events, &connection, nil, take)
    version = .http2(connection)
  }

  /// The peer has ended the stream, or it failed.
  mutating func closed(_ failure: StreamFailure?, take: (Event) -> Bool) {
    switch version {
    case .http1(var reader):
      let end = failure.map {
        HTTP1ResponseReader.ConnectionEnd.failed($0.text, isLasting: $0.isLasting)
      }
      if isBusy, let event = reader.closed(end ?? .endOfFile) { pass(event, nil, failure, take) }
      version = .http1(reader)
    case .http2(var connection):
      let events = connection.end(Self.end(failure))
      pass(events, &connection, failure, take)
      version = .http2(connection)
    }
  }

  private static func end(_ failure: StreamFailure?) -> HTTP2InputEnd {
    guard let failure else { return .closed }
    if failure.text == "unexpected EOF" { return .cut }
    return failure.text.hasPrefix("read ") ? .readFailed(failure.text) : .failed(failure.text)
  }

  private mutating func receive(
    _ bytes: UnsafeRawBufferPointer, _ reader: inout HTTP1ResponseReader, _ take: (Event) -> Bool
  ) {
    var position = 0
    while isBusy, let event = reader.next(in: bytes, at: &position) {
      if !pass(event, bytes, nil, take) { return }
    }
  }

  @discardableResult private mutating func pass(
    _ event: HTTP1ResponseReader.Event, _ bytes: UnsafeRawBufferPointer?,
    _ failure: StreamFailure?, _ take: (Event) -> Bool
  ) -> Bool {
    switch event {
    case .interim: return true
    case .head(let head): return take(.head(AnswerHead(head)))
    case .body(let range):
      return bytes.map { take(.body(UnsafeRawBufferPointer(rebasing: $0[range]))) } ?? true
    case .end(let ending):
      isBusy = false
      return take(.end(keeps: ending == .reusable))
    case .failure(let fault):
      isBusy = false
      return take(.failed(AnswerFailure(fault, failure)))
    }
  }

  private mutating func pass(
    _ events: [HTTP2Event], _ connection: inout HTTP2Connection, _ failure: StreamFailure?,
    _ take: (Event) -> Bool
  ) {
    for event in events {
      guard passOne(event, connection, failure, take) else {
        connection.cancel()
        isBusy = false
        break
      }
    }
    let answers = connection.takeOutput()
    if !answers.isEmpty { queue(answers) }
  }

  private mutating func passOne(
    _ event: HTTP2Event, _ connection: HTTP2Connection, _ failure: StreamFailure?,
    _ take: (Event) -> Bool
  ) -> Bool {
    switch event {
    case .informational: return true
    case .answer(let answer):
      hasHead = true
      return take(.head(AnswerHead(answer)))
    case .body(let bytes): return bytes.withUnsafeBytes { take(.body($0)) }
    case .end:
      isBusy = false
      return take(.end(keeps: connection.canTakeRequest))
    case .requestFailed(let fault):
      isBusy = false
      return take(.failed(AnswerFailure(fault, isWithinBody: false, failure)))
    case .bodyFailed(let fault):
      isBusy = false
      return take(.failed(AnswerFailure(fault, isWithinBody: true, failure)))
    }
  }
}
