/// A fault of JSON grammar, in the words of go's encoding/json as of 1.27, which prints the errors of
/// encoding/json/jsontext in those of its former self (encoding/json/v2_scanner.go, `transformSyntacticError`).
package enum JSONSyntaxError: Error, Hashable {
  case unexpectedEnd
  /// `quoted` as go quotes it; `place` begins with "in", "after" or "looking for".
  case invalidCharacter(quoted: String, place: String)
  case invalidEscape(quoted: String)
  /// More than 10,000 objects and arrays within each other.
  case tooDeep

  package var text: String {
    switch self {
    case .unexpectedEnd: "unexpected end of JSON input"
    case .invalidCharacter(let quoted, let place): "invalid character \(quoted) \(place)"
    case .invalidEscape(let quoted): "invalid escape sequence \(quoted) in string"
    case .tooDeep: "exceeded max depth"
    }
  }

  static func character(_ bytes: ArraySlice<UInt8>, _ place: String) -> Self {
    .invalidCharacter(quoted: GoText.quotedFirst(bytes), place: place)
  }

  /// `what`: one to six bytes.
  static func escape(_ what: ArraySlice<UInt8>) -> Self {
    var scalars = 0
    var needsQuotes = false
    var index = what.startIndex
    while index < what.endIndex {
      let step = UTF8Decoding.step(what, at: index)
      index += step.count
      scalars += 1
      guard let scalar = step.scalar, scalar != "\u{FFFD}", scalar != "`",
        !GoText.isSpace(scalar), GoText.isPrintable(scalar)
      else {
        needsQuotes = true
        continue
      }
    }
    if scalars == 1 { return .invalidEscape(quoted: GoText.quotedFirst(what)) }
    return .invalidEscape(quoted: needsQuotes ? GoText.quoted(what) : "`\(what.text)`")
  }
}
