/// The identifiers of settings (RFC 9113, section 6.5.2).
enum HTTP2Setting {
  static let headerTableSize: UInt16 = 0x1
  static let enablePush: UInt16 = 0x2
  static let maxConcurrentStreams: UInt16 = 0x3
  static let initialWindowSize: UInt16 = 0x4
  static let maxFrameSize: UInt16 = 0x5
  static let maxHeaderListSize: UInt16 = 0x6
  static let enableConnectProtocol: UInt16 = 0x8
}

extension HTTP2Connection {
  mutating func append(_ number: UInt32) {
    for shift: UInt32 in [24, 16, 8, 0] {
      output.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func appendHeader(length: Int, _ kind: HTTP2FrameKind, flags: UInt8, stream: UInt32) {
    output.append(UInt8(truncatingIfNeeded: length >> 16))
    output.append(UInt8(truncatingIfNeeded: length >> 8))
    output.append(UInt8(truncatingIfNeeded: length))
    output.append(kind.rawValue)
    output.append(flags)
    append(stream)
  }

  /// The block as HEADERS, which end the stream where no body follows, and CONTINUATION where the peer's frames are small.
  mutating func sendHeaders(_ block: [UInt8], stream: UInt32, endsStream: Bool) {
    output.reserveCapacity(output.count + block.count + HTTP2FrameHeader.size)
    var start = 0
    repeat {
      let end = min(block.count, start + peerFrameSize)
      let flags: UInt8 = (start == 0 && endsStream ? 0x1 : 0) | (end == block.count ? 0x4 : 0)
      appendHeader(
        length: end - start, start == 0 ? .headers : .continuation, flags: flags, stream: stream)
      output.append(contentsOf: block[start..<end])
      start = end
    } while start < block.count
  }

  /// A body, which fits into one frame of any peer.
  mutating func sendBody(_ body: [UInt8], stream: UInt32) {
    appendHeader(length: body.count, .data, flags: 0x1, stream: stream)
    output.append(contentsOf: body)
  }

  mutating func sendWindowUpdate(stream: UInt32, by increment: Int) {
    guard increment > 0 else { return }
    appendHeader(length: 4, .windowUpdate, flags: 0, stream: stream)
    append(UInt32(increment))
  }

  mutating func sendReset(stream: UInt32, _ code: HTTP2ErrorCode) {
    appendHeader(length: 4, .resetStream, flags: 0, stream: stream)
    append(code.rawValue)
  }

  mutating func sendSettingsAck() { appendHeader(length: 0, .settings, flags: 0x1, stream: 0) }

  mutating func sendPingAck(_ payload: Span<UInt8>) {
    appendHeader(length: payload.count, .ping, flags: 0x1, stream: 0)
    payload.withUnsafeBufferPointer { output.append(contentsOf: $0) }
  }
}
