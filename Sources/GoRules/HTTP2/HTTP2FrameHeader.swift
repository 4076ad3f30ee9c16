/// The type of a frame: any byte may come, and a type without a name here is skipped as go does.
package struct HTTP2FrameKind: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let data = Self(rawValue: 0x0)
  package static let headers = Self(rawValue: 0x1)
  package static let priority = Self(rawValue: 0x2)
  package static let resetStream = Self(rawValue: 0x3)
  package static let settings = Self(rawValue: 0x4)
  package static let pushPromise = Self(rawValue: 0x5)
  package static let ping = Self(rawValue: 0x6)
  package static let goAway = Self(rawValue: 0x7)
  package static let windowUpdate = Self(rawValue: 0x8)
  package static let continuation = Self(rawValue: 0x9)
  package static let priorityUpdate = Self(rawValue: 0x10)
}

/// The nine bytes before every frame's payload (RFC 9113, section 4.1).
struct HTTP2FrameHeader: Equatable, Sendable {
  static let size = 9

  /// Length of the payload in bytes, padding included, 0 to 2^24 - 1.
  var length: Int
  var kind: HTTP2FrameKind
  var flags: UInt8
  /// 0 to 2^31 - 1; the reserved bit is dropped.
  var stream: UInt32

  /// Reads the header at `offset`, or nil if fewer than nine bytes are left there.
  init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard offset >= 0, bytes.count - offset >= Self.size else { return nil }
    length =
      Int(bytes[offset]) << 16 | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2])
    kind = HTTP2FrameKind(rawValue: bytes[offset + 3])
    flags = bytes[offset + 4]
    stream = (bytes.bigEndian(at: offset + 5) ?? 0) & 0x7fff_ffff
  }

  /// DATA and HEADERS: the peer sends no more on this stream.
  var endsStream: Bool { flags & 0x1 != 0 }
  /// SETTINGS and PING: an acknowledgement.
  var isAcknowledgement: Bool { flags & 0x1 != 0 }
  /// HEADERS and CONTINUATION: the header block is complete.
  var endsHeaders: Bool { flags & 0x4 != 0 }
  /// DATA, HEADERS and PUSH_PROMISE: the first byte is the length of the padding.
  var isPadded: Bool { flags & 0x8 != 0 }
  /// HEADERS: five bytes of priority come first.
  var hasPriority: Bool { flags & 0x20 != 0 }

  /// Whether these are the bytes `HTTP/1.1 ` (go: invalidHTTP1LookingFrameHeader).
  var spellsHTTP11: Bool {
    length == 0x485454 && kind.rawValue == 0x50 && flags == 0x2f && stream == 0x312e_3120
  }

  /// Whether these are the bytes `HTTP/` and whatever follows.
  var spellsHTTP: Bool { length == 0x485454 && kind.rawValue == 0x50 && flags == 0x2f }
}

extension Span<UInt8> {
  /// The 32-bit number at `offset`, or nil if it does not lie inside.
  func bigEndian(at offset: Int) -> UInt32? {
    guard offset >= 0, count - offset >= 4 else { return nil }
    return UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16
      | UInt32(self[offset + 2]) << 8 | UInt32(self[offset + 3])
  }

  /// The bytes from `start` up to `end`, both cut to what exists.
  func copy(from start: Int, to end: Int) -> [UInt8] {
    let start = Swift.max(0, Swift.min(start, count))
    let end = Swift.max(start, Swift.min(end, count))
    return extracting(start..<end).withUnsafeBufferPointer { Array($0) }
  }
}
