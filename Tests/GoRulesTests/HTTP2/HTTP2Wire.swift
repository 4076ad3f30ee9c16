/// Builds frames byte by byte, right or wrong.
enum HTTP2Wire {
  static let settings = frame(0x4)

  static func frame(
    _ kind: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = [],
    length: Int? = nil
  ) -> [UInt8] {
    let length = length ?? payload.count
    let head = [UInt8(length >> 16), UInt8(length >> 8 & 0xff), UInt8(length & 0xff), kind, flags]
    return head + word(stream) + payload
  }

  static func word(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// HEADERS with fields that enter no table; `flags` 4 is END_HEADERS, 5 END_STREAM as well.
  static func headers(
    _ fields: [(String, String)], flags: UInt8 = 4, stream: UInt32 = 1
  ) -> [UInt8] {
    frame(0x1, flags: flags, stream: stream, block(fields))
  }

  static func block(_ fields: [(String, String)]) -> [UInt8] {
    fields.flatMap { block(Array($0.0.utf8), Array($0.1.utf8)) }
  }

  static func block(_ name: [UInt8], _ value: [UInt8]) -> [UInt8] {
    [0] + length(name.count) + name + length(value.count) + value
  }

  /// The length of a string, RFC 7541, section 5.1.
  static func length(_ count: Int) -> [UInt8] {
    guard count >= 127 else { return [UInt8(count)] }
    var (rest, bytes) = (count - 127, [UInt8(127)])
    while rest >= 128 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  static func data(_ text: String, ends: Bool = true, stream: UInt32 = 1) -> [UInt8] {
    frame(0x0, flags: ends ? 1 : 0, stream: stream, Array(text.utf8))
  }

  static func setting(_ id: UInt8, _ value: UInt32) -> [UInt8] { [0, id] + word(value) }

  static func goAway(_ last: UInt32, _ code: UInt32, _ debug: String = "") -> [UInt8] {
    frame(0x7, word(last) + word(code) + Array(debug.utf8))
  }

  static func reset(_ code: UInt32, stream: UInt32 = 1) -> [UInt8] {
    frame(0x3, stream: stream, word(code))
  }

  static func windowUpdate(_ increment: UInt32, stream: UInt32 = 0) -> [UInt8] {
    frame(0x8, stream: stream, word(increment))
  }
}
