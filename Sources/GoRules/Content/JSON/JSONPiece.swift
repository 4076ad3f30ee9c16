/// A part of JSON that `JSONScanner.check` has found valid.
package typealias JSONPiece = ArraySlice<UInt8>

extension JSONScanner {
  /// Hands each field of an object over; false where the piece is none.
  @discardableResult
  package static func fields(of piece: JSONPiece, _ take: (String, JSONPiece) -> Void) -> Bool {
    rawFields(of: piece) { take(String(decoding: $0, as: UTF8.self), $1) }
  }

  /// The same with the bytes of the names.
  @discardableResult
  package static func rawFields(
    of piece: JSONPiece, _ take: (JSONPiece, JSONPiece) -> Void
  ) -> Bool {
    guard var scanner = JSONScanner(piece, inside: "{") else { return false }
    while true {
      scanner.skipComma()
      guard scanner.next == UInt8(ascii: "\""), let name = scanner.value() else { return true }
      scanner.skipSpace()
      scanner.advance()
      scanner.skipSpace()
      guard let value = scanner.value() else { return true }
      take(unquoted(name), value)
    }
  }

  /// Hands each element of an array over; false where the piece is none.
  @discardableResult
  package static func elements(of piece: JSONPiece, _ take: (JSONPiece) -> Void) -> Bool {
    guard var scanner = JSONScanner(piece, inside: "[") else { return false }
    while true {
      scanner.skipComma()
      guard let value = scanner.value() else { return true }
      take(value)
    }
  }

  /// The text of a string, fit for a terminal and at most `limit` characters long; nil for another value.
  package static func text(_ piece: JSONPiece, limit: Int) -> String? {
    guard piece.first == UInt8(ascii: "\"") else { return nil }
    let text = unquoted(piece)
    let isPlain = text.count <= limit && text.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    let whole = String(decoding: text, as: UTF8.self)
    return isPlain ? whole : ServerText(whole, limit: limit).text
  }

  /// nil for another value than a number.
  package static func number(_ piece: JSONPiece) -> Double? {
    Double(String(decoding: piece, as: UTF8.self))
  }

  /// Behind the opening bracket; nil where the piece begins otherwise.
  private init?(_ piece: JSONPiece, inside opening: Unicode.Scalar) {
    self.init(piece)
    skipSpace()
    guard next == UInt8(ascii: opening) else { return nil }
    advance()
  }

  /// To the next value, past the comma before it.
  private mutating func skipComma() {
    skipSpace()
    guard next == UInt8(ascii: ",") else { return }
    advance()
    skipSpace()
  }

  /// The value that stands next; nil at the end of what it stands in.
  private mutating func value() -> JSONPiece? {
    let start = index
    guard let byte = next, byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]"),
      (try? skipValue()) != nil
    else { return nil }
    return bytes[start..<index]
  }
}
