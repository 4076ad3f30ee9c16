/// Lists of pieces that mean something in a protocol, well and badly written, from `Fixtures/words.txt`.
///
/// A list begins with `== name`; each line after it is a piece. `\r`, `\n`, `\t`, `\0`, `\\` and `\u{e9}` are what they
/// are in Swift, `\s` a space at an end, `\e` nothing at all, and `{ab*3}` is `ababab`.
enum Words {
  private static let lists: [String: [String]] = {
    let text = String(decoding: PackageResources.words_txt, as: UTF8.self)
    var lists: [String: [String]] = [:]
    var name = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("== ") {
        name = String(line.dropFirst(3))
      } else {
        lists[name, default: []].append(piece(line))
      }
    }
    return lists
  }()

  /// The list of this name, with `{key}` replaced by each value.
  static func list(_ name: String, _ values: [String: String] = [:]) -> [String] {
    let list = lists[name] ?? []
    precondition(!list.isEmpty, "no list \(name)")
    if values.isEmpty { return list }
    return list.map { piece in
      values.reduce(piece) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
  }

  /// A list of pieces like `name -> value`, where either may be empty.
  static func pairs(_ name: String, _ values: [String: String] = [:]) -> [(String, String)] {
    list(name, values).map { piece in
      let range = piece.firstRange(of: " -> ")
      return range.map { (String(piece[..<$0.lowerBound]), String(piece[$0.upperBound...])) }
        ?? (piece, "")
    }
  }

  /// A piece as it is meant.
  private static func piece(_ line: Substring) -> String {
    var text = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "{", let (repeated, length) = repetition(rest) {
        text += piece(Substring(repeated.0)).unicodeScalars.repeated(repeated.1)
        rest = rest.dropFirst(length)
      } else if scalar == "\\", let escape = rest.popFirst() {
        switch escape {
        case "r": text.append("\r")
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "0": text.append("\0")
        case "s": text.append(" ")
        case "e": break
        case "u":
          let digits = rest.dropFirst().prefix { $0 != "}" }
          if let value = UInt32(String(digits), radix: 16), let scalar = UnicodeScalar(value) {
            text.append(scalar)
          }
          rest = rest.dropFirst(digits.count + 2)
        default: text.append(escape)
        }
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// What stands before `*` and how often, where `text` goes on like `ab*3}`; with the length of all that.
  private static func repetition(
    _ text: Substring.UnicodeScalarView
  ) -> (repeated: (String, Int), length: Int)? {
    let inner = text.prefix { $0 != "}" }
    guard let star = inner.lastIndex(of: "*"),
      let count = Int(String(inner[inner.index(after: star)...]))
    else { return nil }
    return ((String(inner[..<star]), count), inner.count + 1)
  }
}

extension String.UnicodeScalarView {
  fileprivate func repeated(_ count: Int) -> String.UnicodeScalarView {
    String(repeating: String(self), count: count).unicodeScalars
  }
}
