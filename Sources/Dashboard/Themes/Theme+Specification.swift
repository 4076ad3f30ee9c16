import Text

/// Something wrong in a theme file, by its key: `palette.blue` or `roles.up`.
package struct ThemeProblem: Sendable, Hashable, Error {
  package var key: String
  package var message: Sentence
}

extension Theme {
  /// Makes a theme of the strings in its file, over `base`: a role that the file lacks looks as there.
  ///
  /// A role is `FOREGROUND [on BACKGROUND] [bold|dim|underline|reverse|italic]…`. A colour is `default`,
  /// an ANSI name (`red`, `bright-red`), a number (0 to 255), `#rrggbb` or a name of the palette; after a
  /// `/` follow what stands for it where the terminal has only 256 (a number) or 16 colours (a name):
  /// `#0072b2/33/blue`.
  /// - Returns: the theme, and what was wrong; a role with an error looks as in `base`.
  package static func parse(
    name: String, palette: [String: String], roles: [String: String], over base: Theme = .terminal
  ) -> (theme: Theme, problems: [ThemeProblem]) {
    var problems: [ThemeProblem] = []
    var colours: [String: ThemeColour] = [:]
    for (key, text) in palette.sorted(by: { $0.key < $1.key }) {
      do throws(ThemeTextError) {
        colours[key] = try ThemeColour.parse(text, palette: [:])
      } catch {
        problems.append(ThemeProblem(key: "palette.\(key)", message: error.message))
      }
    }
    var theme = Theme(name: name, styles: base.styles)
    for (key, text) in roles.sorted(by: { $0.key < $1.key }) {
      guard let role = Role(rawValue: key) else {
        problems.append(ThemeProblem(key: "roles.\(key)", message: Sentence(.unknownRole)))
        continue
      }
      do throws(ThemeTextError) {
        theme.styles[role] = try Style.parse(text, palette: colours)
      } catch {
        problems.append(ThemeProblem(key: "roles.\(key)", message: error.message))
      }
    }
    return (theme, problems)
  }
}

/// Why a colour or a style could not be read.
struct ThemeTextError: Error {
  var message: Sentence

  init(_ phrase: Phrase) { message = Sentence(phrase) }
  init(_ phrase: Phrase, _ text: String) { message = Sentence(phrase, .text(text)) }
}

extension Theme.Style {
  /// Reads `FOREGROUND [on BACKGROUND] [ATTRIBUTE]…`.
  static func parse(
    _ text: String, palette: [String: ThemeColour]
  ) throws(ThemeTextError) -> Theme.Style {
    var style = Theme.Style()
    var words = text.split(separator: " ")[...]
    guard let first = words.popFirst() else { throw ThemeTextError(.styleEmpty) }
    style.foreground = try ThemeColour.parse(String(first), palette: palette)
    if words.first == "on" {
      words.removeFirst()
      guard let second = words.popFirst() else { throw ThemeTextError(.noColourAfterOn) }
      style.background = try ThemeColour.parse(String(second), palette: palette)
    }
    for word in words {
      switch word {
      case "bold": style.attributes.formUnion(.bold)
      case "dim": style.attributes.formUnion(.dim)
      case "underline": style.attributes.formUnion(.underline)
      case "reverse": style.attributes.formUnion(.reverse)
      case "italic": style.attributes.formUnion(.italic)
      default: throw ThemeTextError(.unknownAttribute, String(word))
      }
    }
    return style
  }
}

extension ThemeColour {
  private static let ansiNames = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// Reads one colour with its fallbacks.
  static func parse(
    _ text: String, palette: [String: ThemeColour]
  ) throws(ThemeTextError) -> ThemeColour {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard var colour = palette[parts[0]] ?? single(parts[0]).map({ ThemeColour($0) }) else {
      throw ThemeTextError(.badColour, parts[0])
    }
    if parts.count > 3 { throw ThemeTextError(.twoFallbacks, text) }
    if parts.count > 1 {
      guard let index = UInt8(parts[1]) else {
        throw ThemeTextError(.badNumberFallback, parts[1])
      }
      colour.indexed = index
    }
    if parts.count > 2 {
      guard case .ansi(let number)? = single(parts[2]) else {
        throw ThemeTextError(.badNameFallback, parts[2])
      }
      colour.ansi = number
    }
    return colour
  }

  private static func single(_ text: String) -> Colour? {
    if text == "default" { return .terminalDefault }
    if text.hasPrefix("#") { return hexadecimal(text.dropFirst()) }
    if let number = UInt8(text) { return number < 16 ? .ansi(number) : .indexed(number) }
    let bright = text.hasPrefix("bright-")
    guard let index = ansiNames.firstIndex(of: bright ? String(text.dropFirst(7)) : text) else {
      return nil
    }
    return .ansi(UInt8(index) + (bright ? 8 : 0))
  }

  /// Reads `rrggbb`, or btop's `gg` for a grey.
  static func hexadecimal(_ digits: Substring) -> Colour? {
    guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let number = UInt32(digits, radix: 16)
    else { return nil }
    switch digits.utf8.count {
    case 6:
      return .rgb(
        red: UInt8(number >> 16), green: UInt8(number >> 8 & 255), blue: UInt8(number & 255))
    case 2: return .rgb(red: UInt8(number), green: UInt8(number), blue: UInt8(number))
    default: return nil
    }
  }
}
