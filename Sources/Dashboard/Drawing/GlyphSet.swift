/// The characters that drawing is made of.
package enum GlyphSet: String, Sendable, Hashable, CaseIterable {
  case braille
  /// Charts in block elements, for fonts without braille.
  case block
  /// ASCII only.
  case ascii
}
