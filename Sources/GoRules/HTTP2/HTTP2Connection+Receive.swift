extension HTTP2Connection {
  /// Takes the next bytes of the peer and returns what they mean for the request.
  ///
  /// Look at `takeOutput`, `isClosed` and `canTakeRequest` afterwards.
  package mutating func receive(_ bytes: Span<UInt8>) -> [HTTP2Event] {
    do throws(HTTP2Failure) {
      try read(bytes)
    } catch {
      close(error)
    }
    defer { events = [] }
    return events
  }

  /// The peer sends nothing more.
  package mutating func end(_ end: HTTP2InputEnd) -> [HTTP2Event] {
    if !isClosed { close(cause(of: end)) }
    defer { events = [] }
    return events
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

  /// Tells the request that it failed; it is no longer in flight.
  private mutating func fail(_ stream: Stream, _ failure: HTTP2Failure) {
    events.append(stream.hasAnswer ? .bodyFailed(failure) : .requestFailed(failure))
  }

  /// Fails the request in flight and, where a code is given, tells the peer so.
  mutating func failStream(_ failure: HTTP2Failure, reset: HTTP2ErrorCode?) {
    guard let stream else { return }
    fail(stream, failure)
    endStream(reset: reset)
  }

  /// Forgets the request in flight (go: cleanupWriteRequest, forgetStreamID).
  mutating func endStream(reset: HTTP2ErrorCode?) {
    guard let stream else { return }
    if let reset { sendReset(stream: stream.id, reset) }
    self.stream = nil
    if goAway != nil || isSpent { isClosed = true }
  }
}
