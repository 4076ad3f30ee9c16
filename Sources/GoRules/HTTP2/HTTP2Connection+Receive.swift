extension HTTP2Connection {
  /// Takes the next bytes of the peer and returns what they mean for the request.
  ///
  /// Look at `takeOutput`, `isClosed` and `canTakeRequest` afterwards. `hasMore`: more may have come already; `pause`
  /// is called when nothing has.
  package mutating func receive(_ bytes: Span<UInt8>, hasMore: Bool = false) -> [HTTP2Event] {
    do throws(HTTP2Failure) {
      try read(bytes)
    } catch {
      close(error)
    }
    return hasMore && stream?.isEnded == false ? takeEvents() : pause()
  }

  /// All that has come was received: a request that the peer gave up has ended by now.
  package mutating func pause() -> [HTTP2Event] {
    settle()
    return takeEvents()
  }

  private mutating func takeEvents() -> [HTTP2Event] {
    defer { events = [] }
    return events
  }

  /// The peer sends nothing more.
  package mutating func end(_ end: HTTP2InputEnd) -> [HTTP2Event] {
    if !isClosed { close(cause(of: end)) }
    return takeEvents()
  }

  /// go: clientConnReadLoop.cleanup.
  private func cause(of end: HTTP2InputEnd) -> HTTP2Failure {
    let failure: HTTP2Failure
    switch end {
    case .closed where partial.isEmpty: failure = .closed
    case .readFailed(let text): failure = .transport(text)
    // io.ReadFull makes another error of an EOF within a header or payload: no GOAWAY then.
    case .closed, .cut: return .closed
    case .failed(let text): return .transport(text)
    }
    guard let goAway else { return failure }
    return .closedAfterGoAway(
      lastStream: goAway.lastStream, code: goAway.code, debug: goAway.debug)
  }

  /// Ends the connection and with it the request in flight.
  private mutating func close(_ failure: HTTP2Failure) {
    isClosed = true
    closeCause = failure
    header = nil
    partial = []
    block = nil
    if let stream {
      self.stream = nil
      fail(stream, failure)
    }
  }

  /// Splits the bytes into frames (go: Framer.ReadFrame).
  private mutating func read(_ bytes: Span<UInt8>) throws(HTTP2Failure) {
    var at = 0
    while !isClosed {
      guard let header else {
        if at == bytes.count { return }
        try readHeader(bytes, &at)
        continue
      }
      let missing = header.length - partial.count
      if partial.isEmpty && bytes.count - at >= missing {
        self.header = nil
        try take(header, bytes.extracting(at..<(at + missing)))
        at += missing
        continue
      }
      let count = min(missing, bytes.count - at)
      bytes.extracting(at..<(at + count)).withUnsafeBufferPointer {
        partial.append(contentsOf: $0)
      }
      at += count
      guard count == missing else { return }
      let payload = partial
      partial = []
      self.header = nil
      try take(header, payload.span)
    }
  }

  /// Reads a frame's header, whole or the next part of it, and checks it before its payload comes.
  private mutating func readHeader(_ bytes: Span<UInt8>, _ at: inout Int) throws(HTTP2Failure) {
    if partial.isEmpty, let whole = HTTP2FrameHeader(bytes, at: at) {
      header = whole
      at += HTTP2FrameHeader.size
    } else {
      while at < bytes.count, partial.count < HTTP2FrameHeader.size {
        partial.append(bytes[at])
        at += 1
      }
      guard let whole = HTTP2FrameHeader(partial.span, at: 0) else { return }
      partial = []
      header = whole
    }
    if let header { try check(header) }
  }

  /// go: Framer.ReadFrameHeader and checkFrameOrder.
  private mutating func check(_ header: HTTP2FrameHeader) throws(HTTP2Failure) {
    if header.length > Self.mostFrameSize {
      if header.spellsHTTP { throw .http1Answer(isHTTP11: header.spellsHTTP11) }
      throw .frameTooLarge(header.kind, length: header.length)
    }
    if openBlockStream != 0 {
      if header.kind != .continuation || header.stream != openBlockStream {
        throw .violation(.headerBlockInterrupted(by: header.kind))
      }
    } else if header.kind == .continuation {
      throw .violation(.continuationWithoutHeaders)
    }
    if header.kind == .headers || header.kind == .continuation {
      openBlockStream = header.endsHeaders ? 0 : header.stream
    }
  }

  private mutating func take(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    idleFrames += 1
    if idleFrames > Self.mostIdleFrames { throw .flood(frames: Self.mostIdleFrames) }
    switch header.kind {
    case .data: try takeData(header, payload)
    case .headers: try takeHeaders(header, payload)
    case .continuation: try takeContinuation(header, payload)
    case .priority: try takePriority(header, payload)
    case .resetStream: try takeReset(header, payload)
    case .settings: try takeSettings(header, payload)
    case .pushPromise: try takePushPromise(header, payload)
    case .ping: try takePing(header, payload)
    case .goAway: try takeGoAway(header, payload)
    case .windowUpdate: try takeWindowUpdate(header, payload)
    case .priorityUpdate: try takePriorityUpdate(header, payload)
    default: try requireSettings(header.kind)
    }
    if output.count > Self.mostOutput { throw .answersNotTaken(bytes: Self.mostOutput) }
  }

  /// The first frame that is sound in itself must be SETTINGS.
  mutating func requireSettings(_ kind: HTTP2FrameKind) throws(HTTP2Failure) {
    if sawSettings { return }
    guard kind == .settings else { throw .noSettings(first: kind) }
    sawSettings = true
  }

  /// Tells the request that it failed; a reset that came before is the cause.
  private mutating func fail(_ stream: Stream, _ failure: HTTP2Failure) {
    if stream.isEnded { return }
    let first = stream.abort?.failure ?? failure
    events.append(
      stream.hasAnswer
        ? .bodyFailed(stream.abort?.bodyFailure ?? first) : .requestFailed(first))
  }

  /// Fails the request in flight and, where a code is given, tells the peer so.
  mutating func failStream(_ failure: HTTP2Failure, reset: HTTP2ErrorCode?) {
    guard let stream else { return }
    fail(stream, failure)
    if stream.isEnded { return endStream(reset: nil) }
    endStream(reset: stream.abort == nil ? reset : stream.abortReset)
  }

  /// The request in flight is given up by the peer, see `Abort`.
  mutating func abortStream(_ failure: HTTP2Failure, endsBody: Bool) {
    if stream == nil || stream?.isEnded == true { return }
    if stream?.abort == nil { stream?.abort = Abort(failure: failure) }
    if endsBody, stream?.abort?.bodyFailure == nil { stream?.abort?.bodyFailure = failure }
  }

  /// The peer has ended the stream of the request in flight.
  mutating func finishStream(_ failure: HTTP2Failure? = nil) {
    guard let stream else { return }
    if let failure { fail(stream, failure) } else { events.append(.end) }
    self.stream?.isEnded = true
  }

  /// Lets go of a request that the peer ended or gave up in what was read.
  mutating func settle() {
    if stream?.isEnded == true {
      endStream(reset: nil)
    } else if let abort = stream?.abort {
      failStream(abort.failure, reset: nil)
    }
  }

  /// Forgets the request in flight (go: cleanupWriteRequest, forgetStreamID).
  mutating func endStream(reset: HTTP2ErrorCode?) {
    guard let stream else { return }
    if let reset { sendReset(stream: stream.id, reset) }
    self.stream = nil
    if goAway != nil || isSpent { isClosed = true }
  }
}

extension HTTP2Connection.Stream {
  /// What to send the peer about a request that it gave up: nothing if it was by RST_STREAM.
  fileprivate var abortReset: HTTP2ErrorCode? {
    if case .reset = abort?.failure { return nil }
    return .cancel
  }
}
