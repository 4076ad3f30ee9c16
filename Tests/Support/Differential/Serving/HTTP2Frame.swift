/// A frame of HTTP/2 (RFC 9113, 4.1), well or badly made.
struct HTTP2Frame {
  /// Which stream it is on.
  enum Stream: Hashable {
    /// That of the request, or so many behind it.
    case request(plus: Int)
    case number(UInt32)
  }

  enum Kind {
    static let data: UInt8 = 0
    static let headers: UInt8 = 1
    static let priority: UInt8 = 2
    static let reset: UInt8 = 3
    static let settings: UInt8 = 4
    static let pushPromise: UInt8 = 5
    static let ping: UInt8 = 6
    static let goAway: UInt8 = 7
    static let windowUpdate: UInt8 = 8
    static let continuation: UInt8 = 9
  }

  enum Flag {
    /// Also "acknowledgement" of SETTINGS and PING.
    static let endStream: UInt8 = 1
    static let endHeaders: UInt8 = 4
    static let padded: UInt8 = 8
    static let priority: UInt8 = 0x20
  }

  var kind: UInt8
  var flags: UInt8 = 0
  var stream = Stream.request(plus: 0)
  var payload: [UInt8] = []
  /// Where the number of the request's stream goes into the payload, as in GOAWAY; nil for nowhere.
  var streamAt: Int?
  /// The length that is told; nil for the true one.
  var toldLength: Int?
  /// The reserved bit before the stream's number is set.
  var isReservedBitSet = false

  func encoded(_ request: UInt32) -> [UInt8] {
    let length = toldLength ?? payload.count
    var number: UInt32 =
      switch stream {
      case .request(let plus): UInt32(truncatingIfNeeded: Int(request) + plus) & 0x7FFF_FFFF
      case .number(let number): number
      }
    if isReservedBitSet { number |= 0x8000_0000 }
    var payload = payload
    if let streamAt, streamAt + 4 <= payload.count {
      payload.replaceSubrange(streamAt..<streamAt + 4, with: Self.big(request))
    }
    return [
      UInt8(length >> 16 & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF), kind, flags,
    ]
      + Self.big(number) + payload
  }

  static func big(_ value: some FixedWidthInteger) -> [UInt8] {
    Swift.withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }

  static func settings(_ values: [(UInt16, UInt32)]) -> HTTP2Frame {
    HTTP2Frame(
      kind: Kind.settings, stream: .number(0),
      payload: values.flatMap { big($0.0) + big($0.1) })
  }

  /// As it is printed: `HEADERS[flags 0x4, stream +0] payload`.
  var description: String {
    let names = [
      "DATA", "HEADERS", "PRIORITY", "RST_STREAM", "SETTINGS", "PUSH_PROMISE", "PING", "GOAWAY",
      "WINDOW_UPDATE", "CONTINUATION",
    ]
    let name = names.indices.contains(Int(kind)) ? names[Int(kind)] : "TYPE \(kind)"
    let place =
      switch stream {
      case .request(let plus): "stream +\(plus)"
      case .number(let number): "stream \(number)"
      }
    return "\(name)[0x\(Escaped.hex(flags)), \(place)\(toldLength.map { ", length \($0)" } ?? "")"
      + "\(streamAt == nil ? "" : ", names the stream")\(isReservedBitSet ? ", reserved bit" : "")] "
      + Escaped.text(payload)
  }
}
