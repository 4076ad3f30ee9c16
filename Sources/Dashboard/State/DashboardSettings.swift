import Text

/// What the user chose outside of the dashboard: fixed until the configuration changes.
package struct DashboardSettings: Sendable, Hashable {
  /// The language of all texts: English where only ASCII is shown.
  package var language: Language {
    get { glyphs == .ascii ? .english : chosenLanguage }
    set { chosenLanguage = newValue }
  }
  private var chosenLanguage: Language
  package var glyphs: GlyphSet
  package var bindings: KeyBindings
  package var clock: LocalClock
  /// Names of all themes, in the order of the list.
  package var themes: [String]
  /// Names of the configuration's profiles, in its order.
  package var profiles: [String] = []
  /// What the demo can play; empty anywhere else.
  package var faults: [PlayableFault] = []
  /// The columns of the mirrors table; nil: those that the width has room for.
  package var columns: [MirrorColumn]?

  package init(
    language: Language = .english, glyphs: GlyphSet = .braille,
    bindings: KeyBindings = .standard, clock: LocalClock = LocalClock(), themes: [String] = []
  ) {
    chosenLanguage = language
    self.glyphs = glyphs
    self.bindings = bindings
    self.clock = clock
    self.themes = themes
  }
}
