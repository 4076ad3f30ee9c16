/// A cursor over DER, as strict as golang.org/x/crypto/cryptobyte's `String`, which crypto/x509
/// reads with.
///
/// Every read takes what it reads off the front and returns nil where the bytes are not what was
/// asked for. It points into bytes that somebody else keeps alive: it must not outlive the closure
/// of the `withUnsafeBufferPointer` that made it.
struct DERReader {
  /// The whole certificate, so that ranges found at any depth are ranges of the same bytes.
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int
  private let end: Int

  /// The part of `bytes` that `range` names; the range must lie within them.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    position = max(0, range.lowerBound)
    end = min(bytes.count, range.upperBound)
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.init(bytes, 0..<bytes.count)
  }

  var isEmpty: Bool { position >= end }
  /// Where what is left lies.
  var rest: Range<Int> { position..<end }

  /// Whether the next element has this tag; true says nothing about the rest of it.
  func peek(_ tag: UInt8) -> Bool { position < end && bytes[position] == tag }

  /// Where an element lies, and its contents without tag and length.
  struct Element {
    var tag: UInt8
    var whole: Range<Int>
    var contents: Range<Int>
  }

  /// The next element of any tag below 31 (`ReadAnyASN1Element`); lengths must be of the shortest
  /// form.
  mutating func readAny() -> Element? {
    guard end - position >= 2 else { return nil }
    let tag = bytes[position]
    guard tag & 0x1F != 0x1F else { return nil }
    let first = Int(bytes[position + 1])
    var header = 2
    var length = first
    if first & 0x80 != 0 {
      let octets = first & 0x7F
      guard octets >= 1, octets <= 4, end - position >= 2 + octets else { return nil }
      length = 0
      for index in 0..<octets { length = length << 8 | Int(bytes[position + 2 + index]) }
      guard length >= 128, length >> ((octets - 1) * 8) != 0 else { return nil }
      header = 2 + octets
    }
    guard length <= end - position - header else { return nil }
    let start = position
    position += header + length
    return Element(tag: tag, whole: start..<position, contents: start + header..<position)
  }

  /// The contents of the next element, which must have this tag (`ReadASN1`).
  mutating func read(_ tag: UInt8) -> Range<Int>? {
    guard let element = readAny(), element.tag == tag else { return nil }
    return element.contents
  }

  /// A reader of the next element's contents.
  mutating func enter(_ tag: UInt8) -> DERReader? {
    guard let contents = read(tag) else { return nil }
    return DERReader(bytes, contents)
  }

  /// The next element with its tag and length (`ReadASN1Element`).
  mutating func readWhole(_ tag: UInt8) -> Range<Int>? {
    guard let element = readAny(), element.tag == tag else { return nil }
    return element.whole
  }

  /// BOOLEAN; only 0x00 and 0xFF are values.
  mutating func readBoolean() -> Bool? {
    guard let contents = read(DERTag.boolean), contents.count == 1 else { return nil }
    switch bytes[contents.lowerBound] {
    case 0: return false
    case 0xFF: return true
    default: return nil
    }
  }

  /// The contents of an INTEGER of the shortest form, of any size and sign (`checkASN1Integer`).
  mutating func readInteger(_ tag: UInt8 = DERTag.integer) -> Range<Int>? {
    guard let contents = read(tag), !contents.isEmpty else { return nil }
    guard contents.count > 1 else { return contents }
    let first = bytes[contents.lowerBound]
    let second = bytes[contents.lowerBound + 1]
    if first == 0, second & 0x80 == 0 { return nil }
    if first == 0xFF, second & 0x80 != 0 { return nil }
    return contents
  }

  /// An INTEGER that an Int64 holds.
  mutating func readInt64(_ tag: UInt8 = DERTag.integer) -> Int64? {
    guard let contents = readInteger(tag), contents.count <= 8 else { return nil }
    var value: Int64 = bytes[contents.lowerBound] & 0x80 != 0 ? -1 : 0
    for index in contents { value = value << 8 | Int64(bytes[index]) }
    return value
  }

  /// The contents of an OBJECT IDENTIFIER whose every part is of the shortest form and below 2^31.
  mutating func readObjectIdentifier() -> Range<Int>? {
    guard let contents = read(DERTag.objectIdentifier), !contents.isEmpty else { return nil }
    var value = 0
    var octets = 0
    for index in contents {
      let byte = bytes[index]
      if octets == 0, byte == 0x80 { return nil }
      if octets == 5 || value >= 1 << 24 { return nil }
      value = value << 7 | Int(byte & 0x7F)
      octets += 1
      if byte & 0x80 == 0 {
        value = 0
        octets = 0
      }
    }
    return octets == 0 ? contents : nil
  }

  /// A BIT STRING: its octets, and how many bits of the last one are padding, which must be zero.
  mutating func readBitString() -> BitString? {
    guard let contents = read(DERTag.bitString), !contents.isEmpty else { return nil }
    let padding = bytes[contents.lowerBound]
    let octets = contents.lowerBound + 1..<contents.upperBound
    guard padding <= 7, padding == 0 || !octets.isEmpty else { return nil }
    if !octets.isEmpty, bytes[octets.upperBound - 1] & (1 << padding &- 1) != 0 { return nil }
    return BitString(octets: octets, padding: Int(padding))
  }

  struct BitString {
    var octets: Range<Int>
    var padding: Int
  }
}

/// The tag octets that certificates use.
enum DERTag {
  static let boolean: UInt8 = 0x01
  static let integer: UInt8 = 0x02
  static let bitString: UInt8 = 0x03
  static let octetString: UInt8 = 0x04
  static let null: UInt8 = 0x05
  static let objectIdentifier: UInt8 = 0x06
  static let utf8String: UInt8 = 0x0C
  static let numericString: UInt8 = 0x12
  static let printableString: UInt8 = 0x13
  static let t61String: UInt8 = 0x14
  static let ia5String: UInt8 = 0x16
  static let utcTime: UInt8 = 0x17
  static let generalizedTime: UInt8 = 0x18
  static let bmpString: UInt8 = 0x1E
  static let sequence: UInt8 = 0x30
  static let set: UInt8 = 0x31

  /// `[number]`, primitive.
  static func context(_ number: UInt8) -> UInt8 { 0x80 | number }
  /// `[number]`, constructed.
  static func explicit(_ number: UInt8) -> UInt8 { 0xA0 | number }
}
