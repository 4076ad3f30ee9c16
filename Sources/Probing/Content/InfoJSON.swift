/// The answer to `.info` and `@latest`, read as strictly as go's encoding/json reads it into
/// `RevInfo{Version string; Time time.Time; Origin *Origin}`.
package struct InfoJSON: Hashable {
  /// Empty where the answer has none.
  package let version: String

  /// nil where go would refuse the bytes.
  package init?(_ bytes: [UInt8]) {
    guard let version = bytes.withUnsafeBufferPointer({ Self.version(in: $0) }) else { return nil }
    self.version = version
  }

  private static func version(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var scanner = JSONScanner(bytes)
    scanner.skipSpace()
    var version = ""
    if scanner.take("null") {
      // go leaves the value as it was: empty.
    } else {
      let isSound = scanner.object { key, scanner in
        switch key.lowercased() {
        case "version":
          if scanner.take("null") { return true }
          guard let text = scanner.string() else { return false }
          version = text
          return true
        case "time":
          if scanner.take("null") { return true }
          guard let text = scanner.string() else { return false }
          return isTime(Array(text.utf8))
        case "origin":
          return scanner.take("null") || scanner.object { _, scanner in scanner.skipValue() }
        default:
          return scanner.skipValue()
        }
      }
      guard isSound else { return nil }
    }
    scanner.skipSpace()
    return scanner.isAtEnd ? version : nil
  }

  /// RFC 3339 as time.Time takes it from JSON: `2006-01-02T15:04:05[.999](Z|+07:00)`.
  static func isTime(_ text: [UInt8]) -> Bool {
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= text.count else { return nil }
      var value = 0
      for byte in text[start..<start + count] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    func has(_ byte: Character, at index: Int) -> Bool {
      index < text.count && text[index] == byte.asciiValue
    }
    guard let year = number(0, 4), has("-", at: 4), let month = number(5, 2), has("-", at: 7),
      let day = number(8, 2), has("T", at: 10), let hour = number(11, 2), has(":", at: 13),
      let minute = number(14, 2), has(":", at: 16), let second = number(17, 2)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), day >= 1, day <= days[month - 1], hour < 24, minute < 60,
      second < 60
    else { return false }
    var index = 19
    if has(".", at: index) {
      let digits = text[(index + 1)...].prefix { $0 >= 0x30 && $0 <= 0x39 }.count
      guard digits > 0 else { return false }
      index += 1 + digits
    }
    if has("Z", at: index) { return index + 1 == text.count }
    guard has("+", at: index) || has("-", at: index), index + 6 == text.count,
      has(":", at: index + 3), let zoneHour = number(index + 1, 2),
      let zoneMinute = number(index + 4, 2)
    else { return false }
    return zoneHour < 24 && zoneMinute < 60
  }
}
