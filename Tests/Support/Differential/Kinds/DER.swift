/// A value in DER (X.690): a tag and what is in it.
indirect enum DER {
  case constructed(UInt8, [DER])
  case primitive(UInt8, [UInt8])
  /// Bytes as they are.
  case raw([UInt8])

  static func sequence(_ parts: [DER]) -> DER { .constructed(0x30, parts) }
  static func set(_ parts: [DER]) -> DER { .constructed(0x31, parts) }
  static func context(_ number: UInt8, _ parts: [DER]) -> DER { .constructed(0xA0 | number, parts) }
  static func octets(_ part: DER) -> DER { .primitive(0x04, part.encoded) }
  static func boolean(_ value: Bool) -> DER { .primitive(0x01, [value ? 0xFF : 0]) }
  static func integer(_ bytes: [UInt8]) -> DER { .primitive(0x02, bytes) }
  static func bits(_ bytes: [UInt8], unused: UInt8 = 0) -> DER {
    .primitive(0x03, [unused] + bytes)
  }
  static func utf8(_ text: String) -> DER { .primitive(0x0C, Array(text.utf8)) }
  static let null = DER.primitive(0x05, [])

  /// An object identifier, written with dots.
  static func identifier(_ text: String) -> DER {
    let numbers = text.split(separator: ".").map { Int($0) ?? 0 }
    var bytes: [UInt8] = []
    for number in [numbers[0] * 40 + numbers[1]] + numbers.dropFirst(2) {
      var digits = [UInt8(number & 0x7F)]
      var rest = number >> 7
      while rest > 0 {
        digits.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
        rest >>= 7
      }
      bytes += digits
    }
    return .primitive(0x06, bytes)
  }

  var encoded: [UInt8] {
    switch self {
    case .raw(let bytes): bytes
    case .primitive(let tag, let bytes): [tag] + Self.length(bytes.count) + bytes
    case .constructed(let tag, let parts):
      { [tag] + Self.length($0.count) + $0 }(parts.flatMap(\.encoded))
    }
  }

  private static func length(_ count: Int) -> [UInt8] {
    if count < 0x80 { return [UInt8(count)] }
    let bytes = Swift.withUnsafeBytes(of: count.bigEndian) { Array($0.drop { $0 == 0 }) }
    return [0x80 | UInt8(bytes.count)] + bytes
  }
}
