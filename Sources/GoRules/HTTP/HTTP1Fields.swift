/// The fields of a head in the order received, in one piece of memory that is bounded.
package struct HTTP1Fields: Sendable, Hashable {
  /// Bytes of names and values that are kept; fields beyond are dropped, unless they decide about the answer.
  static let maximumKept = 64 << 10

  /// Fields that are kept.
  static let mostFields = 1_000

  private var storage: [UInt8] = []
  private var entries: [Entry] = []

  private struct Entry: Sendable, Hashable {
    var start: Int32
    var nameEnd: Int32
    var end: Int32
  }

  package init() {}

  package var count: Int { entries.count }

  /// The first value of `name` (lower case); nil for none (go: `Header.Get`, which returns "" for both).
  package func first(_ name: StaticString) -> ArraySlice<UInt8>? {
    for entry in entries where isNamed(entry, name) { return value(entry) }
    return nil
  }

  /// All values of `name` (lower case).
  package func all(_ name: StaticString) -> [ArraySlice<UInt8>] {
    entries.compactMap { isNamed($0, name) ? value($0) : nil }
  }

  /// All that are kept, with their names as go writes them.
  package var header: [HeaderField] {
    entries.map { entry in
      let name = storage[Int(entry.start)..<Int(entry.nameEnd)]
      return HeaderField(name: HeaderField.canonical(name), value: Array(value(entry)))
    }
  }

  /// The first value of `name` (lower case) as text; bytes that are not UTF-8 become U+FFFD.
  package func text(_ name: StaticString) -> String? {
    first(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Adds a field; a name with a space in it is kept as it is, which makes it another name (as in go).
  mutating func add(
    name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, isTruncated: Bool
  ) throws(HTTP1Fault) {
    if isTruncated || storage.count + name.count + value.count > Self.maximumKept
      || entries.count >= Self.mostFields
    {
      // What is dropped matters to nobody, but for the fields that decide: of those a few more fit.
      guard let field = Self.deciding.first(where: { Self.equal(name, $0) }) else { return }
      if isTruncated || entries.count >= 2 * Self.mostFields
        || storage.count + name.count + value.count > 2 * Self.maximumKept
      {
        throw .overOurLimit(field: field.description)
      }
    }
    if entries.isEmpty {
      entries.reserveCapacity(16)
      storage.reserveCapacity(512)
    }
    let start = storage.count
    storage.append(contentsOf: name)
    storage.append(contentsOf: value)
    entries.append(
      Entry(
        start: Int32(start), nameEnd: Int32(start + name.count), end: Int32(storage.count)))
  }

  /// The fields that decide how an answer is read and where it leads.
  private static let deciding: [StaticString] = [
    "connection", "content-encoding", "content-length", "content-type", "location", "trailer",
    "transfer-encoding", "upgrade",
  ]

  private func value(_ entry: Entry) -> ArraySlice<UInt8> {
    storage[Int(entry.nameEnd)..<Int(entry.end)]
  }

  private func isNamed(_ entry: Entry, _ name: StaticString) -> Bool {
    guard entry.nameEnd - entry.start == name.utf8CodeUnitCount else { return false }
    return storage.withUnsafeBytes { bytes in
      Self.equal(
        UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.nameEnd)]), name)
    }
  }

  private static func equal(_ bytes: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
    guard bytes.count == name.utf8CodeUnitCount else { return false }
    return name.withUTF8Buffer { expected in
      for index in 0..<expected.count where lowercased(bytes[index]) != expected[index] {
        return false
      }
      return true
    }
  }
}

/// An ASCII letter in lower case; every other byte as it is.
func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
}

/// Whether `bytes` are `word` (lower case), letters in either case (go: `ascii.EqualFold`).
func equalsIgnoringCase(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
  bytes.count == word.utf8CodeUnitCount
    && word.withUTF8Buffer { zip(bytes, $0).allSatisfy { lowercased($0) == $1 } }
}
