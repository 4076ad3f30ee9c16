/// The fields of an answer in the order they came, names in lower case.
///
/// Names and values are the peer's bytes, valid as go checks them, but not always UTF-8.
package struct HTTP2Fields: Sendable {
  /// All names and values, one after another.
  private var bytes: [UInt8] = []
  private var ends: [(name: Int, value: Int)] = []

  /// The number of fields.
  package var count: Int { ends.count }

  package init() {}

  private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1].value }

  /// The name of the field at `index`, 0 to `count` - 1.
  package func name(_ index: Int) -> ArraySlice<UInt8> { bytes[start(index)..<ends[index].name] }

  /// The value of the field at `index`, 0 to `count` - 1.
  package func value(_ index: Int) -> ArraySlice<UInt8> {
    bytes[ends[index].name..<ends[index].value]
  }

  /// The value of the first field of this name, which is given in lower case.
  package func first(_ name: StaticString) -> ArraySlice<UInt8>? {
    for index in 0..<count where isNamed(index, name) { return value(index) }
    return nil
  }

  /// All of them, with their names as go writes them.
  package var header: [HeaderField] {
    (0..<count).map {
      HeaderField(name: HeaderField.canonical(name($0)), value: Array(value($0)))
    }
  }

  /// Makes room for the fields of a usual answer.
  mutating func reserve(bytes byteCount: Int = 512, fields: Int = 16) {
    bytes.reserveCapacity(byteCount)
    ends.reserveCapacity(fields)
  }

  mutating func append(_ field: Span<UInt8>, nameLength: Int) {
    if ends.isEmpty { reserve() }
    let start = bytes.count
    field.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    ends.append((start + nameLength, bytes.count))
  }

  mutating func append(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    bytes.append(contentsOf: name)
    let nameEnd = bytes.count
    bytes.append(contentsOf: value)
    ends.append((nameEnd, bytes.count))
  }

  /// The length of all names and values.
  var byteCount: Int { bytes.count }

  /// The size of all fields as RFC 9113, section 6.5.2 counts it.
  var listSize: Int { bytes.count + count * HPACKTable.overhead }

  /// How many fields at the start have a name with a colon in front.
  var pseudoCount: Int {
    var index = 0
    while index < count, name(index).first == UInt8(ascii: ":") { index += 1 }
    return index
  }

  func isNamed(_ index: Int, _ name: StaticString) -> Bool {
    // Most names differ in length already.
    if ends[index].name - start(index) != name.utf8CodeUnitCount { return false }
    let own = self.name(index)
    return name.withUTF8Buffer { $0.elementsEqual(own) }
  }

  /// Whether the first `length` bytes are `text`.
  static func isEqual(_ field: Span<UInt8>, to length: Int, _ text: StaticString) -> Bool {
    guard length == text.utf8CodeUnitCount, field.count >= length else { return false }
    return text.withUTF8Buffer { text in
      for at in 0..<length where field[at] != text[at] { return false }
      return true
    }
  }
}
