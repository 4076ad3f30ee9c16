import Foundation

/// Bytes as a person can read them.
enum Escaped {
  /// Printable ASCII as it is, all else as `\r`, `\n`, `\t` or `\xNN`; a run of more than 64 equal bytes
  /// as `{byte x count}`.
  static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let run = bytes[index...].prefix { $0 == byte }.count
      if run > 64 {
        text += "{\(one(byte)) x \(run)}"
        index += run
      } else {
        text += one(byte)
        index += 1
      }
    }
    return text
  }

  private static func one(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\r"): "\\r"
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\t"): "\\t"
    case UInt8(ascii: "\\"): "\\\\"
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    default: "\\x" + hex(byte)
    }
  }

  /// Two hexadecimal digits.
  static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// A text in one line: line breaks and control characters escaped, other characters as they are; a run of more than
  /// 64 equal ones as `{character x count}`.
  static func line(_ text: String) -> String {
    var line = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      let run = rest.prefix { $0 == scalar }.count
      line += run > 64 ? "{\(one(scalar)) x \(run)}" : one(scalar)
      rest = rest.dropFirst(run > 64 ? run : 1)
    }
    return line
  }

  private static func one(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
      "\\x" + hex(UInt8(scalar.value))
    default: String(scalar)
    }
  }

  /// RFC 4648, to be read by other tools.
  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
