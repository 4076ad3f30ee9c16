extension HTTP2Connection {
  /// go: parseHeadersFrame and the start of readMetaFrame.
  mutating func takeHeaders(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if header.stream == 0 { throw .violation(.wrongStream(.headers, stream: 0)) }
    let start = (header.isPadded ? 1 : 0) + (header.hasPriority ? 5 : 0)
    if payload.count < start { throw .frameCutShort(.headers) }
    let padding = header.isPadded ? Int(payload[0]) : 0
    if payload.count - start < padding {
      // The block is not decoded; what may continue it counts as frames of no meaning.
      if header.stream == stream?.id {
        failStream(.badPadding(stream: header.stream), reset: .protocolError)
      }
      return
    }
    block = HeaderBlock(stream: header.stream, endsStream: header.endsStream)
    try takeFragment(
      payload.extracting(start..<(payload.count - padding)), isLast: header.endsHeaders)
  }

  mutating func takeContinuation(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    guard block != nil else { return try requireSettings(.continuation) }
    try takeFragment(payload, isLast: header.endsHeaders)
  }

  /// The loop of go's readMetaFrame.
  private mutating func takeFragment(
    _ fragment: Span<UInt8>, isLast: Bool
  ) throws(HTTP2Failure) {
    guard var block else { return }
    self.block = nil
    if block.list.isFarTooSmall(for: fragment.count) { throw .violation(.headerBlockTooLarge) }
    if block.list.fault != nil { throw .violation(.continuationAfterInvalidField) }
    do throws(HPACKDecoder.Fault) {
      try decoder.decode(fragment, into: &block.list)
      if isLast { try decoder.finish() }
    } catch {
      throw .headerCompression
    }
    guard isLast else {
      self.block = block
      return
    }
    idleFrames += block.list.fields.byteCount >> 8
    if let fault = block.list.fault ?? block.list.pseudoFault() {
      if block.stream == stream?.id { failMalformed(fault) }
      return
    }
    try requireSettings(.headers)
    try takeBlock(block)
  }

  private mutating func failMalformed(_ fault: HTTP2FieldFault) {
    guard let stream else { return }
    failStream(.malformed(stream: stream.id, fault), reset: .protocolError)
  }

  /// go: processHeaders, processTrailers.
  private mutating func takeBlock(_ block: HeaderBlock) throws(HTTP2Failure) {
    guard let stream, stream.id == block.stream, !stream.isEnded else { return }
    guard stream.hasAnswer else { return takeAnswer(block) }
    if !block.endsStream { throw .violation(.trailersWithoutEnd) }
    if block.list.fields.pseudoCount > 0 { throw .violation(.pseudoFieldInTrailers) }
    if block.list.isTruncated { return failMalformed(.listTooLarge) }
    finishBody()
  }

  /// go: handleResponse.
  private mutating func takeAnswer(_ block: HeaderBlock) {
    let fields = block.list.fields
    if block.list.isTruncated { return failMalformed(.listTooLarge) }
    let status = (0..<fields.pseudoCount).first { fields.isNamed($0, ":status") }
      .map { fields.value($0) }
    guard let status, !status.isEmpty else { return failMalformed(.missingStatus) }
    guard let code = goAtoi(status) else { return failMalformed(.nonNumericStatus) }
    if (100...199).contains(code) {
      return takeInformational(code, fields, endsStream: block.endsStream)
    }
    let reading = HTTP2AnswerReading(
      code, status, fields, endsStream: block.endsStream,
      askedForGzip: stream?.askedForGzip ?? false)
    stream?.hasAnswer = true
    stream?.remaining = reading.length
    idleFrames = 0
    events.append(.answer(reading.answer))
    if block.endsStream {
      // Nothing is left that a reset could break off.
      stream?.abort = nil
      finishBody()
    }
  }

  private mutating func takeInformational(
    _ code: Int, _ fields: HTTP2Fields, endsStream: Bool
  ) {
    if endsStream { return failMalformed(.informationalEndsStream) }
    let size = (stream?.informationalSize ?? 0) + fields.listSize
    stream?.informationalSize = size
    if size > HTTP2FieldList.mostSize { return failMalformed(.informationalTooLarge) }
    events.append(.informational(status: code))
  }

  /// go: parseDataFrame, processData, and transportResponseBody.Read by a reader that is always
  /// ready.
  mutating func takeData(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if header.stream == 0 { throw .violation(.wrongStream(.data, stream: 0)) }
    let start = header.isPadded ? 1 : 0
    if payload.count < start { throw .frameCutShort(.data) }
    let padding = header.isPadded ? Int(payload[0]) : 0
    if padding > payload.count - start { throw .violation(.paddingTooLong(.data)) }
    try requireSettings(.data)
    guard let stream, stream.id == header.stream else {
      if header.stream >= nextStream {
        throw .violation(.unsolicitedData(stream: header.stream))
      }
      // Of a request that was given up: only the connection's window counts.
      if !window.take(payload.count) { throw .violation(.dataBeyondWindow) }
      return sendWindowUpdate(stream: 0, by: window.giveBack(payload.count))
    }
    guard stream.hasAnswer else {
      return failStream(.dataBeforeHeaders(stream: stream.id), reset: .protocolError)
    }
    if stream.isEnded { return endStream(reset: nil) }
    try takeWindows(payload.count, isLast: header.endsStream)
    takeContent(payload.copy(from: start, to: payload.count - padding), header.endsStream)
  }

  /// Counts `length` bytes against both windows and gives them back, for they are consumed at once.
  private mutating func takeWindows(_ length: Int, isLast: Bool) throws(HTTP2Failure) {
    guard let id = stream?.id, length > 0 else { return }
    guard window.take(length), stream?.window.take(length) == true else {
      throw .violation(.dataBeyondWindow)
    }
    sendWindowUpdate(stream: 0, by: window.giveBack(length))
    let increment = stream?.window.giveBack(length) ?? 0
    if !isLast { sendWindowUpdate(stream: id, by: increment) }
  }

  private mutating func takeContent(_ content: [UInt8], _ isLast: Bool) {
    var content = content
    if !content.isEmpty {
      if stream?.abort?.bodyFailure != nil { return settle() }
      idleFrames = 0
      if let remaining = stream?.remaining {
        if Int64(content.count) > remaining {
          content.removeLast(content.count - Int(remaining))
          if !content.isEmpty { events.append(.body(content)) }
          // Its reader finds out before a GOAWAY reaches it.
          stream?.abort = nil
          return failStream(.contentTooLong, reset: isLast ? nil : .cancel)
        }
        stream?.remaining = remaining - Int64(content.count)
      }
      events.append(.body(content))
    }
    if isLast { finishBody() }
  }

  /// The peer ended the stream.
  private mutating func finishBody() {
    if stream?.abort?.bodyFailure != nil { return settle() }
    stream?.abort = nil
    let isCutShort = (stream?.remaining ?? 0) > 0
    finishStream(isCutShort ? .contentCutShort : nil)
  }
}
