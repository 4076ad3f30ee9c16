import Dashboard
import Testing
import Text
import Themes

/// Every word of every theme with colours of its own can be read: contrast as WCAG 2 defines it.
@Suite("Contrast") struct ContrastTests {
  /// Relative luminance of a colour, 0 to 1, of the first 16 as xterm has them; nil for the terminal's own.
  private func luminance(_ colour: Colour) -> Double? {
    let parts: (UInt8, UInt8, UInt8)
    switch colour {
    case .terminalDefault: return nil
    case .ansi(let index), .indexed(let index): parts = Palette256.rgb(index)
    case .rgb(let red, let green, let blue): parts = (red, green, blue)
    }
    func linear(_ part: UInt8) -> Double {
      let share = Double(part) / 255
      if share <= 0.03928 { return share / 12.92 }
      // ((share + 0.055) / 1.055) ^ 2.4, by the fifth root of the twelfth power.
      let base = (share + 0.055) / 1.055
      var power = 1.0
      for _ in 0..<12 { power *= base }
      var root = 1.0
      for _ in 0..<60 { root -= (root - power / (root * root * root * root)) / 5 }
      return root
    }
    return 0.2126 * linear(parts.0) + 0.7152 * linear(parts.1) + 0.0722 * linear(parts.2)
  }

  private func contrast(_ paint: Theme.Paint) -> Double? {
    guard let first = luminance(paint.foreground), let second = luminance(paint.background) else {
      return nil
    }
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  @Test(arguments: BuiltinThemes.all.map(\.name)) func noRoleIsLostOnFewColours(name: String) throws
  {
    let builtin = try #require(BuiltinThemes.all.first { $0.name == name })
    let theme = ThemeTests.theme(name, builtin.text)
    for depth in [ColourDepth.ansi8, .ansi16] {
      for role in Role.allCases {
        for attributes in [Attributes(), .selected] {
          let paint = theme.paint(role, attributes, depth: depth)
          let isBlackOnTheTerminals =
            paint.background == .terminalDefault && paint.foreground == .ansi(0)
          let isSame = paint.background == paint.foreground && paint.background != .terminalDefault
          #expect(!isSame && !isBlackOnTheTerminals, "\(depth) \(role) \(attributes): \(paint)")
        }
      }
    }
  }

  @Test(arguments: BuiltinThemes.all.map(\.name)) func everyRoleCanBeRead(name: String) throws {
    let builtin = try #require(BuiltinThemes.all.first { $0.name == name })
    let theme = ThemeTests.theme(name, builtin.text)
    for depth in [ColourDepth.trueColour, .indexed256] {
      for role in Role.allCases where role != .border {
        // Plain text as text; what has a sign of its own and is bold as large text.
        let least = role == .text ? 4.5 : role == .down ? 4 : 3.0
        for attributes in [Attributes(), .selected] {
          // No row that can be selected has a notice.
          if role == .notice, attributes == .selected { continue }
          guard let contrast = contrast(theme.paint(role, attributes, depth: depth)) else {
            continue
          }
          #expect(
            contrast >= (attributes == .selected ? 3 : least),
            "\(name) \(role) \(attributes == .selected ? "selected" : "") \(depth): \(contrast)")
        }
      }
    }
  }
}
