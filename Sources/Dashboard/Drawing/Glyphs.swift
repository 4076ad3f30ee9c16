import Health

/// The marks of one glyph set. All take one column.
package struct Glyphs: Sendable {
  let kind: GlyphSet
  package var isASCII: Bool { kind == .ascii }

  package init(_ kind: GlyphSet) { self.kind = kind }

  private func pick(_ unicode: Unicode.Scalar, _ ascii: Unicode.Scalar) -> Unicode.Scalar {
    isASCII ? ascii : unicode
  }

  var ellipsis: Unicode.Scalar { pick("…", "~") }
  /// The active target, and the arrow of a change.
  package var active: Unicode.Scalar { pick("▶", ">") }
  var failure: Unicode.Scalar { pick("✕", "x") }
  var passed: Unicode.Scalar { pick("✓", "+") }
  var skipped: Unicode.Scalar { pick("⊘", "/") }
  var dot: Unicode.Scalar { pick("·", "-") }
  var horizontal: Unicode.Scalar { pick("─", "-") }
  var vertical: Unicode.Scalar { pick("│", "|") }
  var topLeft: Unicode.Scalar { pick("╭", "+") }
  var topRight: Unicode.Scalar { pick("╮", "+") }
  var bottomLeft: Unicode.Scalar { pick("╰", "+") }
  var bottomRight: Unicode.Scalar { pick("╯", "+") }
  /// Where the chain stops.
  var stop: Unicode.Scalar { pick("┤", "]") }
  var axis: Unicode.Scalar { pick("┤", "|") }
  var solid: Unicode.Scalar { pick("▇", "#") }
  var up: Unicode.Scalar { pick("↑", "^") }
  var down: Unicode.Scalar { pick("↓", "v") }
  /// A row that the user has marked.
  var marked: Unicode.Scalar { pick("◆", "*") }
  /// The marks beside a list that goes on.
  var more: Unicode.Scalar { pick("▾", "v") }
  var less: Unicode.Scalar { pick("▴", "^") }
  /// A change from one to another value.
  var arrow: Unicode.Scalar { pick("→", ">") }

  package func state(_ state: HealthState) -> Unicode.Scalar {
    pick(state.row.glyph, state.row.asciiGlyph)
  }

  /// Heights from 1 to 8.
  func bar(_ level: Int) -> Unicode.Scalar {
    let level = min(8, max(1, level))
    return isASCII ? Self.asciiBars[level - 1] : Self.bars[level - 1]
  }

  /// A horizontal bar's last cell, filled from the left by `eighths` of 1 to 8.
  func part(_ eighths: Int) -> Unicode.Scalar {
    let eighths = min(8, max(1, eighths))
    return isASCII ? (eighths > 3 ? "#" : "-") : Self.parts[eighths - 1]
  }

  private static let bars: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let asciiBars: [Unicode.Scalar] = ["_", ".", "-", "~", "=", "+", "*", "#"]
  private static let parts: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
}
