/// Makes text fit to be written: the one place through which everything passes that reaches a terminal, a file or
/// a pipe as plain text.
///
/// What the network says is cleaned where it comes in (`ServerText`); names of files, the record and files that
/// somebody edited are not. Each control character becomes one `?`, as do those that turn the direction of writing
/// or are not drawn at all.
package enum OutputText {
  /// Keeps line ends and tabs, and of escape sequences those in `styles`.
  package static func harmless(_ text: String, keeping styles: Set<String> = []) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = firstHarmful(in: bytes) else { return nil }
      return replaced(bytes, from: first, keeping: styles)
    } ?? text
  }

  /// The same on one line.
  package static func harmless(line text: String) -> String {
    harmless(text).split(omittingEmptySubsequences: false) { $0.isNewline || $0 == "\t" }
      .joined(separator: " ")
  }

  /// For text within JSON, which has its own way to write them.
  package static func escapedInJSON(_ json: String) -> String {
    var escaped = json
    return escaped.withUTF8 { bytes in
      guard firstHarmful(in: bytes) != nil else { return nil }
      var result = ""
      for scalar in json.unicodeScalars {
        if isHarmful(scalar) {
          for unit in Character(scalar).utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
      return result
    } ?? json
  }

  /// Line ends and tabs are not; a carriage return is, but before a line feed.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    case ..<0x600: scalar.value == 0xAD
    // Joiners, which scripts and emoji need.
    case 0x200C, 0x200D: false
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
      default: false
      }
    }
  }

  /// Where something begins that may be harmful; nil for nowhere. Most texts are told by their bytes alone.
  private static func firstHarmful(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.indices.first { index in
      switch bytes[index] {
      case 0x09, 0x0A, 0x20..<0x7F: false
      // What follows a lead byte, and lead bytes of Latin, Greek, Cyrillic and Han.
      case 0x80..<0xC0, 0xC3..<0xD8, 0xE3..<0xEF: false
      case 0xE2: bytes.count > index + 1 && bytes[index + 1] < 0x82
      default: true
      }
    }
  }

  private static func replaced(
    _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, keeping styles: Set<String>
  ) -> String {
    var result = String(decoding: bytes[..<first], as: UTF8.self)
    var rest = Substring(String(decoding: bytes[first...], as: UTF8.self)).unicodeScalars
    while let scalar = rest.first {
      if scalar == "\u{1B}", let style = style(at: rest, among: styles) {
        result += style
        rest = rest.dropFirst(style.unicodeScalars.count)
        continue
      }
      rest = rest.dropFirst()
      let isLineEnd = scalar == "\r" && rest.first == "\n"
      result.unicodeScalars.append(isHarmful(scalar) && !isLineEnd ? "?" : scalar)
    }
    return result
  }

  /// The style that stands at the start of `text`.
  private static func style(
    at text: Substring.UnicodeScalarView, among styles: Set<String>
  ) -> String? {
    guard !styles.isEmpty, let end = text.prefix(8).firstIndex(of: "m") else { return nil }
    let sequence = String(text[...end])
    return styles.contains(sequence) ? sequence : nil
  }
}
