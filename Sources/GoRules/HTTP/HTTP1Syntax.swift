/// Which bytes may stand where in a header line (net/textproto, golang.org/x/net/http/httpguts).
enum HTTP1Syntax {
  /// `validHeaderValueByte`: visible ASCII, space, tab, and everything beyond ASCII.
  static func isValueByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t")
  }

  /// `validHeaderFieldByte`, and the space that `canonicalMIMEHeaderKey` lets pass.
  static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || isTokenByte(byte)
  }

  static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#"),
      UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// `validHostByte`.
  static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!$%&()*+,-.:;='[]_~".utf8.contains(byte)
    }
  }

  /// `canonicalMIMEHeaderKey`: a capital at the start and after each hyphen, small letters elsewhere; a name
  /// with a space stays as it is.
  static func canonicalName(_ name: some Collection<UInt8>) -> [UInt8] {
    if name.contains(UInt8(ascii: " ")) { return Array(name) }
    var isFirst = true
    return name.map { byte in
      defer { isFirst = byte == UInt8(ascii: "-") }
      let small = lowercased(byte)
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(small)
      return isFirst && isLetter ? small - 32 : small
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Without spaces and tabs at both ends (textproto `trim`, httpguts `trimOWS`).
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// Whether one of the comma-separated words of `values` is `word` (lower case; `HeaderValuesContainsToken`).
  static func contains(_ word: StaticString, in values: [ArraySlice<UInt8>]) -> Bool {
    values.contains { value in
      value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).contains {
        equalsIgnoringCase(trimmed($0), word)
      }
    }
  }
}

/// Runs `body` on the bytes of `array`.
func withBytes<Value>(
  of array: [UInt8], _ body: (UnsafeRawBufferPointer) throws(HTTP1Fault) -> Value
) throws(HTTP1Fault) -> Value {
  let result: Result<Value, HTTP1Fault> = array.withUnsafeBytes { bytes in
    Result { () throws(HTTP1Fault) in try body(bytes) }
  }
  return try result.get()
}
