/// Reads a page as go's XML decoder does when it is not strict (encoding/xml `Decoder.RawToken`, `Strict` false): what
/// it takes for elements, and where it gives up.
struct LaxXML {
  enum Token {
    /// Of the attributes, just `name` and `content`, the first of each; in any case of letters.
    case start(element: ArraySlice<UInt8>, name: [UInt8]?, content: [UInt8]?)
    case end(element: ArraySlice<UInt8>)
    /// Text, a comment, a directive.
    case other
  }

  /// Why there is no further token.
  enum Stop: Error {
    /// The bytes are at their end; where that is not the page's, more would have come.
    case ended
    /// go's text.
    case fault(String)
  }

  let bytes: [UInt8]
  /// Nothing follows the bytes.
  let isWhole: Bool
  var index = 0
  /// Of an element that closes itself, the end is a token of its own.
  private var toClose: ArraySlice<UInt8>?

  init(_ bytes: [UInt8], isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
  }

  mutating func next() throws(Stop) -> Token {
    if let toClose {
      self.toClose = nil
      return .end(element: toClose)
    }
    guard index < bytes.count else { throw .ended }
    if bytes[index] != UInt8(ascii: "<") {
      _ = try text(until: nil)
      return .other
    }
    index += 1
    switch try needed() {
    case UInt8(ascii: "/"): return try endElement()
    case UInt8(ascii: "?"):
      try instruction()
      return .other
    case UInt8(ascii: "!"):
      try declaration()
      return .other
    default:
      index -= 1
      return try startElement()
    }
  }

  // MARK: Elements

  private mutating func endElement() throws(Stop) -> Token {
    let name = try elementName("expected element name after </")
    skipSpace()
    guard try needed() == UInt8(ascii: ">") else {
      throw syntax("invalid characters between </\(name.text) and >")
    }
    return .end(element: name)
  }

  private mutating func startElement() throws(Stop) -> Token {
    let element = try elementName("expected element name after <")
    var name: [UInt8]?
    var content: [UInt8]?
    while true {
      skipSpace()
      let byte = try needed()
      if byte == UInt8(ascii: ">") { break }
      if byte == UInt8(ascii: "/") {
        guard try needed() == UInt8(ascii: ">") else { throw syntax("expected /> in element") }
        toClose = element
        break
      }
      index -= 1
      let (attribute, value) = try attribute()
      if name == nil, attribute.isFolded("name") { name = value }
      if content == nil, attribute.isFolded("content") { content = value }
    }
    return .start(element: element, name: name, content: content)
  }

  private mutating func attribute() throws(Stop) -> (name: ArraySlice<UInt8>, value: [UInt8]) {
    let name = try elementName("expected attribute name in element")
    skipSpace()
    guard try needed() == UInt8(ascii: "=") else {
      index -= 1
      return (name, Array(name))
    }
    skipSpace()
    let quote = try needed()
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return (name, try text(until: quote))
    }
    index -= 1
    let start = index
    while try Self.isUnquoted(needed()) {}
    index -= 1
    return (name, Array(bytes[start..<index]))
  }

  private static func isUnquoted(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: ".") && isNameByte(byte)
  }

  // MARK: Bytes

  /// The next byte, where the page must not end.
  mutating func needed() throws(Stop) -> UInt8 {
    guard index < bytes.count else {
      if isWhole { throw syntax("unexpected EOF") }
      throw .ended
    }
    index += 1
    return bytes[index - 1]
  }

  mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0D, 0x0A, 0x09].contains(bytes[index]) { index += 1 }
  }

  func syntax(_ message: String) -> Stop {
    let line = bytes[..<index].count { $0 == 0x0A } + 1
    return .fault("XML syntax error on line \(line): \(message)")
  }

  // MARK: Names

  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"),
      UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Without a name space; `missing`: go's text where there is none.
  private mutating func elementName(_ missing: String) throws(Stop) -> ArraySlice<UInt8> {
    let name = try name(missing)
    let parts = name.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return name
    case 2: return parts[0].isEmpty || parts[1].isEmpty ? name : parts[1]
    default: throw syntax(missing)
    }
  }

  mutating func name(_ missing: String) throws(Stop) -> ArraySlice<UInt8> {
    let start = index
    try passName()
    guard index > start else { throw syntax(missing) }
    let name = bytes[start..<index]
    guard Self.isName(name) else { throw syntax("invalid XML name: \(name.text)") }
    return name
  }

  /// To the first byte that cannot be of a name.
  mutating func passName() throws(Stop) {
    repeat {
      let byte = try needed()
      if byte < 0x80, !Self.isNameByte(byte) { break }
    } while true
    index -= 1
  }

  /// XML 1.0, appendix B; beyond ASCII by what Unicode says of a letter and of a part of a name.
  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return text.unicodeScalars.enumerated().allSatisfy { index, scalar in
      if scalar == "_" || scalar == ":" { return true }
      if scalar.isASCII {
        return scalar.properties.isAlphabetic
          || index > 0 && (scalar == "." || scalar == "-" || ("0"..."9").contains(scalar))
      }
      return index == 0 ? scalar.properties.isIDStart : scalar.properties.isIDContinue
    }
  }
}

extension Sequence<UInt8> {
  /// Equal to `word`, which is ASCII in lower case without `k` and `s`, in any case of letters (`strings.EqualFold`).
  func isFolded(_ word: String) -> Bool {
    elementsEqual(word.utf8) { byte, letter in
      byte == letter || byte | 0x20 == letter && byte & 0x40 != 0
    }
  }
}
