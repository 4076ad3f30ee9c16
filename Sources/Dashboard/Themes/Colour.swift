/// A colour as a terminal takes it.
package enum Colour: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case terminalDefault
  /// One of the 16 colours the user's terminal defines: 0 to 7, and 8 to 15 for the bright ones.
  case ansi(UInt8)
  /// One of the 256 of xterm: 16 to 231 a cube, 232 to 255 greys.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

package enum ColourDepth: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Attributes only.
  case mono
  case ansi8
  case ansi16
  case indexed256
  case trueColour

  package static func < (left: ColourDepth, right: ColourDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A colour of a theme: what is meant, and what stands for it where the terminal has fewer colours.
package struct ThemeColour: Sendable, Hashable {
  package var colour: Colour
  /// For 256 colours; nil: the nearest.
  package var indexed: UInt8?
  /// For 16 colours, 0 to 15; nil: the nearest.
  package var ansi: UInt8?

  package init(_ colour: Colour, indexed: UInt8? = nil, ansi: UInt8? = nil) {
    self.colour = colour
    self.indexed = indexed
    self.ansi = ansi
  }

  package static let terminalDefault = ThemeColour(.terminalDefault)

  /// The colour to use at `depth`. At `ansi8` it is at most 7.
  package func resolved(at depth: ColourDepth) -> Colour {
    switch depth {
    case .mono: .terminalDefault
    case .trueColour: colour
    case .indexed256:
      switch colour {
      case .rgb(let red, let green, let blue):
        .indexed(indexed ?? Palette256.nearest(red: red, green: green, blue: blue))
      default: colour
      }
    case .ansi16: resolvedANSI(bright: true)
    case .ansi8: resolvedANSI(bright: false)
    }
  }

  private func resolvedANSI(bright: Bool) -> Colour {
    let number: UInt8
    switch colour {
    case .terminalDefault: return .terminalDefault
    case .ansi(let own): number = own
    case .indexed(let own):
      let (red, green, blue) = Palette256.rgb(own)
      number = ansi ?? Palette256.nearestANSI(red: red, green: green, blue: blue)
    case .rgb(let red, let green, let blue):
      number = ansi ?? Palette256.nearestANSI(red: red, green: green, blue: blue)
    }
    return .ansi(bright ? number : number & 7)
  }
}

/// The colours of xterm's palette of 256 (its own defaults for the first 16).
package enum Palette256 {
  /// The intensities of the cube's sides.
  private static let levels: [Int] = [0, 95, 135, 175, 215, 255]
  private static let first16: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  /// Red, green and blue of the colour `index`.
  package static func rgb(_ index: UInt8) -> (UInt8, UInt8, UInt8) {
    switch index {
    case 0..<16: return first16[Int(index)]
    case 16..<232:
      let cube = Int(index) - 16
      return (UInt8(levels[cube / 36]), UInt8(levels[cube / 6 % 6]), UInt8(levels[cube % 6]))
    default:
      let grey = UInt8(8 + (Int(index) - 232) * 10)
      return (grey, grey, grey)
    }
  }

  /// The nearest of 16 to 255 (the first 16 are the user's and unknown), by squared distance.
  package static func nearest(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    nearest(red, green, blue, among: 16...255)
  }

  /// The nearest of the first 16, taken with xterm's defaults.
  package static func nearestANSI(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    nearest(red, green, blue, among: 0...15)
  }

  private static func nearest(
    _ red: UInt8, _ green: UInt8, _ blue: UInt8, among indices: ClosedRange<UInt8>
  ) -> UInt8 {
    var best = indices.lowerBound
    var bestDistance = Int.max
    for index in indices {
      let (otherRed, otherGreen, otherBlue) = rgb(index)
      let distances = [
        Int(red) - Int(otherRed), Int(green) - Int(otherGreen), Int(blue) - Int(otherBlue),
      ]
      let distance = distances.reduce(0) { $0 + $1 * $1 }
      if distance < bestDistance {
        best = index
        bestDistance = distance
      }
    }
    return best
  }
}
