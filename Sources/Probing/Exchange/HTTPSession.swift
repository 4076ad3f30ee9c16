import GoRules

/// What is asked and answered on one connection, one request at a time, by HTTP/1.1 or HTTP/2.
///
/// Its readers are large, and changed in place.
final class HTTPSession {
  enum Event {
    case head(AnswerHead)
    /// A piece of the body as it was sent; valid during the call.
    case body(UnsafeRawBufferPointer)
    /// The answer is complete; whether go keeps the connection.
    case end(keeps: Bool)
    case failed(AnswerFailure)
  }

  /// Of the present answer; over HTTP/2 nil.
  private var http1: HTTP1ResponseReader?
  /// Over HTTP/1.1 nil.
  private var http2: HTTP2Connection?
  /// A request is under way.
  private(set) var isBusy = false
  /// What is to be sent, from `sent` on.
  private var output: [UInt8] = []
  private var sent = 0

  let isHTTP2: Bool

  init(isHTTP2: Bool) {
    self.isHTTP2 = isHTTP2
    if isHTTP2 { http2 = HTTP2Connection() } else { http1 = HTTP1ResponseReader() }
  }

  /// Whether go would ask on it again.
  var canTakeRequest: Bool { Self.canTakeRequest(&http2) ?? !isBusy }

  /// Where it lies: for a property of a class it would be copied whole.
  private static func canTakeRequest(_ connection: inout HTTP2Connection?) -> Bool? {
    connection?.canTakeRequest
  }

  /// Something waits to be sent.
  var hasOutput: Bool { sent < output.count }

  // MARK: Asking

  /// Queues `request`.
  func ask(_ request: OutgoingRequest, laxContentLength: Bool) throws(HTTP2Failure) {
    if isHTTP2 {
      try http2?.get(request.http2)
      queueAnswers()
    } else {
      http1 = HTTP1ResponseReader(laxContentLength: laxContentLength)
      queue(request.http1)
    }
    isBusy = true
  }

  private func queue(_ bytes: [UInt8]) {
    if hasOutput { output += bytes } else { (output, sent) = (bytes, 0) }
  }

  /// Queues what HTTP/2 has to send.
  private func queueAnswers() {
    if let bytes = http2?.takeOutput(), !bytes.isEmpty { queue(bytes) }
  }

  /// Sends what waits, as much as is taken; a failure where nothing can be sent any more.
  func flush(to stream: any ByteStream) -> StreamFailure? {
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
  func abandon(on stream: any ByteStream) -> Bool {
    guard isHTTP2 else { return false }
    http2?.cancel()
    isBusy = false
    queueAnswers()
    return flush(to: stream) == nil && canTakeRequest
  }

  // MARK: Answers

  /// Takes what was received, and perhaps not all of it; see `pause`. `take` is called in order; `false` from it: no more
  /// of this answer is wanted.
  func receive(_ bytes: UnsafeRawBufferPointer, take: (Event) -> Bool) {
    if let events = http2?.receive(bytes.bindMemory(to: UInt8.self).span, hasMore: true) {
      return pass(events, nil, take)
    }
    var position = 0
    while isBusy, let event = http1?.next(in: bytes, at: &position) {
      if !pass(event, bytes, nil, take) { return }
    }
  }

  /// All that has come was received.
  func pause(take: (Event) -> Bool) {
    if let events = http2?.pause() { pass(events, nil, take) }
  }

  /// The peer has ended the stream, or it failed.
  func closed(_ failure: StreamFailure?, take: (Event) -> Bool) {
    if let events = http2?.end(Self.end(failure)) { return pass(events, failure, take) }
    let end = failure.map {
      HTTP1ResponseReader.ConnectionEnd.failed($0.text, isLasting: $0.isLasting)
    }
    if isBusy, let event = http1?.closed(end ?? .endOfFile) { pass(event, nil, failure, take) }
  }

  private static func end(_ failure: StreamFailure?) -> HTTP2InputEnd {
    guard let failure else { return .closed }
    if failure.text == "unexpected EOF" { return .cut }
    return failure.text.hasPrefix("read ") ? .readFailed(failure.text) : .failed(failure.text)
  }

  @discardableResult private func pass(
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

  private func pass(
    _ events: [HTTP2Event], _ failure: StreamFailure?, _ take: (Event) -> Bool
  ) {
    for event in events {
      guard passOne(event, failure, take) else {
        http2?.cancel()
        isBusy = false
        break
      }
    }
    queueAnswers()
  }

  private func passOne(
    _ event: HTTP2Event, _ failure: StreamFailure?, _ take: (Event) -> Bool
  ) -> Bool {
    switch event {
    case .informational: return true
    case .answer(let answer): return take(.head(AnswerHead(answer)))
    case .body(let bytes): return bytes.withUnsafeBytes { take(.body($0)) }
    case .end:
      isBusy = false
      return take(.end(keeps: canTakeRequest))
    case .requestFailed(let fault):
      isBusy = false
      return take(.failed(AnswerFailure(fault, isWithinBody: false, failure)))
    case .bodyFailed(let fault):
      isBusy = false
      return take(.failed(AnswerFailure(fault, isWithinBody: true, failure)))
    }
  }
}
