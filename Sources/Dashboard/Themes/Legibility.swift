/// Whether text of one colour can be read on another, as far as the colours are known: those of the terminal itself are
/// the user's own.
enum Legibility {
  /// The ratio of WCAG 2, with squares for its power of 2.4, below which text is taken to be hidden: well below what it
  /// asks for, since a theme is a matter of taste.
  private static let leastRatio = 1.6
  /// Below this two backgrounds look the same.
  private static let sameRatio = 1.03

  static func isLegible(_ ink: Colour, on paper: Colour) -> Bool {
    guard let ratio = ratio(ink, paper) else {
      return ink != paper || ink == .terminalDefault
    }
    return ratio >= leastRatio
  }

  static func isSame(_ one: Colour, _ other: Colour) -> Bool {
    one == other || ratio(one, other).map { $0 < sameRatio } ?? false
  }

  /// 1 to 21; nil where one of them is the terminal's own.
  private static func ratio(_ one: Colour, _ other: Colour) -> Double? {
    guard let first = luminance(one), let second = luminance(other) else { return nil }
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private static func luminance(_ colour: Colour) -> Double? {
    let (red, green, blue): (UInt8, UInt8, UInt8)
    switch colour {
    case .terminalDefault: return nil
    case .ansi(let index), .indexed(let index): (red, green, blue) = Palette256.rgb(index)
    case .rgb(let r, let g, let b): (red, green, blue) = (r, g, b)
    }
    func square(_ part: UInt8) -> Double { Double(part) * Double(part) / 65_025 }
    return 0.2126 * square(red) + 0.7152 * square(green) + 0.0722 * square(blue)
  }
}
