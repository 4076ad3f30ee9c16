/// One value of a row, as SQLite stores it.
enum StoredValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text([UInt8])
  case blob([UInt8])
}

/// What a column can hold: the ranges that every reader of its table asks for.
enum StoredColumn: Sendable {
  case integer(ClosedRange<Int64>)
  case optionalInteger(ClosedRange<Int64>)
  case text
  case optionalText
  /// One of these words, by which a row is known without its table.
  case word([String])
  case blob

  func accepts(_ value: StoredValue) -> Bool {
    switch (self, value) {
    case (.integer(let range), .integer(let number)),
      (.optionalInteger(let range), .integer(let number)):
      range.contains(number)
    case (.optionalInteger, .null), (.optionalText, .null), (.text, .text), (.optionalText, .text),
      (.blob, .blob):
      true
    case (.word(let words), .text(let bytes)):
      words.contains(String(decoding: bytes, as: UTF8.self))
    default: false
    }
  }
}
