/// Texts of the checksum database: UTF-8 without control characters.
enum LogText {
  /// Valid UTF-8, and no control character but line ends.
  static func isClean(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.contains { $0 < 0x20 && $0 != 0x0A } && UTF8Decoding.isValid(bytes)
  }

  /// Where the first of two line ends in a row stands, the last such place; nil where there is none.
  static func lastBlankLine(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().last { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }
  }

  /// The same, the first such place.
  static func firstBlankLine(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().first { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }
  }
}
