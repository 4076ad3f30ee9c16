extension HTTP2Connection {
  /// go: parseSettingsFrame, processSettings.
  mutating func takeSettings(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if header.isAcknowledgement && !payload.isEmpty { throw .violation(.frameSize(.settings)) }
    if header.stream != 0 { throw .violation(.wrongStream(.settings, stream: header.stream)) }
    if payload.count % 6 != 0 { throw .violation(.frameSize(.settings)) }
    var settings: [(id: UInt16, value: UInt32)] = []
    for at in stride(from: 0, to: payload.count, by: 6) {
      let value = payload.bigEndian(at: at + 2) ?? 0
      settings.append((UInt16(payload[at]) << 8 | UInt16(payload[at + 1]), value))
    }
    let firstWindow = settings.first { $0.id == HTTP2Setting.initialWindowSize }
    if let firstWindow, firstWindow.value > UInt32(Int32.max) {
      throw .violation(.badSetting(id: firstWindow.id, value: firstWindow.value))
    }
    try requireSettings(.settings)
    if header.isAcknowledgement {
      guard wantsSettingsAck else { throw .violation(.settingsAckUnasked) }
      wantsSettingsAck = false
      return
    }
    for (id, value) in settings { try apply(id, value) }
    sendSettingsAck()
  }

  private mutating func apply(_ id: UInt16, _ value: UInt32) throws(HTTP2Failure) {
    let isValid =
      switch id {
      case HTTP2Setting.enablePush, HTTP2Setting.enableConnectProtocol: value <= 1
      case HTTP2Setting.initialWindowSize: value <= UInt32(Int32.max)
      case HTTP2Setting.maxFrameSize: (16_384...16_777_215).contains(value)
      default: true
      }
    guard isValid else { throw .violation(.badSetting(id: id, value: value)) }
    switch id {
    case HTTP2Setting.maxFrameSize: peerFrameSize = Int(value)
    case HTTP2Setting.maxConcurrentStreams: peerAllowsStreams = value > 0
    case HTTP2Setting.maxHeaderListSize: peerListSize = UInt64(value)
    case HTTP2Setting.initialWindowSize: outbound.initial = Int64(value)
    case HTTP2Setting.headerTableSize: encoder.setTableSize(value)
    default: break
    }
  }

  /// go: parsePingFrame, processPing.
  mutating func takePing(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if payload.count != 8 { throw .violation(.frameSize(.ping)) }
    if header.stream != 0 { throw .violation(.wrongStream(.ping, stream: header.stream)) }
    try requireSettings(.ping)
    if !header.isAcknowledgement { sendPingAck(payload) }
  }

  /// go: parseGoAwayFrame, processGoAway.
  mutating func takeGoAway(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if header.stream != 0 { throw .violation(.wrongStream(.goAway, stream: header.stream)) }
    guard let last = payload.bigEndian(at: 0), let code = payload.bigEndian(at: 4) else {
      throw .violation(.frameSize(.goAway))
    }
    try requireSettings(.goAway)
    // An error stays, and so does the first debug text; the last stream is the newest one.
    let old = goAway
    let newCode = HTTP2ErrorCode(rawValue: code)
    var debug = old?.debug ?? []
    if debug.isEmpty { debug = payload.copy(from: 8, to: payload.count) }
    let kept = old.flatMap { $0.code == .noError ? nil : $0.code }
    let merged = GoAway(lastStream: last & 0x7fff_ffff, code: kept ?? newCode, debug: debug)
    goAway = merged
    guard let stream else {
      isClosed = true
      return
    }
    if stream.id <= merged.lastStream { return }
    // Only the very first request makes an error final: asking again would most likely not help.
    let isFinal = stream.id == 1 && merged.code != .noError
    abortStream(isFinal ? .goAway(merged.code) : .goAwayUnprocessed, endsBody: false)
  }

  /// go: parseWindowUpdateFrame, processWindowUpdate.
  mutating func takeWindowUpdate(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    guard payload.count == 4, let word = payload.bigEndian(at: 0) else {
      throw .violation(.frameSize(.windowUpdate))
    }
    let increment = word & 0x7fff_ffff
    let isOurs = header.stream == stream?.id
    if increment == 0 {
      if header.stream == 0 { throw .violation(.zeroWindowUpdate) }
      if isOurs { failStream(.zeroWindowUpdate(stream: header.stream), reset: .protocolError) }
      return
    }
    try requireSettings(.windowUpdate)
    if header.stream == 0 {
      if !outbound.widen(by: increment) { throw .violation(.windowOverflow) }
      return
    }
    guard isOurs, var delta = stream?.outboundDelta else { return }
    switch outbound.widen(&delta, by: increment) {
    case .fits: stream?.outboundDelta = delta
    case .connectionOverflows: throw .violation(.windowOverflow)
    case .streamOverflows:
      failStream(.windowOverflow(stream: header.stream), reset: .flowControlError)
    }
  }

  /// go: parseRSTStreamFrame, processResetStream.
  mutating func takeReset(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    guard payload.count == 4, let word = payload.bigEndian(at: 0) else {
      throw .violation(.frameSize(.resetStream))
    }
    if header.stream == 0 { throw .violation(.wrongStream(.resetStream, stream: 0)) }
    try requireSettings(.resetStream)
    guard header.stream == stream?.id else { return }
    let code = HTTP2ErrorCode(rawValue: word)
    if code == .protocolError { isSpent = true }
    abortStream(.reset(stream: header.stream, code), endsBody: true)
  }

  /// go: parsePriorityFrame; the transport ignores it.
  mutating func takePriority(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if header.stream == 0 { throw .violation(.wrongStream(.priority, stream: 0)) }
    if payload.count != 5 { throw .violation(.frameSize(.priority)) }
    try requireSettings(.priority)
  }

  /// go: parsePriorityUpdateFrame; the transport ignores it.
  mutating func takePriorityUpdate(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if header.stream != 0 {
      throw .violation(.wrongStream(.priorityUpdate, stream: header.stream))
    }
    guard let word = payload.bigEndian(at: 0) else {
      throw .violation(.frameSize(.priorityUpdate))
    }
    if word & 0x7fff_ffff == 0 { throw .violation(.wrongStream(.priorityUpdate, stream: 0)) }
    try requireSettings(.priorityUpdate)
  }

  /// go: parsePushPromise, processPushPromise: we never allow one.
  mutating func takePushPromise(
    _ header: HTTP2FrameHeader, _ payload: Span<UInt8>
  ) throws(HTTP2Failure) {
    if header.stream == 0 { throw .violation(.wrongStream(.pushPromise, stream: 0)) }
    // The length of the padding and the promised stream must be there before anything else counts.
    let needed = header.isPadded ? 5 : 4
    if payload.count < needed { throw .frameCutShort(.pushPromise) }
    if header.isPadded, Int(payload[0]) > payload.count - needed {
      throw .violation(.paddingTooLong(.pushPromise))
    }
    try requireSettings(.pushPromise)
    throw .violation(.pushPromise)
  }
}
